// A door to a mailbox that is in memory: for what is above doors. Says `gone` for what was taken away after it was listed.

import { systemClock } from '../../src/base/clock.ts';
import { fail } from '../../src/errors/error.ts';
import type { DoorFolder, DoorMessage, Locator, ReadDoor } from '../../src/mailbox/doors/door.ts';
import { Mailbox } from '../../src/mailbox/mailbox.ts';
import type { Flags } from '../../src/mailbox/message.ts';
import { readHeader } from '../../src/mime/header.ts';
import { fixedTokens } from './fixed-tokens.ts';
import { mailboxWorld } from './imap-worlds.ts';

export interface KeptMessage {
  readonly uid: number;
  readonly raw: Uint8Array;
  readonly flags?: Partial<Flags>;
  readonly receivedAtMs?: number;
}

export interface MemoryBox {
  readonly box: Mailbox;
  /** To be changed by a test. */
  readonly messages: KeptMessage[];
  /** Of sources that were asked for. */
  readonly asked: number[];
  uidValidity: string;
}

const inbox: DoorFolder = {
  handle: 'INBOX',
  names: ['INBOX'],
  use: 'inbox',
  selectable: true,
  total: undefined,
  unread: undefined,
};

const address = 'anna@contoso.example';
const noFlags: Flags = { seen: false, flagged: false, answered: false, forwarded: false, draft: false };

/** @param pieceBytes - how messages come; @param fault - thrown in the middle of a message, where it gives anything */
export function memoryBox(
  given: readonly KeptMessage[],
  options: { pieceBytes?: number; fault?: (uid: number) => Error | undefined } = {},
): MemoryBox {
  const { pieceBytes = 8192, fault } = options;
  const kept: Omit<MemoryBox, 'box'> = { messages: [...given], asked: [], uidValidity: '1' };
  const shown = ({ uid, raw, flags, receivedAtMs }: KeptMessage): DoorMessage => ({
    ...readHeader(raw),
    locator: { by: 'imap', folder: 'INBOX', uidValidity: kept.uidValidity, uid },
    receivedAtMs: receivedAtMs ?? Date.UTC(2026, 10, 2, 9) + uid * 1000,
    flags: { ...noFlags, ...flags },
    bytes: raw.length,
    hasAttachments: undefined,
    preview: undefined,
  });
  const find = (locator: Locator): KeptMessage => {
    const found = locator.by === 'imap' && kept.messages.find(({ uid }) => uid === locator.uid);
    if (!found) throw fail('mail-message-gone', { message: 'one', folder: 'INBOX', account: address });
    return found;
  };
  const door: ReadDoor = {
    service: 'imap',
    folders: () => Promise.resolve([inbox]),
    async *list() {
      for (const message of [...kept.messages].reverse()) yield shown(message);
    },
    find: (_, { messageId }) =>
      Promise.resolve(
        [...kept.messages]
          .reverse()
          .map(shown)
          .filter((one) => one.messageId === messageId),
      ),
    async *source(locator) {
      const { uid, raw } = find(locator);
      kept.asked.push(uid);
      for (let at = 0; at < raw.length; at += pieceBytes) {
        const error = at > 0 ? fault?.(uid) : undefined;
        if (error) throw error;
        yield raw.subarray(at, at + pieceBytes);
      }
    },
    close: () => Promise.resolve(),
  };
  const world = mailboxWorld({
    port: 1,
    ca: '',
    tokens: fixedTokens(['good'], address),
    address,
    clock: systemClock(),
  });
  return Object.assign(kept, { box: new Mailbox(world, () => door) });
}
