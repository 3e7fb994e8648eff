import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../../test/kit/fake-clock.ts';
import { fixedTokens } from '../../../test/kit/fixed-tokens.ts';
import { Gate } from '../../base/gate.ts';
import { Dialer } from '../../net/dial.ts';
import { ImapPool } from './pool.ts';

/** A server that cannot be reached: names that do not resolve, or ports that nothing listens on. */
function outOfReach(code: string) {
  let asked = 0;
  let sinceMs = 0;
  const clock = fakeClock();
  const dialer = new Dialer({
    clock,
    lookup: (name, _options, answer) => {
      if (asked === 0) sinceMs = clock.now();
      asked += 1;
      answer(Object.assign(new Error(`getaddrinfo ${code} ${name}`), { code }), []);
    },
  });
  const pool = new ImapPool({
    door: {
      tokens: fixedTokens(['good']),
      account: 'anna',
      server: { host: 'localhost', port: 993, security: 'tls' },
      dialer,
      clock,
    },
    gate: new Gate(clock, 4),
    pause: () => {},
  });
  return { pool, clock, asked: () => asked, tookMs: () => clock.now() - sinceMs };
}

describe('a mailbox whose server was never reached', () => {
  it.each([
    ['a name that does not exist', 'ENOTFOUND', 'net-dns', 2, 300],
    ['a name server that does not answer', 'EAI_AGAIN', 'net-dns', 5, 4_000],
    ['nothing that listens', 'ECONNREFUSED', 'net-refused', 3, 1_500],
  ])('is given up soon: %s', async (_, system, code, times, withinMs) => {
    const { pool, clock, asked, tookMs } = outOfReach(system);
    let failure: unknown;
    pool
      .repeat(() => Promise.resolve('done'))
      .catch((error: unknown) => {
        failure = error;
      });
    // The library is loaded on the way, by the machine's own time.
    while (failure === undefined) await clock.advance(asked() === 0 ? 0 : 25);
    expect(failure).toMatchObject({ code });
    expect(tookMs()).toBeLessThanOrEqual(withinMs);
    expect(asked()).toBe(times);
    await pool.close();
    expect(clock.pending).toBe(0);
  });
});
