// Random scope lists through the sandbox's /token, against the rules as they are written in the reports: one token, one
// resource; the first scope decides where a bare name is in the list. The rules are stated here once more, on purpose,
// and share nothing with the sandbox's own reading of scopes.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { desktop, refresh } from '../kit/entra-client.ts';

type Api = 'graph' | 'exchange';
interface Word {
  prefix: '' | typeof graphPrefix | typeof exchangePrefix;
  name: string;
}

const graphPrefix = 'https://graph.microsoft.com/';
const exchangePrefix = 'https://outlook.office.com/';

/** Which API publishes what: the vendor's permissions reference, as far as the sandbox has it. */
const published: Record<string, readonly Api[]> = {
  'IMAP.AccessAsUser.All': ['graph', 'exchange'],
  'POP.AccessAsUser.All': ['graph', 'exchange'],
  'SMTP.Send': ['graph', 'exchange'],
  'Mail.Read': ['graph', 'exchange'],
  'Mail.ReadWrite': ['graph', 'exchange'],
  'User.Read': ['graph', 'exchange'],
  'Calendars.Read': ['graph'],
  'Contacts.Read': ['graph'],
  'EWS.AccessAsUser.All': ['exchange'],
  'Mail.Swallow': [],
};
const oidc = ['openid', 'profile', 'email', 'offline_access'] as const;

const word: fc.Arbitrary<Word> = fc.record({
  prefix: fc.constantFrom<Word['prefix']>('', graphPrefix, exchangePrefix),
  // Names that both publish are the interesting ones.
  name: fc.constantFrom(...Object.keys(published), 'SMTP.Send', 'Mail.Read', 'User.Read'),
});
const asked = fc.record({
  words: fc.uniqueArray(word, { minLength: 1, maxLength: 5, selector: ({ prefix, name }) => prefix + name }),
  oidc: fc.subarray([...oidc]),
  shuffle: fc.nat(),
});

type Expected =
  | { kind: 'refused'; codes: number[] }
  | { kind: 'token'; api: Api; names: string[]; prefixed: boolean | undefined };

/** Section "the first-scope rule", sentence by sentence. */
function expected(words: readonly Word[]): Expected {
  const explicit = (one: Word): Api | undefined =>
    one.prefix === '' ? undefined : one.prefix === graphPrefix ? 'graph' : 'exchange';
  const bare = words.some(({ prefix }) => prefix === '');
  const named = new Set(words.map(explicit).filter((api) => api !== undefined));
  // All explicit, two resources: refused.
  if (!bare && named.size > 1) return { kind: 'refused', codes: [28000] };
  // All explicit, one resource: that one. Else the first decides, and a bare name means Graph.
  const api = (words[0] && explicit(words[0])) ?? 'graph';
  const codes = new Set<number>();
  for (const one of words) {
    if (published[one.name]?.includes(api)) continue;
    // What another resource's scope is re-read as has to exist there; a name of its own has to exist at all.
    codes.add((explicit(one) ?? 'graph') === api ? 70011 : 28000);
  }
  if (codes.size > 0) return { kind: 'refused', codes: [...codes] };
  // Unprefixed in, unprefixed out; Exchange's answers have not been seen without. Lists that mix both are not recorded.
  const prefixed = api === 'exchange' || !bare ? true : named.has('graph') ? undefined : false;
  return { kind: 'token', api, names: words.map(({ name }) => name), prefixed };
}

let sandbox: Sandbox;
let token: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  const user = seed.contoso.anna.name;
  for (const api of ['graph', 'exchange'] as const) {
    const prefix = api === 'graph' ? graphPrefix : exchangePrefix;
    const names = Object.keys(published).filter((name) => published[name]?.includes(api));
    sandbox.entra.consent.grant(user, desktop.appId, names.map((name) => prefix + name).join(' '));
  }
  sandbox.entra.consent.grant(user, desktop.appId, oidc.join(' '));
  const minted = sandbox.entra.mint({ user, app: desktop.appId, scopes: `${graphPrefix}User.Read` });
  token = minted.refreshToken;
});
afterAll(() => sandbox.close());

it('any list of scopes: a token for the one resource, or the refusal, that the rules say', async () => {
  const seen = { refused: 0, graph: 0, exchange: 0 };
  await fc.assert(
    fc.asyncProperty(asked, async ({ words, oidc: also, shuffle }) => {
      // OpenID scopes belong to no resource: where they stand in the list must not matter.
      const list = words.map(({ prefix, name }) => prefix + name);
      for (const [at, one] of also.entries()) list.splice((shuffle + at * 3) % (list.length + 1), 0, one);
      const reply = await refresh(sandbox, desktop, token, { scope: list.join(' ') });
      const rule = expected(words);
      if (rule.kind === 'refused') {
        seen.refused += 1;
        expect(reply.status).toBe(400);
        expect(rule.codes).toContain((reply.body['error_codes'] as number[])[0]);
        return;
      }
      seen[rule.api] += 1;
      expect(reply.status, reply.text('error_description')).toBe(200);
      const claims = JSON.parse(
        Buffer.from(reply.text('access_token').split('.')[1] ?? '', 'base64url').toString(),
      ) as { aud: string; scp: string };
      expect(claims.aud).toBe((rule.api === 'graph' ? graphPrefix : exchangePrefix).slice(0, -1));
      const scp = claims.scp.split(' ');
      expect(scp).toEqual(expect.arrayContaining(rule.names));
      for (const name of scp) expect(name).not.toContain('/');
      const answered = reply.text('scope').split(' ');
      expect(answered).not.toContain('offline_access');
      for (const name of ['openid', 'profile', 'email']) {
        expect(answered.includes(name)).toBe(rule.api === 'graph');
      }
      const permissions = answered.filter((name) => !['openid', 'profile', 'email'].includes(name));
      if (rule.prefixed !== undefined) {
        for (const name of permissions) expect(name.includes('/')).toBe(rule.prefixed);
      }
      expect('refresh_token' in reply.body).toBe(also.includes('offline_access'));
      expect('id_token' in reply.body).toBe(also.includes('openid'));
    }),
    { numRuns: 200 },
  );
  // The property must have met all three.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
});

it('offline_access with a prefix is no wish for a refresh token', async () => {
  const scope = `${graphPrefix}offline_access ${graphPrefix}User.Read`;
  const reply = await refresh(sandbox, desktop, token, { scope });
  expect(reply.status).toBe(200);
  expect(reply.body).not.toHaveProperty('refresh_token');
});
