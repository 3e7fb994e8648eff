// The commands that concern the session itself: STARTTLS, NOOP, CHECK, ID (RFC 2971), NAMESPACE (RFC 2342), LOGOUT.

import { type CommandEntry, completed } from '../outcome.ts';

export const logout: CommandEntry = {
  name: 'LOGOUT',
  needs: 'nothing',
  async run(session) {
    await session.untagged('BYE Microsoft Exchange Server IMAP4 server signing off.');
    session.loggedOut();
    return { status: 'OK', flush: false };
  },
};

export const noop: CommandEntry = { name: 'NOOP', needs: 'nothing', run: () => completed };
export const check: CommandEntry = { name: 'CHECK', needs: 'selected', run: () => completed };

export const id: CommandEntry = {
  name: 'ID',
  needs: 'nothing',
  async run(session) {
    await session.untagged('ID ("name" "Microsoft.Exchange.Imap4.Imap4Server" "version" "15.20")');
    return completed;
  },
};

export const namespace: CommandEntry = {
  name: 'NAMESPACE',
  needs: 'authenticated',
  async run(session) {
    await session.untagged('NAMESPACE (("" "/")) NIL NIL');
    return completed;
  },
};

export const startTls: CommandEntry = {
  name: 'STARTTLS',
  needs: 'not-authenticated',
  async run(session, { tag }) {
    if (session.connection.secure) return { status: 'BAD', text: 'Command received in Invalid state.' };
    await session.line(`${tag} OK Begin TLS negotiation now.`);
    session.framer.takeRest();
    await session.connection.startTls();
    return { status: 'OK', flush: false, silent: true };
  },
};
