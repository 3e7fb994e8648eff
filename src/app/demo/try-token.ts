// One token tried at the three doors, by hand. 'works', or the line that the server answered with.

import type { Secret } from '../../base/secret.ts';
import type { MailServer } from '../../identity/provider.ts';
import type { Dialer } from '../../net/dial.ts';
import { encodeXoauth2 } from '../../wire/sasl/xoauth2.ts';
import { LineDialogue } from './line-dialogue.ts';
import { works } from './rows.ts';

export interface Trial {
  readonly dialer: Dialer;
  readonly user: string;
  readonly token: Secret;
  readonly signal: AbortSignal;
}

export async function tryImap(server: MailServer, trial: Trial): Promise<string> {
  const { user, token, dialer, signal } = trial;
  const dialogue = await LineDialogue.open(server, dialer, signal);
  try {
    await dialogue.until((line) => line.startsWith('* OK'));
    dialogue.send(`A1 AUTHENTICATE XOAUTH2 ${encodeXoauth2({ user, token: token.reveal() })}`);
    const signedIn = await dialogue.until((line) => line.startsWith('A1 '));
    if (!signedIn.startsWith('A1 OK')) return signedIn;
    // "OK AUTHENTICATE completed." comes before the mailbox is looked for: only the next command is proof.
    dialogue.send('A2 SELECT INBOX');
    const selected = await dialogue.until((line) => line.startsWith('A2 '));
    return selected.startsWith('A2 OK') ? works : selected;
  } finally {
    dialogue.close();
  }
}

export async function trySmtp(server: MailServer, trial: Trial): Promise<string> {
  const { user, token, dialer, signal } = trial;
  const dialogue = await LineDialogue.open(server, dialer, signal);
  const reply = (): Promise<string> => dialogue.until((line) => /^\d{3} /.test(line));
  try {
    await reply();
    dialogue.send('EHLO demo.contoso.example');
    await reply();
    dialogue.send('STARTTLS');
    const ready = await reply();
    if (!ready.startsWith('220')) return ready;
    await dialogue.startTls();
    dialogue.send('EHLO demo.contoso.example');
    await reply();
    dialogue.send(`AUTH XOAUTH2 ${encodeXoauth2({ user, token: token.reveal() })}`);
    const signedIn = await reply();
    if (!signedIn.startsWith('235')) return signedIn;
    dialogue.send(`MAIL FROM:<${user}>`);
    const sender = await reply();
    return sender.startsWith('250') ? works : sender;
  } finally {
    dialogue.close();
  }
}

export async function tryGraph(
  baseUrl: string,
  options: { fetch: typeof fetch; token: Secret; signal: AbortSignal },
): Promise<string> {
  const { fetch, token, signal } = options;
  const headers = { authorization: `Bearer ${token.reveal()}` };
  const response = await fetch(`${baseUrl}/v1.0/me`, { headers, signal });
  const body = (await response.json()) as { error?: { code?: string; message?: string } };
  if (response.status === 200) return works;
  return `${response.status} ${body.error?.code ?? '?'}: ${body.error?.message ?? '?'}`;
}
