// What a machine says about a message of ours: delivery reports (RFC 3464, and Exchange's, which are of that form), and receipts
// (RFC 8098). Groups of fields, judged leniently: what is missing is undefined.

import { type HeaderFields, parseFields } from './header/fields.ts';
import { decodeWords, plainLine } from './header/words.ts';

export interface DeliveryRecipient {
  readonly recipient: string;
  /** Whom the sender wrote to, where that was another. */
  readonly original: string | undefined;
  /** `failed`, `delayed`, `delivered`, `relayed`, `expanded`. */
  readonly action: string;
  /** Enhanced status (RFC 3463): `5.1.10`. */
  readonly status: string | undefined;
  /** What the other server said, without its type. */
  readonly diagnostic: string | undefined;
  readonly remote: string | undefined;
}

export interface DeliveryReport {
  readonly reportedBy: string | undefined;
  readonly arrivedAt: string | undefined;
  readonly recipients: readonly DeliveryRecipient[];
  /** Of the message that it is about, where the report encloses enough of it. */
  readonly originalMessageId: string | undefined;
  readonly originalSubject: string | undefined;
}

export interface ReadReceipt {
  readonly recipient: string | undefined;
  readonly originalMessageId: string | undefined;
  /** `displayed`, `deleted`, `dispatched`, `processed`. */
  readonly disposition: string | undefined;
  /** True where a person sent it by hand. */
  readonly byHand: boolean;
  readonly reportedBy: string | undefined;
}

/** A report to a whole distribution list; more are counted by nobody. */
const groupsMax = 2000;

/**
 * @param status - the part message/delivery-status or message/global-delivery-status
 * @param answered - what the report's own header says that it answers
 */
export function deliveryReport(
  status: Uint8Array,
  original: { readonly messageId: string | undefined; readonly subject: string } | undefined,
  answered?: string,
): DeliveryReport {
  const groups = fieldGroups(status);
  const perMessage = groups.find((group) => group.first('reporting-mta') !== undefined) ?? groups[0];
  const recipients = groups.flatMap((group) => {
    const final = untyped(group, 'final-recipient');
    const first = untyped(group, 'original-recipient');
    const recipient = final ?? first;
    if (recipient === undefined) return [];
    const action = text(group, 'action')?.toLowerCase() ?? 'failed';
    const status = /\d\.\d{1,3}\.\d{1,3}/.exec(group.first('status') ?? '')?.[0];
    const [diagnostic, remote] = [untyped(group, 'diagnostic-code'), untyped(group, 'remote-mta')];
    return [
      { recipient, original: first === recipient ? undefined : first, action, status, diagnostic, remote },
    ];
  });
  return {
    reportedBy: perMessage && untyped(perMessage, 'reporting-mta'),
    arrivedAt: perMessage && text(perMessage, 'arrival-date'),
    recipients,
    originalMessageId: original?.messageId ?? answered,
    originalSubject: original?.subject === '' ? undefined : original?.subject,
  };
}

/**
 * @param notification - the part message/disposition-notification
 * @param answered - what the receipt's own header says that it answers: Exchange says it there alone for some
 */
export function readReceipt(notification: Uint8Array, answered?: string): ReadReceipt {
  const group = fieldGroups(notification)[0];
  const disposition = group?.first('disposition') ?? '';
  const [mode = '', type = ''] = disposition.split(';');
  return {
    recipient: group && (untyped(group, 'final-recipient') ?? untyped(group, 'original-recipient')),
    originalMessageId: /<[^<>\s]+>/.exec(group?.first('original-message-id') ?? '')?.[0] ?? answered,
    disposition: type.split('/')[0]?.trim().toLowerCase() || undefined,
    byHand: /manual-action/i.test(mode),
    reportedBy: group && text(group, 'reporting-ua'),
  };
}

function fieldGroups(bytes: Uint8Array): readonly HeaderFields[] {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .split(/(?:\r?\n){2,}/, groupsMax)
    .map((group) => parseFields(Buffer.from(group.trimStart(), 'latin1')))
    .filter(({ all }) => all.length > 0);
}

function text(group: HeaderFields, name: string): string | undefined {
  const value = group.first(name);
  return value === undefined ? undefined : plainLine(decodeWords(value)) || undefined;
}

/** `rfc822; anna@contoso.example` and `smtp; 550 5.1.10 ...`: what stands behind the type. RFC 6533's `utf-8` included. */
function untyped(group: HeaderFields, name: string): string | undefined {
  const value = text(group, name);
  return value?.replace(/^[\w.-]+\s*;\s*/, '').replace(/^<(.*)>$/, '$1') || undefined;
}
