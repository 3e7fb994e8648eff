// A message as a door lists it, for tests of what comes behind the doors: by IMAP, with nothing in it that matters.

import type { DoorMessage } from '../../src/mailbox/doors/door.ts';

/** @param messageId - in angle brackets */
export function doorMessage(messageId: string, bytes?: number): DoorMessage {
  return {
    locator: { by: 'imap', folder: 'INBOX', uidValidity: '1', uid: 1 },
    messageId,
    subject: '',
    from: undefined,
    to: [],
    cc: [],
    receivedAtMs: 0,
    sentAtMs: 0,
    flags: undefined,
    bytes,
    hasAttachments: undefined,
    preview: undefined,
  };
}
