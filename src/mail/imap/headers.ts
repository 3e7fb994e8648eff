// What a list of messages shows, read from ENVELOPE (RFC 3501 section 7.4.2).

import type { FetchMessageObject, FetchQueryObject, MessageAddressObject } from 'imapflow';

export interface MessageHeader {
  /** Stable within one folder as long as its UIDVALIDITY stays. */
  readonly uid: number;
  readonly messageId: string | undefined;
  readonly subject: string;
  readonly from: string;
  readonly to: readonly string[];
  /** Milliseconds since the epoch: when the server took it in. */
  readonly receivedAtMs: number | undefined;
  readonly seen: boolean;
  /** An estimate where Exchange keeps its default. */
  readonly bytes: number | undefined;
}

export const headerQuery: FetchQueryObject = {
  uid: true,
  flags: true,
  envelope: true,
  internalDate: true,
  size: true,
};

export function headerOf(message: FetchMessageObject): MessageHeader {
  const { envelope, internalDate } = message;
  const receivedAtMs = internalDate === undefined ? Number.NaN : new Date(internalDate).getTime();
  return {
    uid: message.uid,
    messageId: envelope?.messageId,
    subject: envelope?.subject ?? '',
    from: addresses(envelope?.from)[0] ?? '',
    to: addresses(envelope?.to),
    receivedAtMs: Number.isNaN(receivedAtMs) ? undefined : receivedAtMs,
    seen: message.flags?.has('\\Seen') ?? false,
    bytes: message.size,
  };
}

function addresses(list: readonly MessageAddressObject[] | undefined): string[] {
  return (list ?? []).map(({ address }) => address ?? '').filter((address) => address !== '');
}
