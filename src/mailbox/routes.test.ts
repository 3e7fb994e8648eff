import { describe, expect, it } from 'vitest';
import { services } from '../base/token-source.ts';
import { routeOf } from './routes.ts';

const account = 'anna';

describe('routeOf', () => {
  it('refuses a door that cannot, and names those that can', () => {
    expect(() => routeOf('flag', { account, connected: services, via: 'pop' })).toThrow(
      expect.objectContaining({
        code: 'verb-not-by-this-door',
        message: 'POP cannot set flags.',
        hint: expect.stringContaining('--via imap or --via graph') as string,
      }),
    );
  });

  it('refuses where the account is connected for nothing that can, and says how to connect it', () => {
    expect(() => routeOf('send', { account, connected: ['imap', 'pop'] })).toThrow(
      expect.objectContaining({
        code: 'verb-needs-service',
        message: 'anna is connected for imap, pop; to send takes smtp or graph.',
        hint: expect.stringContaining('mailgrant login anna --for imap,pop,smtp') as string,
      }),
    );
    expect(() => routeOf('send', { account, connected: ['imap'], isApp: true })).toThrow(
      expect.objectContaining({
        hint: expect.stringContaining('mailgrant login anna --app-only --for imap,smtp') as string,
      }),
    );
    expect(() => routeOf('list', { account, connected: ['graph'], via: 'imap' })).toThrow(
      expect.objectContaining({ code: 'verb-needs-service' }),
    );
  });

  it.each([
    ['list', services, undefined, 'imap'],
    ['list', ['graph', 'pop'], undefined, 'graph'],
    ['list', services, 'pop', 'pop'],
    ['move', services, undefined, 'graph'],
    ['move', ['imap', 'smtp'], undefined, 'imap'],
    ['send', services, undefined, 'smtp'],
    ['send', ['imap', 'graph'], undefined, 'graph'],
  ] as const)('takes for %s, connected for %j, via %s: %s', (verb, connected, via, door) => {
    expect(routeOf(verb, { account, connected, via })).toBe(door);
  });
});
