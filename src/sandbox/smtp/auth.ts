// AUTH (RFC 4954) as Exchange answers it: XOAUTH2 in one line or two, LOGIN announced and refused, no JSON challenge.

import { decodeBase64 } from '../../wire/base64.ts';
import { loginPrompts } from '../../wire/sasl/login.ts';
import { decodeXoauth2 } from '../../wire/sasl/xoauth2.ts';
import { admit, type Refused } from '../admission.ts';
import { serverName } from '../server-name.ts';
import type { SmtpSession } from './session.ts';

/** What the endpoint for high volumes wants a token to live for at least. */
const soonMs = 10 * 60_000;

export async function authenticate(session: SmtpSession, text: string): Promise<void> {
  const [mechanism = '', initial, ...rest] = text.split(/\s+/);
  const name = mechanism.toUpperCase();
  if (name === '' || rest.length > 0) return session.refuse(501, 'Invalid arguments', '5.5.4');
  if (!session.connection.secure || (name !== 'XOAUTH2' && name !== 'LOGIN')) {
    return session.refuse(504, `Unrecognized authentication type [${serverName}]`, '5.7.4');
  }
  if (session.sender || session.transaction) return session.refuse(503, 'Bad sequence of commands', '5.5.1');
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
  const { mailbox, token } = admission;
  const { quirks, clock } = session.options;
  if (quirks.tokenWillExpireSoon && token.expiresAtMs - clock.now() < soonMs) {
    return session.reply(501, 'Invalid XOAUTH2 auth data - Token will expire soon', '5.5.127');
  }
  session.signedIn({ mailbox, subjectId: token.subjectId, personal: token.personal }, token.expiresAtMs);
  await session.reply(235, 'Authentication successful', '2.7.0');
}

/** Basic authentication: both prompts, then the refusal that everybody finds in their logs. */
async function login(session: SmtpSession, initial: string | undefined): Promise<void> {
  const user = initial ?? (await ask(session, loginPrompts.user));
  const password = user === undefined || user === '*' ? user : await ask(session, loginPrompts.password);
  if (user === undefined || password === undefined) return;
  if (password === '*') return refuse(session, undefined);
  const { quirks, directory, clock } = session.options;
  const person = directory.userByName(decodeBase64(user)?.toString('utf8') ?? '');
  const locked = (person?.traits.lockedUntilMs ?? 0) > clock.now();
  if (quirks.basicAuthRefusal === 'retired') {
    return fail(session, 550, 'Basic authentication is not supported for Client Submission.', '5.7.30');
  }
  const why = locked ? 'account locked.' : basicRefusals[quirks.basicAuthRefusal];
  await fail(session, 535, `Authentication unsuccessful, ${why} ${session.bracket}`, '5.7.139');
}

const basicRefusals = {
  disabled: 'basic authentication is disabled.',
  incorrect: 'the user credentials were incorrect.',
  criteria:
    'the request did not meet the criteria to be authenticated successfully. Contact your administrator.',
} as const;

async function ask(session: SmtpSession, prompt: string): Promise<string | undefined> {
  await session.reply(334, prompt);
  return (await session.readLine())?.toString('latin1').trim();
}

async function refuse(session: SmtpSession, why: Refused | undefined): Promise<void> {
  const detail = why === undefined ? undefined : details[why];
  const text = `Authentication unsuccessful${detail === undefined ? '' : `, ${detail}`} ${session.bracket}`;
  await fail(session, 535, text, detail === undefined ? '5.7.3' : '5.7.139');
}

const details: Partial<Record<Refused, string>> = {
  'smtp-disabled-tenant':
    'SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.',
  'smtp-disabled-mailbox':
    'SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled for more information.',
  'security-defaults':
    "user is locked by your organization's security defaults policy. Contact your administrator.",
};

async function fail(session: SmtpSession, code: number, text: string, enhanced: string): Promise<void> {
  session.failedSignIns += 1;
  await session.reply(code, text, enhanced);
  if (session.failedSignIns >= session.options.quirks.failedSignInsMax) session.connection.end();
}
