// The server behind ends a sign-in at every byte, or hangs in it, and a client of the whole proxy is waiting for its answer:
// one reply by the grammar, soon, that says what it was and never that the password is wrong; and nothing is charged for it.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProxyProtocol, proxyProtocols } from '../../src/proxy/front/front.ts';
import { seed } from '../../src/sandbox/index.ts';
import { type Ending, type EndingServers, endingServers } from '../kit/ending-servers.ts';
import { checkImapReplies } from '../kit/imap-replies.ts';
import { type MovedClock, movedClock } from '../kit/moved-clock.ts';
import { checkPopReplies } from '../kit/pop-grammar.ts';
import { openProxyHouse, type ProxyHouse } from '../kit/proxy-house.ts';
import { signIn } from '../kit/sign-in.ts';
import { checkSmtpReplies } from '../kit/smtp-grammar.ts';

const { anna } = seed.contoso;
const endings: readonly Ending[] = ['end', 'destroy', 'reset'];
const check = { imap: checkImapReplies, pop: checkPopReplies, smtp: checkSmtpReplies } as const;
/** Trouble that passes, in each protocol's words: no program asks its user for another password. */
const passing = { imap: /^a1 NO \[UNAVAILABLE\] /, pop: /^-ERR \[SYS\/TEMP\] /, smtp: /^4\d\d 4\./ } as const;
const wrong = {
  imap: /^a1 NO \[AUTHENTICATIONFAILED\]/,
  pop: /^-ERR \[AUTH\]/,
  smtp: /^535 5\.7\.8/,
} as const;
/** In a sign-in at a server that is known, whose capabilities are not asked for again. */
const saidAtLeast = { imap: 120, pop: 40, smtp: 70 } as const;
const lost = /closed the connection|connection .*lost|ended|ECONNRESET|reset|without/i;

let clock: MovedClock;
let behind: EndingServers;
let house: ProxyHouse;
let password: string;

beforeAll(async () => {
  clock = movedClock();
  behind = await endingServers();
  const { servers, caPem } = behind;
  const at = (protocol: ProxyProtocol) =>
    ({ host: 'localhost', port: servers[protocol].port, security: 'tls' }) as const;
  house = await openProxyHouse([anna], {
    clock,
    places: { perMailbox: 1000 },
    behind: () =>
      Promise.resolve({
        servers: { imap: at('imap'), pop: at('pop'), smtp: at('smtp') },
        caPem,
        close: () => behind.close(),
      }),
  });
  password = await house.password(anna.name);
});
afterAll(() => house?.close());

async function attempt(protocol: ProxyProtocol, typed = password): Promise<{ reply: string; isIn: boolean }> {
  const { client, reply, isIn } = await signIn(house.doors[protocol].clear, {
    user: anna.name,
    password: typed,
  });
  client.close();
  check[protocol](Buffer.from(`${reply}\r\n`, 'latin1'));
  return { reply, isIn };
}

/** Nothing was charged: a first wrong password is still looked at, and the right one enters. */
async function expectNothingCharged(protocol: ProxyProtocol): Promise<void> {
  expect((await attempt(protocol, 'mgp-wrong')).reply).toMatch(wrong[protocol]);
  expect(await attempt(protocol)).toMatchObject({ isIn: true });
}

describe.each(proxyProtocols)('a server of %s', (protocol) => {
  it('that goes away behind any byte of a sign-in', async () => {
    const server = behind.servers[protocol];
    for (let bytes = 0; ; bytes += 1) {
      const ending = endings[bytes % endings.length] ?? 'end';
      server.ends({ bytes, ending });
      const { reply, isIn } = await attempt(protocol);
      // That was all that it has to say.
      if (isIn) {
        expect(bytes).toBeGreaterThan(saidAtLeast[protocol]);
        break;
      }
      expect(reply, `behind byte ${bytes} by ${ending}`).toMatch(passing[protocol]);
      expect(reply, `behind byte ${bytes} by ${ending}`).toMatch(lost);
    }
    server.ends(undefined);
    await expectNothingCharged(protocol);
    await expect.poll(() => server.open).toBe(0);
  }, 60_000);

  it('that hangs behind a byte is given up in half a minute, by each of many', async () => {
    const server = behind.servers[protocol];
    const all: Array<ReturnType<typeof attempt>> = [];
    for (let bytes = 0; bytes < saidAtLeast[protocol]; bytes += 9) {
      server.ends({ bytes, ending: 'silence' });
      all.push(attempt(protocol));
      await expect.poll(() => server.silent, { interval: 5, timeout: 10_000 }).toBe(all.length);
    }
    server.ends(undefined);
    // Others are served meanwhile, and nobody is told before.
    expect(await attempt(protocol)).toMatchObject({ isIn: true });
    clock.advance('20s');
    expect(await Promise.race([...all, attempt(protocol)])).toMatchObject({ isIn: true });
    clock.advance('10s');
    for (const { reply } of await Promise.all(all)) {
      expect(reply).toMatch(passing[protocol]);
      expect(reply).toContain('did not finish the sign-in within 30 s');
    }
    await expectNothingCharged(protocol);
    await expect.poll(() => server.open).toBe(0);
  }, 60_000);
});
