// The commands that concern the session itself: STARTTLS, NOOP, CHECK, ID (RFC 2971), NAMESPACE (RFC 2342), LOGOUT.

import type { ImapScanner } from '../../../wire/imap/scanner.ts';
import { badArgument, type CommandEntry, completed, invalidState } from '../outcome.ts';

export const logout: CommandEntry = {
  name: 'LOGOUT',
  needs: 'nothing',
  bare: true,
  async run(session) {
    await session.untagged('BYE Microsoft Exchange Server IMAP4 server signing off.');
    session.loggedOut();
    return { status: 'OK', flush: false };
  },
};

export const noop: CommandEntry = { name: 'NOOP', needs: 'nothing', bare: true, run: () => completed };
export const check: CommandEntry = { name: 'CHECK', needs: 'selected', bare: true, run: () => completed };

export const id: CommandEntry = {
  name: 'ID',
  needs: 'nothing',
  async run(session, { args }) {
    if (!args.space() || !isIdParams(args)) return badArgument;
    await session.untagged('ID ("name" "Microsoft.Exchange.Imap4.Imap4Server" "version" "15.20")');
    return completed;
  },
};

/** NIL, or a list of pairs: a string and a string or NIL (RFC 2971 section 4). */
function isIdParams(args: ImapScanner): boolean {
  if (args.skip('NIL')) return args.atEnd;
  const values = args.list(() => args.string() ?? (args.skip('NIL') || undefined));
  return values !== undefined && values.length % 2 === 0 && args.atEnd;
}

export const namespace: CommandEntry = {
  name: 'NAMESPACE',
  needs: 'authenticated',
  bare: true,
  async run(session) {
    await session.untagged('NAMESPACE (("" "/")) NIL NIL');
    return completed;
  },
};

export const startTls: CommandEntry = {
  name: 'STARTTLS',
  needs: 'not-authenticated',
  bare: true,
  async run(session, { tag }) {
    if (session.connection.secure) return invalidState;
    await session.line(`${tag} OK Begin TLS negotiation now.`);
    session.framer.takeRest();
    await session.connection.startTls();
    return { status: 'OK', flush: false, silent: true };
  },
};
