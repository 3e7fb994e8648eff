// AUTH (RFC 4954) as Exchange answers it: XOAUTH2 in one line or two, LOGIN announced and refused, no JSON challenge.

import { loginPrompts } from '../../wire/sasl/login.ts';
import { decodeXoauth2 } from '../../wire/sasl/xoauth2.ts';
import { admit, type Refused } from '../admission.ts';
import { serverName } from '../server-name.ts';
import type { SmtpSession } from './session.ts';

export async function authenticate(session: SmtpSession, text: string): Promise<void> {
  const [mechanism = '', initial] = text.split(/\s+/);
  const name = mechanism.toUpperCase();
  if (!session.connection.secure || (name !== 'XOAUTH2' && name !== 'LOGIN')) {
    return session.reply(504, `Unrecognized authentication type [${serverName}]`, '5.7.4');
  }
  if (session.mailbox) return session.reply(503, 'Bad sequence of commands', '5.5.1');
  if (session.transaction) return session.reply(503, 'Bad sequence of commands', '5.5.1');
  if (name === 'LOGIN') return login(session, initial);
  const response = initial ?? (await ask(session, ''));
  if (response === undefined) return;
  const credentials = decodeXoauth2(response);
  // A cancelled exchange ('*') is answered like a failed one, not with 501.
  if (!credentials) return refuse(session, undefined);
  const admission = admit(session.options, 'smtp', credentials.user, credentials.token);
  if (admission.kind !== 'connected') {
    return refuse(session, admission.kind === 'refused' ? admission.why : undefined);
  }
  session.signedIn(admission.mailbox, admission.token.expiresAtMs);
  await session.reply(235, 'Authentication successful', '2.7.0');
}

/** Basic authentication: both prompts, then the refusal that everybody finds in their logs. */
async function login(session: SmtpSession, initial: string | undefined): Promise<void> {
  const user = initial ?? (await ask(session, loginPrompts.user));
  const password = user === undefined || user === '*' ? user : await ask(session, loginPrompts.password);
  if (password === undefined) return;
  if (password === '*') return refuse(session, undefined);
  session.failedSignIns += 1;
  await session.reply(
    535,
    `Authentication unsuccessful, basic authentication is disabled. ${session.bracket}`,
    '5.7.139',
  );
  endAfterTooMany(session);
}

async function ask(session: SmtpSession, prompt: string): Promise<string | undefined> {
  await session.reply(334, prompt);
  return (await session.readLine())?.toString('latin1').trim();
}

async function refuse(session: SmtpSession, why: Refused | undefined): Promise<void> {
  session.failedSignIns += 1;
  const detail = why === undefined ? undefined : details[why];
  const text = `Authentication unsuccessful${detail === undefined ? '' : `, ${detail}`} ${session.bracket}`;
  await session.reply(535, text, detail === undefined ? '5.7.3' : '5.7.139');
  endAfterTooMany(session);
}

const details: Partial<Record<Refused, string>> = {
  'smtp-disabled-tenant':
    'SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.',
  'smtp-disabled-mailbox':
    'SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled for more information.',
  'security-defaults':
    "user is locked by your organization's security defaults policy. Contact your administrator.",
};

function endAfterTooMany(session: SmtpSession): void {
  if (session.failedSignIns >= session.options.quirks.failedSignInsMax) session.connection.end();
}
