// Subscriptions to changes in a mailbox (Graph documentation, "Change notifications for Outlook resources"). Graph
// calls the notification URL back before it answers the creation: the receiver has to listen already.

import type { Secret } from '../../base/secret.ts';
import { fail, isMailgrantError } from '../../errors/error.ts';
import { shaped, subscriptionShape } from './answer-shapes.ts';
import { type GraphDoor, graphRequest } from './request.ts';

export type ChangeType = 'created' | 'updated' | 'deleted';

export interface SubscriptionRequest {
  /** For example `me/mailFolders('inbox')/messages`. */
  readonly resource: string;
  readonly changes: readonly ChangeType[];
  readonly notificationUrl: string;
  /** Comes back with every notification: how the receiver knows that Graph is speaking. At most 128 characters. */
  readonly clientState: Secret;
  readonly lifetimeMs?: number;
}

export interface Subscription {
  readonly id: string;
  readonly resource: string;
  readonly expiresAtMs: number;
}

/** The documentation says 10,080 minutes, the service takes 10,070: three clients measured it, one in July 2026. */
const lifetimeMsMax = 10_000 * 60_000;
/** Graph waits 10 s for the validation, of each of two URLs. */
const createLimitMs = 45_000;

/** @throws `graph-subscription-unvalidated` where Graph could not reach `notificationUrl` */
export async function createSubscription(
  door: GraphDoor,
  wanted: SubscriptionRequest,
): Promise<Subscription> {
  const lifetimeMs = Math.min(wanted.lifetimeMs ?? lifetimeMsMax, lifetimeMsMax);
  try {
    return await create(door, wanted, lifetimeMs);
  } catch (error) {
    const allowedMs = allowedLifetime(error);
    if (allowedMs === undefined || allowedMs >= lifetimeMs) throw unvalidated(error, wanted) ?? error;
    // The limit has changed before (4,230 minutes until 2018 and later): the refusal names the one of today.
    return create(door, wanted, allowedMs);
  }
}

/** Succeeds too when the subscription has ended by itself. */
export async function deleteSubscription(door: GraphDoor, id: string): Promise<void> {
  const path = `/subscriptions/${encodeURIComponent(id)}`;
  try {
    await graphRequest(door, { method: 'DELETE', path, doing: 'ending the subscription' });
  } catch (error) {
    if (!isMailgrantError(error) || error.code !== 'graph-not-found') throw error;
    door.log?.debug('graph.subscription-already-gone', { id });
  }
}

async function create(
  door: GraphDoor,
  wanted: SubscriptionRequest,
  lifetimeMs: number,
): Promise<Subscription> {
  const doing = 'creating the subscription';
  const answer = await graphRequest(door, {
    method: 'POST',
    path: '/subscriptions',
    body: {
      changeType: wanted.changes.join(','),
      notificationUrl: wanted.notificationUrl,
      resource: wanted.resource,
      expirationDateTime: new Date(door.clock.now() + lifetimeMs).toISOString(),
      clientState: wanted.clientState.reveal(),
      latestSupportedTlsVersion: 'v1_2',
    },
    doing,
    limitMs: createLimitMs,
  });
  const { id, resource, expirationDateTime } = shaped(subscriptionShape, answer, { door, doing });
  return { id, resource, expiresAtMs: Date.parse(expirationDateTime) };
}

function allowedLifetime(error: unknown): number | undefined {
  if (!isMailgrantError(error) || error.code !== 'graph-refused') return undefined;
  const minutes = /can only be (\d+) minutes/i.exec(String(error.details['answer']))?.[1];
  return minutes === undefined ? undefined : Number(minutes) * 60_000;
}

function unvalidated(error: unknown, wanted: SubscriptionRequest): Error | undefined {
  if (!isMailgrantError(error) || error.code !== 'graph-refused') return undefined;
  const answer = String(error.details['answer']);
  if (!/validation request/i.test(answer)) return undefined;
  return fail('graph-subscription-unvalidated', { url: wanted.notificationUrl, answer }, { cause: error });
}
