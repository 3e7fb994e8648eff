// POST, GET, PATCH and DELETE of /subscriptions.

import type { Hono } from 'hono';
import * as v from 'valibot';
import type { ChangeKind } from '../../mailboxes/change.ts';
import type { Folder } from '../../mailboxes/folder.ts';
import type { Mailbox } from '../../mailboxes/mailbox.ts';
import { requirePermission } from '../bearer.ts';
import type { GraphContext, GraphDesk, GraphEnv } from '../context.ts';
import { accessDenied, badRequest, GraphError } from '../error.ts';
import { findFolder, readJson } from '../find.ts';
import type { Subscription, Subscriptions } from '../subscriptions.ts';
import { readPermissions } from './folders.ts';

/** Enforced, although the documentation says 10,080. */
const lifetimeMinutesMax = 10_070;
const lifetimeMinutesMin = 45;
const minuteMs = 60_000;

const creation = v.object({
  changeType: v.optional(v.string()),
  notificationUrl: v.optional(v.string()),
  lifecycleNotificationUrl: v.nullish(v.string()),
  resource: v.optional(v.string()),
  expirationDateTime: v.optional(v.string()),
  clientState: v.nullish(v.pipe(v.string(), v.maxLength(128))),
});

export function subscriptionRoutes(app: Hono<GraphEnv>, desk: GraphDesk, subscriptions: Subscriptions): void {
  const find = (c: GraphContext): Subscription => {
    const { appId, subjectId } = c.get('token');
    const found = subscriptions.find(c.req.param('id') ?? '', appId, subjectId);
    if (found) return found;
    throw new GraphError(404, 'ResourceNotFound', 'The object was not found.');
  };
  app.post('/v1.0/subscriptions', async (c) => {
    const token = c.get('token');
    requirePermission(token, ...readPermissions);
    const body = v.safeParse(creation, await readJson(c));
    if (!body.success) {
      throw badRequest(
        'Could not process subscription creation payload. Are all property names spelled and camelCased properly?',
        'InvalidRequest',
      );
    }
    const {
      changeType,
      notificationUrl,
      resource,
      expirationDateTime,
      clientState,
      lifecycleNotificationUrl,
    } = body.output;
    const required = { changeType, notificationUrl, resource, expirationDateTime };
    const missing = Object.entries(required).find(([, value]) => !value)?.[0];
    if (missing)
      throw badRequest(`${missing} is a required property for subscription creation`, 'InvalidRequest');
    const place = findPlace(c, desk, resource ?? '');
    const created = await subscriptions.create({
      appId: token.appId,
      tenantId: token.tenantId,
      creatorId: token.subjectId,
      ...place,
      resource: resource ?? '',
      changeTypes: readChangeTypes(changeType ?? ''),
      notificationUrl: checkUrl(notificationUrl ?? ''),
      lifecycleNotificationUrl: lifecycleNotificationUrl ? checkUrl(lifecycleNotificationUrl) : undefined,
      clientState: clientState ?? undefined,
      immutableIds: c.get('immutableIds'),
      expiresAtMs: readExpiry(expirationDateTime ?? '', desk.clock.now()),
    });
    return c.json(subscriptionJson(c, created), 201);
  });
  app.get('/v1.0/subscriptions', (c) => {
    const { appId, subjectId } = c.get('token');
    const { origin } = new URL(c.req.url);
    return c.json({
      '@odata.context': `${origin}/v1.0/$metadata#subscriptions`,
      value: subscriptions.list(appId, subjectId).map((known) => subscriptionJson(c, known)),
    });
  });
  app.get('/v1.0/subscriptions/:id', (c) => c.json(subscriptionJson(c, find(c))));
  app.patch('/v1.0/subscriptions/:id', async (c) => {
    const subscription = find(c);
    const body = v.safeParse(v.object({ expirationDateTime: v.string() }), await readJson(c));
    if (!body.success) throw badRequest('expirationDateTime is a required property.', 'InvalidRequest');
    subscription.expiresAtMs = readExpiry(body.output.expirationDateTime, desk.clock.now());
    return c.json(subscriptionJson(c, subscription));
  });
  app.delete('/v1.0/subscriptions/:id', (c) => {
    subscriptions.delete(find(c));
    return c.body(null, 204);
  });
}

