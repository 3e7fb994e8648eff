// POST, GET, PATCH and DELETE of /subscriptions, and their reauthorization.

import type { Hono } from 'hono';
import * as v from 'valibot';
import { openFor } from '../access.ts';
import { readJson } from '../body.ts';
import type { GoodToken, GraphContext, GraphDesk, GraphEnv } from '../context.ts';
import { accessDenied, badRequest, GraphError } from '../error.ts';
import { findFolder } from '../find.ts';
import {
  checkUrl,
  readChangeTypes,
  readCreation,
  readEncryption,
  readExpiry,
} from '../subscriptions/creation.ts';
import { readResource } from '../subscriptions/resource.ts';
import { type Subscription, subscriptionJson } from '../subscriptions/subscription.ts';
import type { Subscriptions } from '../subscriptions/subscriptions.ts';

const renewal = v.object({ expirationDateTime: v.string(), notificationUrl: v.optional(v.string()) });

export function subscriptionRoutes(app: Hono<GraphEnv>, desk: GraphDesk, subscriptions: Subscriptions): void {
  const find = (c: GraphContext): Subscription => {
    const id = c.req.param('subscription');
    const found = subscriptions.of(c.get('token')).find((one) => one.id === id);
    if (found) return found;
    throw new GraphError(404, 'ResourceNotFound', 'The object was not found.');
  };
  const entity = (c: GraphContext, one: Subscription): Record<string, unknown> => ({
    '@odata.context': `${new URL(c.req.url).origin}/v1.0/$metadata#subscriptions/$entity`,
    ...subscriptionJson(one),
  });

  const create = async (c: GraphContext): Promise<Response> => {
    const token = c.get('token');
    const wish = readCreation(await readJson(c));
    const { resource, changeType, notificationUrl, expirationDateTime } = wish;
    const encryption = wish.includeResourceData ? readEncryption(wish) : undefined;
    if (
      !desk.quirks.writeScopeSubscribes &&
      !token.permissions.some((name) => /^Mail\.Read(?:Basic)?(?:\.|$)/i.test(name))
    ) {
      throw accessDenied();
    }
    const place = findPlace(desk, token, { resource, rich: encryption !== undefined });
    const created = await subscriptions.create({
      appId: token.appId,
      tenantId: token.tenantId,
      creatorId: token.subjectId,
      ...place,
      resource,
      encryption,
      changeTypes: readChangeTypes(changeType),
      notificationUrl: checkUrl(notificationUrl, 'NotificationUrl'),
      lifecycleNotificationUrl: wish.lifecycleNotificationUrl
        ? checkUrl(wish.lifecycleNotificationUrl, 'LifecycleNotificationUrl')
        : undefined,
      clientState: wish.clientState ?? undefined,
      immutableIds: c.get('preferences').immutableIds,
      expiresAtMs: readExpiry(expirationDateTime, desk, {
        rich: encryption !== undefined,
        code: 'ExtensionError',
      }),
      tokenExpiresAtMs: token.expiresAtMs,
      authorizedAtMs: desk.clock.now(),
    });
    return c.json(entity(c, created), 201);
  };
  const renew = async (c: GraphContext): Promise<Response> => {
    const subscription = find(c);
    const body = v.safeParse(renewal, await readJson(c));
    if (!body.success)
      throw badRequest('expirationDateTime is a required property for subscription update', 'InvalidRequest');
    const expiresAtMs = readExpiry(body.output.expirationDateTime, desk, {
      rich: subscription.encryption !== undefined,
      code: 'ErrorInvalidParameter',
    });
    subscriptions.authorize(subscription, c.get('token'), expiresAtMs);
    return c.json(entity(c, subscription));
  };
  app.post('/v1.0/subscriptions', create);
  app.get('/v1.0/subscriptions', (c) =>
    c.json({
      '@odata.context': `${new URL(c.req.url).origin}/v1.0/$metadata#subscriptions`,
      value: subscriptions.of(c.get('token')).map(subscriptionJson),
    }),
  );
  app.get('/v1.0/subscriptions/:subscription', (c) => c.json(entity(c, find(c))));
  app.patch('/v1.0/subscriptions/:subscription', renew);
  app.delete('/v1.0/subscriptions/:subscription', (c) => {
    subscriptions.delete(find(c));
    return c.body(null, 204);
  });
  app.post('/v1.0/subscriptions/:subscription/reauthorize', (c) => {
    subscriptions.authorize(find(c), c.get('token'));
    return c.body(null, 204);
  });
}

function findPlace(
  desk: GraphDesk,
  token: GoodToken,
  wish: { resource: string; rich: boolean },
): Pick<Subscription, 'mailbox' | 'folderId'> {
  const { user, folder, options } = readResource(wish.resource);
  if (wish.rich && !options.select) {
    throw badRequest('The resource needs a $select when includeResourceData is true.', 'InvalidRequest');
  }
  const { mailbox } = openFor(desk, token, { asked: user, need: wish.rich ? 'read' : 'basic' });
  return {
    mailbox: mailbox.address,
    folderId: folder === undefined ? undefined : findFolder(mailbox, folder).id,
  };
}
