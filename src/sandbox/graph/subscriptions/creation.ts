// What a client writes when it subscribes, checked before anybody is asked: names, types, addresses, times, and the
// certificate of a rich subscription. The service's own sentences where they are known.

import * as v from 'valibot';
import type { ChangeKind } from '../../mailboxes/change.ts';
import type { GraphDesk } from '../context.ts';
import { badRequest } from '../error.ts';
import { readCertificate } from './encrypt.ts';
import type { Encryption } from './subscription.ts';

const richMinutesMax = 1440;
const minutesMin = 45;
const minuteMs = 60_000;

const text = v.nullish(v.string());
const creation = v.object({
  changeType: text,
  notificationUrl: text,
  lifecycleNotificationUrl: text,
  resource: text,
  expirationDateTime: text,
  clientState: text,
  includeResourceData: v.nullish(v.boolean()),
  encryptionCertificate: text,
  encryptionCertificateId: text,
  latestSupportedTlsVersion: v.nullish(v.picklist(['v1_0', 'v1_1', 'v1_2', 'v1_3'])),
});
type Creation = v.InferOutput<typeof creation>;
const known = new Set([
  ...Object.keys(creation.entries),
  'notificationUrlAppId',
  'notificationQueryOptions',
  'applicationId',
  'creatorId',
  'id',
]);
type Wanted = Creation & Record<'changeType' | 'notificationUrl' | 'resource' | 'expirationDateTime', string>;

/** @throws GraphError 400 */
export function readCreation(json: unknown): Wanted {
  const unreadable = badRequest(
    'Could not process subscription creation payload. Are all property names spelled and camelCased properly? Also are the Datetimeoffset types in a valid internet Date and Time format?',
    'InvalidRequest',
  );
  if (
    typeof json !== 'object' ||
    json === null ||
    Object.keys(json).some((name) => !name.includes('@') && !known.has(name))
  ) {
    throw unreadable;
  }
  const read = v.safeParse(creation, json);
  if (!read.success) throw unreadable;
  const { changeType, notificationUrl, resource, expirationDateTime } = read.output;
  const required = { changeType, notificationUrl, resource, expirationDateTime };
  const missing = Object.entries(required).find(([, value]) => !value)?.[0];
  if (missing)
    throw badRequest(`${missing} is a required property for subscription creation`, 'InvalidRequest');
  if ((read.output.clientState ?? '').length > 128) {
    throw badRequest('The clientState cannot be longer than 128 characters.', 'InvalidRequest');
  }
  return {
    ...read.output,
    changeType: changeType ?? '',
    notificationUrl: notificationUrl ?? '',
    resource: resource ?? '',
    expirationDateTime: expirationDateTime ?? '',
  };
}

/** @throws GraphError 400 */
export function readEncryption(wish: Wanted): Encryption {
  const { encryptionCertificate, encryptionCertificateId } = wish;
  for (const [name, value] of Object.entries({ encryptionCertificate, encryptionCertificateId })) {
    if (!value)
      throw badRequest(`${name} is a required property when includeResourceData is true`, 'InvalidRequest');
  }
  const certificateId = encryptionCertificateId ?? '';
  if (certificateId.length > 128) {
    throw badRequest('The encryptionCertificateId cannot be longer than 128 characters.', 'InvalidRequest');
  }
  return { certificateId, certificate: readCertificate(encryptionCertificate ?? '') };
}

export function readChangeTypes(list: string): ChangeKind[] {
  const kinds: readonly ChangeKind[] = ['created', 'updated', 'deleted'];
  return list.split(',').map((name) => {
    const kind = kinds.find((candidate) => candidate === name.trim().toLowerCase());
    if (!kind) throw badRequest(`Invalid value '${name}' of changeType.`, 'InvalidRequest');
    return kind;
  });
}

/** Plain http is taken from this machine only: Graph itself wants https. */
export function checkUrl(given: string, name: string): string {
  const url = URL.canParse(given) && given.length <= 2000 ? new URL(given) : undefined;
  const local = url?.protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (url?.protocol === 'https:' || local) return given;
  throw badRequest(`${name} must be a valid https URL.`, 'InvalidRequest');
}

export function readExpiry(
  given: string,
  { clock, quirks }: GraphDesk,
  options: { rich: boolean; code: 'ExtensionError' | 'ErrorInvalidParameter' },
): number {
  const now = clock.now();
  const asked = Date.parse(given);
  if (Number.isNaN(asked)) throw badRequest('expirationDateTime is not a valid date.', 'InvalidRequest');
  if (asked <= now) throw badRequest('Subscription expiration must be in the future.', 'InvalidRequest');
  const minutesMax = options.rich
    ? Math.min(richMinutesMax, quirks.subscriptionMinutesMax)
    : quirks.subscriptionMinutesMax;
  if (asked > now + minutesMax * minuteMs) {
    throw badRequest(
      `Subscription expiration can only be ${minutesMax} minutes in the future.`,
      options.code,
    );
  }
  return Math.max(asked, now + minutesMin * minuteMs);
}
