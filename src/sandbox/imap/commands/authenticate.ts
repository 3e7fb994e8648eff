// AUTHENTICATE XOAUTH2, and the refusal of everything else (RFC 3501 section 6.2.2, RFC 4959). Exchange refuses at
// once, without the JSON challenge of other servers.

import { sleep } from '../../../base/clock.ts';
import { decodeXoauth2 } from '../../../wire/sasl/xoauth2.ts';
import { admit } from '../../admission.ts';
import { badArgument, type CommandEntry, completed, invalidState, no, type Outcome } from '../outcome.ts';
import type { ImapSession } from '../session.ts';

export const authenticate: CommandEntry = {
  name: 'AUTHENTICATE',
  needs: 'not-authenticated',
  async run(session, { args }) {
    const mechanism = args.space() ? args.atom()?.toUpperCase() : undefined;
    if (mechanism === undefined) return badArgument;
    if (!session.connection.secure) return invalidState;
    if (mechanism !== 'XOAUTH2' && mechanism !== 'PLAIN') return no('AUTHENTICATE failed.');
    let response: string | undefined;
    // RFC 4959 section 3: `=` is a response of nothing.
    if (args.space()) response = args.rest().replace(/^=$/, '');
    else {
      await session.line('+ ');
      response = (await session.readUnit())?.toString('latin1');
    }
    if (response === undefined) return { status: 'BAD', flush: false };
    if (response === '*') return { status: 'BAD', text: 'Command Argument Error. 11' };
    const login = mechanism === 'XOAUTH2' ? decodeXoauth2(response) : undefined;
    if (!login) return refuse(session, 'AUTHENTICATE');
    const { options } = session;
    const admission = admit(options, 'imap', login.user, login.token);
    if (admission.kind === 'refused') return refuse(session, 'AUTHENTICATE');
    const full =
      admission.kind === 'connected' &&
      options.sessions.count(admission.mailbox) >= options.quirks.imapSessionsMax;
    if (full && options.quirks.sessionOverrun === 'bye') {
      return { status: 'OK', bye: 'Connection is closed. 14' };
    }
    session.signedIn(
      admission.kind === 'connected' && !full ? admission.mailbox : undefined,
      admission.token.expiresAtMs,
    );
    return completed;
  },
};

/** LOGIN with a password: announced as AUTH=PLAIN is, and always refused. */
export const login: CommandEntry = {
  name: 'LOGIN',
  needs: 'not-authenticated',
  run(session, { args }) {
    if (!session.connection.secure) return invalidState;
    const user = args.space() ? args.astring() : undefined;
    const password = user && args.space() ? args.astring() : undefined;
    return password && args.atEnd ? refuse(session, 'LOGIN') : badArgument;
  },
};

async function refuse(session: ImapSession, name: string): Promise<Outcome> {
  session.failedSignIns += 1;
  const { clock, quirks } = session.options;
  if (quirks.refusalSeconds > 0) await sleep(clock, quirks.refusalSeconds * 1000);
  const outcome = no(`${name} failed.`);
  return session.failedSignIns < quirks.failedSignInsMax
    ? outcome
    : { ...outcome, bye: 'Connection is closed. 14' };
}
