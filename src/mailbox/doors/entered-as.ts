// By which name IMAP and POP are told of a mailbox: the account's own by the names that it has, any other by its address.

import type { SignInAs } from '../../mail/door.ts';
import type { MailboxWorld } from '../context.ts';

export function enteredAs({ address, signInAs }: Pick<MailboxWorld, 'address' | 'signInAs'>): {
  readonly mailbox?: string;
  readonly signInAs?: SignInAs;
} {
  return signInAs ? { signInAs } : { mailbox: address };
}
