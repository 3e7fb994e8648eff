// What a POP server says when it says no. The one place where Exchange's POP texts are read.

import { fail, type MailgrantError } from '../../errors/error.ts';
import type { PopReply } from '../../wire/pop/command.ts';
import type { Door } from '../door.ts';

/** `reply` is the answer to AUTH or to the token. */
export function signInError(door: Door, mailbox: string, reply: PopReply): MailgrantError {
  const { account, server } = door;
  const { host } = server;
  if (reply.kind === 'error' && !isNotConnected(reply.text)) {
    const answer = `-ERR ${withoutStop(reply.text)}`;
    return fail('mail-token-refused', { host, account, service: 'POP', answer });
  }
  return popError(door, 'the sign-in', reply.text, mailbox);
}

export function popError(door: Door, doing: string, text: string, mailbox = door.account): MailgrantError {
  const { account, server } = door;
  const { host } = server;
  const answer = withoutStop(text);
  if (isNotConnected(text)) {
    return fail('mail-not-connected', { host, account, mailbox, service: 'POP', answer });
  }
  // RFC 3206: [SYS/TEMP] and [IN-USE] pass by themselves, [SYS/PERM] and [AUTH] do not.
  const passing = /\[(SYS\/TEMP|IN-USE|LOGIN-DELAY)\]|server unavailable|try again/i.test(text);
  return fail('mail-refused', { host, doing, answer }, passing ? { retry: 'later' } : {});
}

function isNotConnected(text: string): boolean {
  return /authenticated but not connected/i.test(text);
}

function withoutStop(text: string): string {
  return text.trim().replace(/\.+$/, '');
}