/** `me/messages`, `me/mailFolders('inbox')/messages`, `users/{id}/...`; keys in either spelling. */
function findPlace(
  c: GraphContext,
  desk: GraphDesk,
  resource: string,
): { mailbox: Mailbox; folder: Folder | undefined } {
  const path = resource.replace(/^\//, '').replace(/\('([^']*)'\)/g, '/$1');
  const match = /^(?:me|users\/([^/]+))(?:\/mailFolders\/([^/]+))?\/messages$/i.exec(path);
  if (!match) throw badRequest(`Resource '${resource}' is not supported by the sandbox.`, 'InvalidRequest');
  const token = c.get('token');
  const { directory, mail } = desk;
  const named = match[1] === undefined ? undefined : decodeURIComponentOr(match[1]);
  const user =
    named === undefined
      ? directory.users.get(token.subjectId)
      : (directory.users.get(named) ?? directory.userByName(named));
  const settings = user ? directory.mailboxOfUser(user.id) : directory.mailboxByAddress(named ?? '');
  const allowed =
    token.kind === 'app' ||
    settings?.ownerId === token.subjectId ||
    settings?.fullAccess.includes(token.subjectId);
  if (!settings || !allowed) throw accessDenied();
  const mailbox = mail.mailboxOf(settings);
  return { mailbox, folder: match[2] === undefined ? undefined : findFolder(mailbox, match[2]) };
}

function decodeURIComponentOr(text: string): string {
  return /^(?:[^%]|%[0-7][0-9a-f])*$/i.test(text) ? decodeURIComponent(text) : text;
}

function readChangeTypes(text: string): ChangeKind[] {
  const known: readonly ChangeKind[] = ['created', 'updated', 'deleted'];
  return text.split(',').map((name) => {
    const kind = known.find((candidate) => candidate === name.trim().toLowerCase());
    if (!kind) throw badRequest(`Invalid value '${name}' of changeType.`, 'InvalidRequest');
    return kind;
  });
}

/** Plain http is taken from this machine only: Graph itself wants https. */
function checkUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const local = url?.protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (url?.protocol === 'https:' || local) return text;
  throw badRequest('NotificationUrl must be a valid https URL.', 'InvalidRequest');
}

function readExpiry(text: string, nowMs: number): number {
  const asked = Date.parse(text);
  if (Number.isNaN(asked)) throw badRequest('expirationDateTime is not a valid date.', 'InvalidRequest');
  if (asked <= nowMs) throw badRequest('Subscription expiration must be in the future.', 'InvalidRequest');
  if (asked > nowMs + lifetimeMinutesMax * minuteMs) {
    throw badRequest(
      `Subscription expiration can only be ${lifetimeMinutesMax} minutes in the future.`,
      'ExtensionError',
    );
  }
  return Math.max(asked, nowMs + lifetimeMinutesMin * minuteMs);
}

function subscriptionJson(c: GraphContext, known: Subscription): Record<string, unknown> {
  return {
    '@odata.context': `${new URL(c.req.url).origin}/v1.0/$metadata#subscriptions/$entity`,
    id: known.id,
    resource: known.resource,
    applicationId: known.appId,
    changeType: known.changeTypes.join(','),
    clientState: known.clientState ?? null,
    notificationUrl: known.notificationUrl,
    notificationQueryOptions: null,
    lifecycleNotificationUrl: known.lifecycleNotificationUrl ?? null,
    expirationDateTime: new Date(known.expiresAtMs).toISOString(),
    creatorId: known.creatorId,
    includeResourceData: null,
    latestSupportedTlsVersion: 'v1_2',
    encryptionCertificate: null,
    encryptionCertificateId: null,
    notificationUrlAppId: null,
  };
}
