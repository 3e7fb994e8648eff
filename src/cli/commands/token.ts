// mailgrant token: the command that scripts and mail clients call, a thousand times a day.

import { type AccessToken, type Service, services } from '../../base/token-source.ts';
import { fail } from '../../errors/error.ts';
import { type Call, type Command, optionText } from '../command.ts';
import { jsonFields } from '../output.ts';

const fields = ['token', 'username', 'resource', 'scopes', 'expiresAt', 'expiresIn'] as const;

export const token: Command = {
  name: 'token',
  summary: 'Print a fresh access token',
  examples: [
    { line: 'mailgrant token anna --for imap', does: 'a token for IMAP, POP or SMTP' },
    {
      line: 'curl -H "Authorization: Bearer $(mailgrant token anna --for graph)" ...',
      does: 'one for Graph',
    },
    { line: 'mailgrant token anna --for smtp --xoauth2', does: 'the whole SASL string, in base64' },
  ],
  args: [{ name: 'account', about: 'short name or address', required: true }],
  options: [
    { flags: '--for <service>', about: 'what it is for', choices: services, default: 'imap' },
    { flags: '--min-lifetime <seconds>', about: 'how long it must live at least', default: '300' },
    { flags: '--xoauth2', about: 'print the initial response for AUTH XOAUTH2 instead of the bare token' },
  ],
  json: fields,
  async run(call) {
    const seconds = Number(optionText(call, 'minLifetime'));
    if (!Number.isFinite(seconds) || seconds < 0) {
      throw fail('usage', {
        problem: '--min-lifetime wants a number of seconds',
        help: 'mailgrant token --help',
      });
    }
    const { tokens, clock } = await call.openTokens();
    const got = await tokens.get(call.args[0] ?? '', optionText(call, 'for') as Service, {
      signal: call.signal,
      minLifetimeMs: seconds * 1000,
    });
    await print(call, got, clock.now());
  },
};

async function print(call: Call, got: AccessToken, nowMs: number): Promise<void> {
  const json = jsonFields(call, fields);
  if (json) {
    const values: Record<string, unknown> = {
      token: got.secret.reveal(),
      username: got.username,
      resource: got.resource,
      scopes: got.scopes,
      expiresAt: new Date(got.expiresAtMs).toISOString(),
      expiresIn: Math.floor((got.expiresAtMs - nowMs) / 1000),
    };
    call.streams.out(JSON.stringify(Object.fromEntries(json.map((field) => [field, values[field]]))));
  } else if (call.options['xoauth2'] === true) {
    const { encodeXoauth2 } = await import('../../wire/sasl/xoauth2.ts');
    call.streams.out(encodeXoauth2({ user: got.username, token: got.secret.reveal() }));
  } else {
    call.streams.out(got.secret.reveal());
  }
}
