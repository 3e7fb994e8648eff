// `mailgrant/imapflow`: the `auth` object of an imapflow client. Types are structural: nothing of imapflow is imported.

import type { TokenSource } from '../base/token-source.ts';

export interface ImapflowAuth {
  user: string;
  accessToken: string;
}

/**
 * Fresh credentials for one connection: `new ImapFlow({ ..., auth: await imapflowAuth(tokens, 'anna') })`. A client
 * lives with the token it was made with, so a new one is made, with this, whenever the server ends the session.
 *
 * With `renew` the token at hand is thrown away first: for the second try after an `authenticationFailed`.
 *
 * @throws MailgrantError, see TokenSource.get
 */
export async function imapflowAuth(
  tokens: TokenSource,
  account: string,
  options: { renew?: boolean } = {},
): Promise<ImapflowAuth> {
  if (options.renew) await tokens.invalidate(await tokens.get(account, 'imap'));
  const token = await tokens.get(account, 'imap');
  return { user: token.username, accessToken: token.secret.reveal() };
}
