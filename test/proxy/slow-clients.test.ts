// Clients that say one byte in a second, for as long as they may: in a handshake, before a command, in a line, in a literal,
// in a sign-in. Many of them at once by every door, and whoever signs in meanwhile is served. Time is moved, not waited for.

import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ProxyProtocol, proxyProtocols } from '../../src/proxy/front/front.ts';
import { type Port, proxyLimits } from '../../src/proxy/proxy.ts';
import { seed } from '../../src/sandbox/index.ts';
import { checkImapReplies } from '../kit/imap-replies.ts';
import { type MovedClock, movedClock } from '../kit/moved-clock.ts';
import { checkPopReplies } from '../kit/pop-grammar.ts';
import { openProxyHouse, type ProxyHouse } from '../kit/proxy-house.ts';
import { signIn } from '../kit/sign-in.ts';
import { checkSmtpReplies } from '../kit/smtp-grammar.ts';

const { anna } = seed.contoso;
const ofEachKind = 8;
const check = { imap: checkImapReplies, pop: checkPopReplies, smtp: checkSmtpReplies } as const;

let clock: MovedClock;
let house: ProxyHouse;
let password: string;
beforeAll(async () => {
  clock = movedClock();
  house = await openProxyHouse([anna], { clock });
  house.sandbox.quirks.popLock = false;
  password = await house.password(anna.name);
});
afterAll(() => house?.close());

interface Kind {
  readonly name: string;
  readonly protocols: readonly ProxyProtocol[];
  readonly door: 'clear' | 'tls';
  /** Said at once, each line when the one before was answered. */
  readonly before: Readonly<Record<ProxyProtocol, readonly string[]>>;
  /** Said byte by byte, without an end. */
  readonly drips: string;
  readonly limitMs: number;
  /** Undefined where there are no words that the client would understand. */
  readonly told: RegExp | undefined;
}

const nothing = { imap: [], pop: [], smtp: [] } as const;
const { arriveMs, firstCommandMs, signInMs } = proxyLimits;
/** The beginning of a record of TLS that is long (RFC 8446 section 5.1). */
const hello = '\x16\x03\x01\x20\x00\x01\x00\x1f\xfc\x03\x03';

const kinds: readonly Kind[] = [
  {
    name: 'in a handshake',
    protocols: proxyProtocols,
    door: 'tls',
    before: nothing,
    drips: hello,
    limitMs: arriveMs,
    told: undefined,
  },
  {
    name: 'in a handshake by STARTTLS',
    protocols: proxyProtocols,
    door: 'clear',
    before: { imap: ['a1 STARTTLS'], pop: ['STLS'], smtp: ['EHLO slow', 'STARTTLS'] },
    drips: hello,
    limitMs: arriveMs,
    told: undefined,
  },
  {
    name: 'before the first command',
    protocols: proxyProtocols,
    door: 'clear',
    before: nothing,
    drips: '',
    limitMs: firstCommandMs,
    told: /did not sign in within 60 seconds/,
  },
  {
    name: 'in a command',
    protocols: proxyProtocols,
    door: 'clear',
    before: nothing,
    drips: 'NOOP ',
    limitMs: signInMs,
    told: /did not sign in within 180 seconds/,
  },
  {
    name: 'between commands',
    protocols: proxyProtocols,
    door: 'clear',
    before: nothing,
    // Most of them mean nothing, and fewer than may be wrong are said in the time.
    drips: 'NOOP      \r\n',
    limitMs: signInMs,
    told: /did not sign in within 180 seconds/,
  },
  {
    name: 'in a literal',
    protocols: ['imap'],
    door: 'clear',
    before: { ...nothing, imap: ['a1 LOGIN {4000}'] },
    drips: 'a',
    limitMs: signInMs,
    told: /did not sign in within 180 seconds/,
  },
  {
    name: 'in a sign-in',
    protocols: proxyProtocols,
    door: 'clear',
    before: {
      imap: ['a1 AUTHENTICATE PLAIN'],
      pop: ['AUTH PLAIN'],
      smtp: ['EHLO slow', 'AUTH PLAIN'],
    },
    drips: 'AGFu',
    limitMs: signInMs,
    told: /did not sign in within 180 seconds/,
  },
];

