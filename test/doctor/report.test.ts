// A report of the doctor's can be pasted into a ticket: what happened is in it, and no secret of the run, in no form and in
// no part, where all is well and where things fail.

import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { Secret } from '../../src/base/secret.ts';
import { conclude } from '../../src/doctor/checks/conclude.ts';
import { accountLines } from '../../src/doctor/checks/report/account-lines.ts';
import { idsIn } from '../../src/doctor/checks/report/ids.ts';
import { KnownSecrets } from '../../src/doctor/checks/report/known-secrets.ts';
import { maskAddresses } from '../../src/doctor/checks/report/mask-addresses.ts';
import { Transcript } from '../../src/doctor/checks/report/transcript.ts';
import { writeReport } from '../../src/doctor/checks/report/write-report.ts';
import { type Sandbox, seed } from '../../src/sandbox/index.ts';
import { seeded } from '../kit/seeded.ts';
import { connected, type Home } from './connected.ts';

type Deed = readonly [action: string, input: object];
const fault = (input: object): Deed => ['add-fault', { times: 1_000, ...input }];

interface Case {
  readonly name: string;
  readonly deeds: readonly Deed[];
  readonly client?: 'web';
  /** What a ticket needs of it. */
  readonly says: readonly RegExp[];
}

const cases: readonly Case[] = [
  {
    name: 'all is well',
    deeds: [],
    client: 'web',
    says: [
      /Everything works: 17 checks passed\./,
      /C: AUTH XOAUTH2/,
      /S: 3 OK AUTHENTICATE completed/,
      /S: 250 2\.1\.0 Sender OK/,
      /grant_type=refresh_token/,
      /\| store \| .*mailgrant\.db \| default \|/,
    ],
  },
  {
    name: 'the sessions were revoked',
    deeds: [['play-scenario', { name: 'sessions-revoked' }]],
    says: [
      /\*\*grant-revoked\*\*/,
      /"error": "invalid_grant"/,
      /\| Trace ID \| [0-9a-f-]{36} \|/,
      /AADSTS50173/,
    ],
  },
  {
    name: 'IMAP is off',
    deeds: [['play-scenario', { name: 'imap-off' }]],
    says: [/\*\*imap-off-for-mailbox\*\*/, /S: .*User is authenticated but not connected/],
  },
  {
    name: 'SMTP AUTH is off',
    deeds: [['play-scenario', { name: 'smtp-auth-off' }]],
    says: [/S: 535 5\.7\.139 .*SmtpClientAuthentication/, /\| Exchange \| \S+ \d{4}-/],
  },
  {
    name: 'tokens come for the other resource',
    deeds: [['play-scenario', { name: 'wrong-resource' }]],
    says: [/\*\*graph-token-in-answer\*\*/],
  },
  {
    name: 'half a token answer',
    deeds: [fault({ where: 'token', kind: 'half-json' })],
    says: [/bytes, not JSON\)/],
  },
  {
    name: 'token answers are cut',
    deeds: [fault({ where: 'token', kind: 'cut', bytes: 700 })],
    says: [/exchange-token/],
  },
  {
    name: 'a page instead of tokens',
    deeds: [fault({ where: 'token', kind: 'html' })],
    says: [/S: \(a page, "/],
  },
  {
    name: 'IMAP and POP cut off in the sign-in',
    deeds: [
      fault({ where: 'imap', kind: 'drop', when: 'sign-in' }),
      fault({ where: 'pop', kind: 'reset', when: 'sign-in' }),
    ],
    says: [/C: \(the sign-in: \*\*\*\)/],
  },
];

describe('a report', () => {
  it.each(cases)(
    'holds what happened and no secret: $name',
    { timeout: 60_000 },
    async ({ deeds, client, says }) => {
      const passed: string[] = [];
      const transcript = new Transcript(systemClock());
      await using home = await connected(client, (send) => transcript.through(eavesdrop(send, passed)));
      for (const [action, input] of deeds)
        await home.sandbox.act(action as Parameters<Sandbox['act']>[0], input);
      const page = await reportOf(home, transcript);
      for (const pattern of says) expect(page).toMatch(pattern);
      // Proof that what was looked for was there to be found.
      const secrets = [...passed, ...(await storedSecrets(home)), ...(client ? [seed.apps.web.secret] : [])];
      expect(secrets.length).toBeGreaterThan(2);
      for (const secret of secrets) expect(leaks(page, secret)).toEqual([]);
    },
  );

  it('names nobody where it is asked to', { timeout: 60_000 }, async () => {
    const transcript = new Transcript(systemClock());
    await using home = await connected(undefined, (send) => transcript.through(send));
    await home.sandbox.act('play-scenario', { name: 'smtp-auth-off' });
    const page = await reportOf(home, transcript, true);
    expect(page).not.toMatch(/anna|contoso\.example/i);
    expect(page).toContain('person-1@domain-1.invalid');
    expect(page).toContain('S: 535 5.7.139');
  });
});

async function reportOf(home: Home, transcript: Transcript, mask = false): Promise<string> {
  const results = await home.mailgrant.doctor('anna', { transcript });
  const { world } = transcript;
  if (!world) throw new Error('nothing was looked at');
  return writeReport({
    ...(await transcript.talks()),
    atMs: systemClock().now(),
    language: 'en',
    versions: ['mailgrant 0'],
    subject: world.address,
    conclusion: conclude(results, 'anna', 'en'),
    results,
    account: accountLines(world),
    settings: [{ name: 'store', value: '~/mailgrant.db', from: 'default' }],
    secrets: transcript.secrets,
    maskAddresses: mask,
    names: ['anna'],
  });
}

/** What went over HTTP in clear: below the transcript, so that it sees what the transcript sees and more. */
function eavesdrop(send: typeof fetch, passed: string[]): typeof fetch {
  return async (input, init) => {
    const body = init?.body;
    const form = new URLSearchParams(
      body instanceof URLSearchParams ? body : typeof body === 'string' ? body : '',
    );
    for (const name of ['refresh_token', 'code', 'client_secret', 'code_verifier']) {
      const value = form.get(name);
      if (value !== null) passed.push(value);
    }
    const bearer = /^Bearer (.*)/i.exec(new Headers(init?.headers).get('authorization') ?? '')?.[1];
    if (bearer !== undefined) passed.push(bearer);
    const answer = await send(input, init);
    const text = await answer
      .clone()
      .text()
      .catch(() => '');
    for (const [, value = ''] of text.matchAll(/"(?:access|refresh|id)_token":"([^"]+)/g)) passed.push(value);
    return answer;
  };
}

