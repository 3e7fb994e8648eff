// Subscriptions to changes in a mailbox (Graph documentation, "Change notifications for Outlook resources"). Graph
// calls the notification URL back before it answers the creation: the receiver has to listen already.

import * as v from 'valibot';
import type { Secret } from '../../base/secret.ts';
import { fail, isMailgrantError } from '../../errors/error.ts';
import { shaped } from './answer-shapes.ts';
import { type GraphDoor, graphRequest } from './request.ts';

export type ChangeType = 'created' | 'updated' | 'deleted';

export interface SubscriptionRequest {
  /** For example `me/mailFolders('inbox')/messages`. A rich one needs a `?$select=`. */
  readonly resource: string;
  readonly changes: readonly ChangeType[];
  readonly notificationUrl: string;
  /** Where Graph tells of the subscription itself: about to end, removed, notifications missed. */
  readonly lifecycleUrl?: string | undefined;
  /** Comes back with every notification: how the receiver knows that Graph is speaking. At most 128 characters. */
  readonly clientState: Secret;
  readonly lifetimeMs?: number | undefined;
  /** Notifications bring the message along, sealed for this certificate (X.509 in base64, RSA of 2,048 to 4,096 bits). */
  readonly rich?: { readonly certificate: string; readonly certificateId: string } | undefined;
}

export interface Subscription {
  readonly id: string;
  readonly resource: string;
  readonly changes: readonly string[];
  readonly notificationUrl: string | undefined;
  readonly expiresAtMs: number;
}

const minuteMs = 60_000;
/** The documentation says 10,080 minutes, the service takes 10,070: three clients measured it, one in July 2026. */
const lifetimeMsMax = 10_000 * minuteMs;
/** "Subscription resource type": a day for those with resource data. Clocks differ by a little. */
const richLifetimeMsMax = 1_430 * minuteMs;
/** Graph waits 10 s for the validation, of each of two URLs. */
const createLimitMs = 45_000;
/** A mailbox may have a thousand. */
const pagesMax = 100;

const subscriptionShape = v.object({
  id: v.string(),
  resource: v.string(),
  expirationDateTime: v.string(),
  changeType: v.nullish(v.string()),
  notificationUrl: v.nullish(v.string()),
});
const pageShape = v.object({
  value: v.array(subscriptionShape),
  '@odata.nextLink': v.nullish(v.string()),
});

/** @throws `graph-subscription-unvalidated` where Graph could not reach `notificationUrl` */
export async function createSubscription(
  door: GraphDoor,
  wanted: SubscriptionRequest,
): Promise<Subscription> {
  const max = wanted.rich ? richLifetimeMsMax : lifetimeMsMax;
  try {
    return await withinLimit(door, Math.min(wanted.lifetimeMs ?? max, max), (lifetimeMs) =>
      create(door, wanted, lifetimeMs),
    );
  } catch (error) {
    throw unvalidated(error, wanted) ?? error;
  }
}

/** Those of this app and this account, whichever process has made them. */
export async function listSubscriptions(door: GraphDoor): Promise<readonly Subscription[]> {
  const doing = 'listing subscriptions';
  const found: Subscription[] = [];
  let path: string | undefined = '/subscriptions';
  for (let pages = 0; path !== undefined && pages < pagesMax; pages += 1) {
    const answer = await graphRequest(door, { method: 'GET', path, doing });
    const page: v.InferOutput<typeof pageShape> = shaped(pageShape, answer, { door, doing });
    found.push(...page.value.map(subscriptionOf));
    path = page['@odata.nextLink'] ?? undefined;
  }
  return found;
}

