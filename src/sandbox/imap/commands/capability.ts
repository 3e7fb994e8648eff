// CAPABILITY: Exchange's three lists, before TLS, before sign-in and after it.

import type { CommandEntry } from '../outcome.ts';
import { completed } from '../outcome.ts';

export const capability: CommandEntry = {
  name: 'CAPABILITY',
  needs: 'nothing',
  bare: true,
  async run(session) {
    const move = session.options.quirks.moveBeforeSignIn ? 'MOVE ' : '';
    const tail = 'CHILDREN IDLE NAMESPACE LITERAL+';
    if (!session.connection.secure) {
      await session.untagged(
        `CAPABILITY IMAP4 IMAP4rev1 LOGINDISABLED STARTTLS SASL-IR UIDPLUS ${move}ID UNSELECT ${tail}`,
      );
    } else if (session.state === 'not-authenticated') {
      await session.untagged(
        `CAPABILITY IMAP4 IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR UIDPLUS ${move}ID UNSELECT ${tail}`,
      );
    } else {
      await session.untagged(
        'CAPABILITY IMAP4 IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR UIDPLUS MOVE ID UNSELECT ' +
          `CLIENTACCESSRULES CLIENTNETWORKPRESENCELOCATION BACKENDAUTHENTICATE ${tail}`,
      );
    }
    return completed;
  },
};
