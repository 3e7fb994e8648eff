// The doctor foretells what Entra answers to a list of scopes; the sandbox answers. They share no code: where they disagree,
// one of them has misunderstood the rules.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readScopes } from '../../src/doctor/scopes/read-scopes.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { authorizeUrl, desktop, refresh } from '../kit/entra-client.ts';

const prefixes = [
  '',
  'https://graph.microsoft.com/',
  'https://outlook.office.com/',
  'https://outlook.office365.com/',
  'https://outlook.example.com/',
  'https://GRAPH.microsoft.com/',
  '00000003-0000-0000-c000-000000000000/',
  '00000002-0000-0ff1-ce00-000000000000/',
];
const names = [
  ...[
    'IMAP.AccessAsUser.All',
    'POP.AccessAsUser.All',
    'SMTP.Send',
    'smtp.send',
    'Mail.Read',
    'Mail.ReadWrite',
  ],
  ...[
    'User.Read',
    'Calendars.Read',
    'EWS.AccessAsUser.All',
    '.default',
    'IMAP.AccessAsApp',
    'Mail.Swallow',
    '',
  ],
  ...['offline_access', 'openid'],
];
const openid = ['openid', 'profile', 'email', 'offline_access'] as const;

const scope = fc
  .record({
    // What is odd is seldom, so that lists which work come up as well.
    prefix: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...prefixes.slice(0, 3)) },
      { weight: 1, arbitrary: fc.constantFrom(...prefixes) },
    ),
    name: fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...names.slice(0, 8)) },
      { weight: 1, arbitrary: fc.constantFrom(...names) },
    ),
  })
  .map(({ prefix, name }) => prefix + name)
  .filter((text) => text !== '');
const list = fc.array(
  fc.oneof({ weight: 4, arbitrary: scope }, { weight: 1, arbitrary: fc.constantFrom<string>(...openid) }),
  {
    minLength: 1,
    maxLength: 6,
  },
);

let sandbox: Sandbox;
let refreshToken: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  const user = seed.contoso.anna.name;
  const permit = (prefix: string, ...some: string[]): void =>
    void sandbox.entra.consent.grant(user, desktop.appId, some.map((name) => prefix + name).join(' '));
  const mail = [
    'IMAP.AccessAsUser.All',
    'POP.AccessAsUser.All',
    'SMTP.Send',
    'Mail.Read',
    'Mail.ReadWrite',
    'User.Read',
  ];
  permit('https://graph.microsoft.com/', ...mail, 'Calendars.Read');
  permit('https://outlook.office.com/', ...mail, 'EWS.AccessAsUser.All');
  permit('', ...openid);
  refreshToken = sandbox.entra.mint({
    user,
    app: desktop.appId,
    scopes: 'https://graph.microsoft.com/User.Read',
  }).refreshToken;
});
afterAll(() => sandbox.close());

describe('what /token answers', () => {
  it('is foretold', { timeout: 120_000 }, async () => {
    const seen = { token: 0, refused: 0, moved: 0 };
    await fc.assert(
      fc.asyncProperty(list, async (scopes) => {
        const { token } = readScopes(scopes);
        const reply = await refresh(sandbox, desktop, refreshToken, { scope: scopes.join(' ') });
        const code = (reply.body['error_codes'] as number[] | undefined)?.[0];
        if (token.kind !== 'token') {
          seen.refused += 1;
          expect(reply.status, `${scopes.join(' ')}: ${JSON.stringify(token)}`).toBe(400);
          expect({ number: code, error: reply.body['error'] }).toEqual({
            number: token.number,
            error: token.error,
          });
          return;
        }
        expect(reply.status, `${scopes.join(' ')}: ${reply.text('error_description')}`).toBe(200);
        seen.token += 1;
        if (token.moved.length > 0) seen.moved += 1;
        const claims = claimsOf(reply.text('access_token'));
        expect(String(claims['aud'])).toMatch(
          token.resource === 'graph' ? /graph|00000003/i : /outlook|00000002/i,
        );
        const granted = String(claims['scp']).split(' ');
        if (!token.names.includes('.default'))
          expect(granted).toEqual(expect.arrayContaining([...token.names]));
        expect('refresh_token' in reply.body).toBe(token.refreshToken);
      }),
      { numRuns: 400 },
    );
    // Each kind came up, or the property has shown nothing.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
  });
});

describe.each([
  ['work', 'organizations'],
  ['personal', 'consumers'],
] as const)('what /authorize answers for a %s account', (account, tenant) => {
  it('is foretold', { timeout: 120_000 }, async () => {
    const seen = { consent: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(list, async (scopes) => {
        const foretold = readScopes(scopes).consent[account];
        const url = authorizeUrl(sandbox, { ...desktop, tenant }, { scope: scopes.join(' ') });
        const answer = await fetch(url, { redirect: 'manual' });
        const text = `${answer.headers.get('location') ?? ''} ${await answer.text()}`;
        const refused = /[?&]error=|AADSTS\d+/.test(text);
        expect(refused, `${scopes.join(' ')}: ${JSON.stringify(foretold)}\n${text.slice(0, 300)}`).toBe(
          foretold.kind !== 'consent',
        );
        seen[refused ? 'refused' : 'consent'] += 1;
        if (foretold.kind !== 'consent' && foretold.number > 0)
          expect(text).toContain(`AADSTS${foretold.number}`);
      }),
      { numRuns: 300 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
  });
});

describe('the right requests', () => {
  it('work, whatever the wish looked like', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(list, async (scopes) => {
        const { right } = readScopes(
          scopes.filter((one) => !/example\.com|Swallow|\.default|Calendars|EWS/.test(one)),
        );
        for (const { resource, scope: asked } of right?.tokens ?? []) {
          const reply = await refresh(sandbox, desktop, refreshToken, { scope: asked });
          expect(reply.status, `${scopes.join(' ')} -> ${asked}: ${reply.text('error_description')}`).toBe(
            200,
          );
          expect(String(claimsOf(reply.text('access_token'))['aud'])).toContain(
            resource === 'graph' ? 'graph' : 'outlook',
          );
          expect(reply.text('refresh_token')).not.toBe('');
        }
      }),
      { numRuns: 100 },
    );
  });
});

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >;
}