/** Lives from now on for `lifetimeMs`; speaks for it with a token of now, too. @throws `graph-not-found` */
export function renewSubscription(
  door: GraphDoor,
  id: string,
  lifetimeMs = lifetimeMsMax,
): Promise<Subscription> {
  const doing = 'renewing the subscription';
  return withinLimit(door, Math.min(lifetimeMs, lifetimeMsMax), async (allowedMs) => {
    const expirationDateTime = new Date(door.clock.now() + allowedMs).toISOString();
    const answer = await graphRequest(door, {
      method: 'PATCH',
      path: pathOf(id),
      body: { expirationDateTime },
      doing,
    });
    return subscriptionOf(shaped(subscriptionShape, answer, { door, doing }));
  });
}

/** Succeeds too when the subscription has ended by itself. */
export async function deleteSubscription(door: GraphDoor, id: string): Promise<void> {
  try {
    await graphRequest(door, { method: 'DELETE', path: pathOf(id), doing: 'ending the subscription' });
  } catch (error) {
    if (!isMailgrantError(error) || error.code !== 'graph-not-found') throw error;
    door.log?.debug('graph.subscription-already-gone', { id });
  }
}

function pathOf(id: string): string {
  return `/subscriptions/${encodeURIComponent(id)}`;
}

async function create(
  door: GraphDoor,
  wanted: SubscriptionRequest,
  lifetimeMs: number,
): Promise<Subscription> {
  const doing = 'creating the subscription';
  const { rich, lifecycleUrl } = wanted;
  const answer = await graphRequest(door, {
    method: 'POST',
    path: '/subscriptions',
    body: {
      changeType: wanted.changes.join(','),
      notificationUrl: wanted.notificationUrl,
      ...(lifecycleUrl === undefined ? {} : { lifecycleNotificationUrl: lifecycleUrl }),
      resource: wanted.resource,
      expirationDateTime: new Date(door.clock.now() + lifetimeMs).toISOString(),
      clientState: wanted.clientState.reveal(),
      latestSupportedTlsVersion: 'v1_2',
      ...(rich === undefined
        ? {}
        : {
            includeResourceData: true,
            encryptionCertificate: rich.certificate,
            encryptionCertificateId: rich.certificateId,
          }),
    },
    doing,
    limitMs: createLimitMs,
  });
  return subscriptionOf(shaped(subscriptionShape, answer, { door, doing }));
}

/** The limit has changed before (4,230 minutes until 2018 and later): the refusal names the one of today. */
async function withinLimit<T>(
  door: GraphDoor,
  lifetimeMs: number,
  ask: (lifetimeMs: number) => Promise<T>,
): Promise<T> {
  try {
    return await ask(lifetimeMs);
  } catch (error) {
    const allowedMs = allowedLifetime(error);
    if (allowedMs === undefined || allowedMs >= lifetimeMs) throw error;
    door.log?.info('graph.subscription-shorter', { minutes: allowedMs / minuteMs });
    // It is counted from the server's now, which may be a little earlier than ours.
    return ask(Math.max(allowedMs - minuteMs, minuteMs));
  }
}

function allowedLifetime(error: unknown): number | undefined {
  if (!isMailgrantError(error) || error.code !== 'graph-refused') return undefined;
  const minutes = /can only be (\d+) minutes/i.exec(String(error.details['answer']))?.[1];
  return minutes === undefined ? undefined : Number(minutes) * minuteMs;
}

function unvalidated(error: unknown, wanted: SubscriptionRequest): Error | undefined {
  if (!isMailgrantError(error) || error.code !== 'graph-refused') return undefined;
  const answer = String(error.details['answer']);
  if (!/validation request/i.test(answer)) return undefined;
  return fail('graph-subscription-unvalidated', { url: wanted.notificationUrl, answer }, { cause: error });
}

function subscriptionOf(answer: v.InferOutput<typeof subscriptionShape>): Subscription {
  const { id, resource, changeType, notificationUrl, expirationDateTime } = answer;
  const changes = (changeType ?? '').split(',').filter((name) => name !== '');
  const expiresAtMs = Date.parse(expirationDateTime);
  return { id, resource, changes, notificationUrl: notificationUrl ?? undefined, expiresAtMs };
}
