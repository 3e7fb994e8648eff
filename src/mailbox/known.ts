// What the doctor is told beside a server's words, when one of this mailbox's doors is refused.

import type { KnownFacts } from '../errors/error.ts';
import type { MailboxWorld } from './context.ts';

/** As much of a mailbox's world as is looked at. */
interface Subject {
  readonly account: Pick<MailboxWorld['account'], 'address' | 'personal' | 'kind' | 'byOtherName'>;
  readonly address: string;
  readonly servers: Pick<MailboxWorld['servers'], 'imap'>;
}

/** What is established about the account and the mailbox before anything is asked, in the doctor's words. */
export function knownOf({ account, address, servers }: Subject): KnownFacts {
  const own = address.toLowerCase() === account.address.toLowerCase();
  return {
    'account.type': account.personal ? 'personal' : 'work',
    'token.actor': account.kind === 'app' ? 'app' : 'user',
    // It is hers; but whoever is refused should hear of the name first.
    'mailbox.kind': !own ? 'shared' : account.byOtherName ? 'alias' : 'own',
    ...(account.kind === 'delegated' && !(own && account.byOtherName)
      ? { 'user.matches': own ? 'yes' : 'no' }
      : {}),
    ...(/\.(?:office|office365|outlook)\./.test(`.${servers.imap.host}`) ? { provider: 'microsoft' } : {}),
  };
}