async function storedSecrets({ mailgrant }: Home): Promise<string[]> {
  const account = await mailgrant.account('anna');
  const grant = await mailgrant.store.grants.get(account.id);
  return grant?.refreshToken ? [grant.refreshToken.reveal()] : [];
}

/** Pieces of twelve characters of any form of the secret that are on the page. */
function leaks(page: string, secret: string): string[] {
  const bytes = Buffer.from(secret);
  const shifted = [0, 1, 2].map((by) => Buffer.concat([Buffer.from('xx'.slice(0, by)), bytes]));
  const forms = [
    secret,
    encodeURIComponent(secret),
    ...shifted.flatMap((one) => {
      const inner = (text: string): string => text.replace(/=+$/, '').slice(4, -2);
      return [inner(one.toString('base64')), inner(one.toString('base64url'))];
    }),
    bytes.toString('hex'),
  ];
  const found: string[] = [];
  for (const form of forms)
    for (let at = 0; at + 12 <= form.length; at += 1)
      if (page.includes(form.slice(at, at + 12))) found.push(form.slice(at, at + 12));
  return found;
}

describe('a secret that is known', () => {
  const random = seeded(20261126);
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~!+/ %"';
  const secrets = [12, 16, 40, 300, 1500].map((length) =>
    Array.from({ length }, () => letters[random.below(letters.length)]).join(''),
  );

  it.each(secrets)('is in no form left in a text: %#', (secret) => {
    const known = new KnownSecrets();
    known.keep(new Secret(secret));
    const base64 = (text: string): string => Buffer.from(text).toString('base64');
    const text = [
      secret,
      `x ${secret} y`,
      encodeURIComponent(secret),
      base64(secret),
      base64(`user=a@b\u0001auth=Bearer ${secret}\u0001\u0001`),
      base64(`xx${secret}`),
      Buffer.from(`\u0000a@b\u0000${secret}`).toString('base64url'),
      secret.slice(0, secret.length - 3),
      secret.slice(3),
      'what is no secret stays: 47a23f57-0000-4000-8000-000000000001',
    ].join('\n');
    expect(leaks(text, secret)).not.toEqual([]);
    const clean = known.without(text);
    expect(leaks(clean, secret)).toEqual([]);
    expect(clean).toContain('what is no secret stays: 47a23f57-0000-4000-8000-000000000001');
  });
});

describe('an address that is masked', () => {
  it.each([
    [
      'from ann.a@x.example to ann.a@x.example',
      'from person-1@domain-1.invalid to person-1@domain-1.invalid',
    ],
    ['a@x.example, b@x.example', 'person-1@domain-1.invalid, person-2@domain-1.invalid'],
    [
      'login_hint=a%40x.example&tenant=x.example',
      'login_hint=person-1%40domain-1.invalid&tenant=domain-1.invalid',
    ],
    ['a@outlook.com', 'person-1@outlook.com'],
    ['at smtp.office365.com:587', 'at smtp.office365.com:587'],
  ])('%s', (text, masked) => {
    expect(maskAddresses(text)).toBe(masked);
  });
});

it('finds the ids that support asks for', () => {
  const guid = '47a23f57-0000-4000-8000-000000000001';
  const text = `AADSTS50173: ... Trace ID: ${guid} Correlation ID: ${guid} Timestamp: 2026-05-06 08:08:48Z`;
  const smtp =
    '535 5.7.3 unsuccessful [AM0PR02CA0134.eurprd02.prod.outlook.com 2024-07-11T11:46:49.042Z 08DCA18218166FB4]';
  const found = idsIn([
    { where: '', text },
    { where: 'smtp', text: smtp },
    { where: 'POST', text: `request-id: ${guid}` },
  ]);
  expect(found.map(({ kind, where }) => [kind, where])).toEqual([
    ['Trace ID', ''],
    ['Correlation ID', ''],
    ['Timestamp', ''],
    ['Exchange', 'smtp'],
    ['request-id', 'POST'],
  ]);
});
