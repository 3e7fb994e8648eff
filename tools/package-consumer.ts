// A program as a user of the library would write it. check-package.ts compiles it against the packed tarball; kept as
// text because the package it imports exists only there.

export const packageConsumer = `
import { isMailgrantError, openMailgrant, type TokenSource } from 'mailgrant';
import { graphAuthProvider } from 'mailgrant/graph';
import type { IdentityProvider } from 'mailgrant/identity';
import { imapflowAuth } from 'mailgrant/imapflow';
import { oauth2Provision } from 'mailgrant/nodemailer';
import * as sandbox from 'mailgrant/sandbox';

const mailgrant = await openMailgrant({ store: 'mail.db', key: { kind: 'auto', keyFile: 'mail.key' } });
const wish = { services: ['imap', 'smtp', 'graph'] as const };
const { url } = await mailgrant.consents.begin({ app: 'default', wish, redirectUri: 'http://localhost:8400' });
const outcome = await mailgrant.consents.complete(new URL(url));
if (outcome.kind === 'one-more') throw new Error(outcome.next.url.href);
const tokens: TokenSource = mailgrant.tokens;
try {
  const token = await tokens.get(outcome.account.name, 'imap');
  const header: string = token.username + token.secret.reveal();
  const user: string = (await imapflowAuth(tokens, header)).user;
  void [oauth2Provision(tokens, user), graphAuthProvider(tokens, user)];
} catch (error) {
  if (isMailgrantError(error) && error.retry === 'signIn') process.exitCode = error.exit;
}
export const seen: [IdentityProvider['id'], typeof sandbox] | undefined = undefined;
await mailgrant.close();
`;

/** What the documentation shows, as it stands there: the indented lines below a heading, with what it leaves to the reader. */
export function documented(markdown: string, heading: string): string {
  const lines = markdown.split('\n');
  const from = lines.indexOf(heading);
  if (from === -1) throw new Error(`there is no "${heading}"`);
  const length = lines.slice(from + 1).findIndex((line) => line.startsWith('## '));
  const section = lines.slice(from + 1, length === -1 ? undefined : from + 1 + length);
  const code = section.filter((line) => line.startsWith('    ')).map((line) => line.slice(4));
  if (code.length === 0) throw new Error(`there is no code below "${heading}"`);
  return `declare const redirectUri: string, callback: string;\n${code.join('\n')}\nexport { callback, redirectUri };\n`;
}

/** The same from CommonJS, which Node.js 20.19 lets require ES modules. */
export const commonJsConsumer = `
import { openMailgrant, type TokenSource } from 'mailgrant';
import { oauth2Provision } from 'mailgrant/nodemailer';

export async function provision(user: string): Promise<ReturnType<typeof oauth2Provision>> {
  const mailgrant = await openMailgrant({ store: 'mail.db', key: { kind: 'auto', keyFile: 'mail.key' } });
  const tokens: TokenSource = mailgrant.tokens;
  return oauth2Provision(tokens, user);
}
`;
