// A token for each resource, asked for anew, and read: is it for the right resource, does it carry what was consented to, and
// whose is it? A cached token would say that all is well until it ends.

import type { AccessToken } from '../../base/token-source.ts';
import { readToken } from '../token-reading.ts';
import { type Check, type CheckWorld, met, type Outcome, ok, warning } from './check.ts';

export const exchangeToken: Check = tokenCheck('exchange', {
  en: 'Token for Exchange',
  ja: 'Exchange のトークン',
});
export const graphToken: Check = tokenCheck('graph', {
  en: 'Token for Microsoft Graph',
  ja: 'Microsoft Graph のトークン',
});

function tokenCheck(resource: 'exchange' | 'graph', title: Check['title']): Check {
  const services = resource === 'graph' ? (['graph'] as const) : (['imap', 'pop', 'smtp'] as const);
  return {
    id: `${resource}-token`,
    title,
    after: ['entra-line', 'grant'],
    applies: (world) => services.some((service) => world.services.includes(service)),
    async run(world, signal) {
      const [service = 'imap'] = services.filter((one) => world.services.includes(one));
      let token: AccessToken;
      try {
        token = world.renew
          ? await world.renew(resource, signal)
          : await world.tokens.get(world.address, service, { signal });
      } catch (error) {
        return met(error, { facts: { leg: 'refresh' } });
      }
      return judged(token, resource, world);
    },
  };
}

function judged(token: AccessToken, resource: 'exchange' | 'graph', world: CheckWorld): Outcome {
  const { clock, account } = world;
  const read = readToken(token.secret.reveal(), clock.now());
  const minutes = Math.round((token.expiresAtMs - clock.now()) / 60_000);
  const scopes = token.scopes.map((scope) => scope.slice(scope.lastIndexOf('/') + 1)).join(' ');
  const seen = { en: `valid for ${minutes} min: ${scopes}`, ja: `あと ${minutes} 分有効: ${scopes}` };
  const owner = read.user.toLowerCase();
  const expected = [world.address, account?.username ?? ''].map((name) => name.toLowerCase());
  const evidence = [{ kind: 'token', place: { line: 0, quote: scopes }, ...read } as const];
  if (read.audience !== 'unknown' && read.audience !== resource) {
    return warning(`it is for ${read.audience}`, `宛先が ${read.audience} です`, { evidence });
  }
  const missing = missingScopes(token, resource, world);
  if (missing.length > 0) {
    const list = missing.join(' ');
    return warning(`without ${list}, which was asked for`, `要求した ${list} が含まれていません`, {
      evidence,
      facts: { 'token.permits': 'no' },
    });
  }
  if (owner !== '' && read.actor === 'user' && !expected.includes(owner)) {
    return ok(`${seen.en}; signed in as ${read.user}`, `${seen.ja}。サインインは ${read.user}`, {
      facts: { 'user.matches': 'no' },
    });
  }
  const isOwner = owner === world.address.toLowerCase();
  return ok(seen.en, seen.ja, isOwner ? { facts: { 'user.matches': 'yes' } } : {});
}

function missingScopes(token: AccessToken, resource: string, { account }: CheckWorld): string[] {
  const wanted = account?.wanted.find((one) => one.resource === resource)?.scopes ?? [];
  const short = (scope: string): string => scope.slice(scope.lastIndexOf('/') + 1).toLowerCase();
  const has = token.scopes.map(short);
  return wanted.filter(
    (scope) => !scope.endsWith('.default') && has.length > 0 && !has.includes(short(scope)),
  );
}