class SlowClient {
  readonly kind: Kind;
  readonly protocol: ProxyProtocol;
  readonly #socket: Socket;
  readonly #sinceMs = clock.now();
  #at = 0;
  said = '';
  /** By the moved clock. */
  afterMs: number | undefined;

  constructor(kind: Kind, protocol: ProxyProtocol, { host, port }: Port) {
    this.kind = kind;
    this.protocol = protocol;
    const lines = [...kind.before[protocol]];
    this.#socket = connect({ host, port });
    this.#socket.on('error', () => {});
    this.#socket.on('data', (chunk: Buffer) => {
      this.said += chunk.toString('latin1');
      const last = this.said.split(/(?<=\r\n)/).at(-1) ?? '';
      // Not half of a line, nor one that another one follows (RFC 5321 section 4.2.1).
      if (!last.endsWith('\r\n') || /^\d{3}-/.test(last)) return;
      const next = lines.shift();
      if (next !== undefined) this.#socket.write(`${next}\r\n`);
      else this.ready = true;
    });
    const over = (): void => {
      this.afterMs ??= clock.now() - this.#sinceMs;
    };
    this.#socket.on('end', over);
    this.#socket.on('close', over);
    this.ready = kind.door === 'tls';
  }

  ready: boolean;

  drip(): void {
    const { drips } = this.kind;
    if (this.ready && drips !== '' && this.#socket.writable) {
      this.#socket.write(drips.charAt(this.#at % drips.length), 'latin1');
      this.#at += 1;
    }
  }

  close(): void {
    this.#socket.destroy();
  }
}

async function expectServed(): Promise<void> {
  for (const protocol of proxyProtocols) {
    const { client, isIn } = await signIn(house.doors[protocol].tls, {
      user: anna.name,
      password,
      ca: house.caPem,
    });
    client.close();
    expect(isIn).toBe(true);
  }
}

it('clients of one byte a second, many of each kind by each door, have an end, and nobody else hears of them', async () => {
  const slow = kinds.flatMap((kind) =>
    kind.protocols.flatMap((protocol) =>
      Array.from(
        { length: ofEachKind },
        () => new SlowClient(kind, protocol, house.doors[protocol][kind.door]),
      ),
    ),
  );
  await expect.poll(() => slow.filter(({ ready }) => !ready).length).toBe(0);
  await expectServed();
  for (let second = 1; second <= 182; second += 1) {
    for (const client of slow) client.drip();
    // For the bytes to arrive.
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance('1s');
    await new Promise((resolve) => setImmediate(resolve));
    if (second === 50 || second === 150) await expectServed();
  }
  await expect.poll(() => slow.filter(({ afterMs }) => afterMs === undefined).length).toBe(0);
  for (const { kind, protocol, afterMs, said } of slow) {
    const who = `${protocol} ${kind.name}`;
    expect(afterMs, who).toBeGreaterThanOrEqual(kind.limitMs - 1_000);
    // What passed by itself, on a machine that is busy, is on top.
    expect(afterMs, who).toBeLessThan(kind.limitMs + 30_000);
    const [last = ''] = said.split(/(?<=\r\n)/).slice(-1);
    if (kind.told) {
      expect(last, who).toMatch(kind.told);
      check[protocol](Buffer.from(last, 'latin1'));
    } else expect(last, who).not.toMatch(/did not sign in/);
  }
  expect(house.proxy.sessions.filter(({ state }) => state === 'signing-in')).toEqual([]);
  await expectServed();
  for (const client of slow) client.close();
}, 60_000);
