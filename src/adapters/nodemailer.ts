// `mailgrant/nodemailer`: the token callback that nodemailer asks (its option `oauth2_provision_cb`). Types are
// structural: nothing of nodemailer is imported.

import type { AccessToken, TokenSource } from '../base/token-source.ts';

/** nodemailer's callback: `renew` is true after the server has refused the token that was handed out before. */
export type ProvisionCallback = (
  user: string,
  renew: boolean,
  done: (error: Error | null, accessToken?: string, expires?: number) => void,
) => void;

/**
 * For `transport.set('oauth2_provision_cb', ...)`, with `auth: { type: 'OAuth2', user }` in the transport's options.
 * The errors that nodemailer reports are MailgrantErrors in this case.
 *
 * @see https://nodemailer.com/smtp/oauth2
 */
export function oauth2Provision(tokens: TokenSource, account: string): ProvisionCallback {
  let last: AccessToken | undefined;
  const provide = async (renew: boolean): Promise<string> => {
    if (renew && last) await tokens.invalidate(last);
    last = await tokens.get(account, 'smtp');
    return last.secret.reveal();
  };
  return (_user, renew, done) => {
    // Said to have run out long ago, so that nodemailer asks at every sign-in: the source remembers, and knows of
    // sign-outs and refusals, which nodemailer's own copy would not.
    const alwaysAsk = 1;
    provide(renew).then(
      (accessToken) => done(null, accessToken, alwaysAsk),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
    );
  };
}

/**
 * Sends, and once more with a fresh token where the server refuses the token. nodemailer repeats by itself only for
 * servers that explain a refusal in a challenge (Google); Exchange refuses at once with 535. Nothing was sent then.
 */
export async function withFreshToken<T>(
  tokens: TokenSource,
  account: string,
  send: () => Promise<T>,
): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const refused =
      error instanceof Error && 'code' in error && error.code === 'EAUTH' && 'responseCode' in error;
    if (!refused) throw error;
    await tokens.invalidate(await tokens.get(account, 'smtp'));
    return send();
  }
}
