// The clients of a soak: each round is one client from its connection to its end, well behaved or not. What it comes to is
// a word; only what no proxy may ever answer is thrown.

import type { ProxyProtocol } from '../../src/proxy/front/front.ts';
import type { Port } from '../../src/proxy/proxy.ts';
import { RawClient } from '../kit/proxy-house.ts';
import type { Seeded } from '../kit/seeded.ts';
import { signIn } from '../kit/sign-in.ts';

export interface Ground {
  readonly random: Seeded;
  readonly people: ReadonlyArray<{ readonly user: string; readonly password: string }>;
  /** Of STARTTLS. */
  readonly ca: string;
  port(protocol: ProxyProtocol): Port;
  /** Over soon after this is aborted. */
  readonly stop: AbortSignal;
}

/** 'done', 'refused', 'cut' (the line or the server went away), 'left' (the client itself, in the middle). */
export type Outcome = 'done' | 'refused' | 'cut' | 'left' | 'gave-up';
export type Round = (ground: Ground) => Promise<Outcome>;

/**
 * Longer than any of the proxy's own waits for a server (a minute for a sign-in) and than the longest round: who has to give
 * up was kept waiting by a server that hangs in the middle of a session, which is its client's to judge.
 */
const patienceMs = 90_000;

export const rounds: Readonly<Record<string, Round>> = {
  reader: (ground) =>
    inside(ground, 'imap', async (client, { random }) => {
      const selected = await command(client, 'a2', 'SELECT INBOX');
      if (throttled.test(selected)) throw new Left();
      const count = Number(/^\* (\d+) EXISTS/m.exec(selected)?.[1]);
      if (!(count > 0)) throw new Error(`a mailbox of ${count}: ${selected}`);
      for (let turn = 0; turn < 3; turn += 1) {
        const at = 1 + random.below(count);
        const fetched = await command(client, `b${turn}`, `FETCH ${at} (UID BODY.PEEK[])`);
        checkWhole(fetched);
      }
      await command(client, 'c1', 'STORE 1 +FLAGS.SILENT (\\Seen)');
      client.say('d1 LOGOUT\r\n');
      if (!/^d1 OK/m.test(await client.rest())) throw new Cut();
    }),

  idler: (ground) =>
    inside(ground, 'imap', async (client, { random, stop }) => {
      await command(client, 'a2', 'SELECT INBOX');
      for (let turn = 0; turn < 4 && !stop.aborted; turn += 1) {
        client.say(`i${turn} IDLE\r\n`);
        await client.until(/^\+ .*\r\n/m);
        await pause(1_000 + random.below(8_000), stop);
        client.say('DONE\r\n');
        await client.until(new RegExp(`^i${turn} OK.*\r\n`, 'm'));
      }
      await command(client, 'z1', 'NOOP');
    }),

  popper: (ground) =>
    inside(ground, 'pop', async (client) => {
      const stat = await client.say('STAT\r\n').until(/^(?:\+OK|-ERR).*\r\n/);
      if (!/^\+OK \d+ \d+/.test(stat)) throw new Error(stat);
      const message = await client.say('RETR 1\r\n').until(/\r\n\.\r\n/);
      if (!/end of \d+/.test(message) && !/^Subject: from/m.test(message))
        throw new Error(message.slice(-300));
      await client.say('QUIT\r\n').until(/^\+OK.*\r\n/m);
    }),

  sender: (ground) =>
    inside(ground, 'smtp', async (client, { random }, { user }) => {
      const text = `${'x'.repeat(70)}\r\n`.repeat(10 + random.below(2_000));
      await smtp(client, `MAIL FROM:<${user}>`, '250');
      await smtp(client, `RCPT TO:<${user}>`, '250');
      await smtp(client, 'DATA', '354');
      await smtp(client, `Subject: from ${user}\r\nTo: ${user}\r\n\r\n${text}.`, '250');
      await smtp(client, 'QUIT', '221');
    }),

  /** Asks for everything, reads nothing of it, and is gone after a while. */
  sluggard: (ground) =>
    inside(ground, 'imap', async (client, { random, stop }) => {
      await command(client, 'a2', 'SELECT INBOX');
      client.socket.pause();
      client.say('a3 FETCH 1:* BODY.PEEK[]\r\n');
      await pause(2_000 + random.below(4_000), stop);
      throw new Left();
    }),

  /** Gone at any moment, without a word, some with a reset. */
  vanisher: async (ground) => {
    const { random } = ground;
    const { user, password } = random.pick(some(ground.people));
    const protocol = random.pick<ProxyProtocol>(['imap', 'pop', 'smtp']);
    const client = await RawClient.open(ground.port(protocol));
    const words = {
      imap: `a1 LOGIN ${user} ${password}\r\na2 SELECT INBOX\r\na3 IDLE\r\n`,
      pop: `USER ${user}\r\nPASS ${password}\r\nSTAT\r\nRETR 1\r\n`,
      smtp: `EHLO x\r\nAUTH PLAIN ${Buffer.from(`\0${user}\0${password}`).toString('base64')}\r\nMAIL FROM:<${user}>\r\nRCPT TO:<${user}>\r\nDATA\r\nSubject: half`,
    }[protocol];
    client.say(words.slice(0, random.below(words.length)));
    await pause(random.below(300), ground.stop);
    if (random.chance(0.5)) client.socket.resetAndDestroy();
    else client.close();
    return 'left';
  },

  guesser: async (ground) => {
    const { random } = ground;
    const { user } = random.pick(some(ground.people));
    const protocol = random.pick<ProxyProtocol>(['imap', 'pop', 'smtp']);
    const { client, isIn } = await signIn(ground.port(protocol), {
      user: random.chance(0.5) ? user : 'nobody@contoso.example',
      password: `wrong-${random.below(1000)}`,
    });
    client.close();
    if (isIn) throw new Error('a wrong password was right');
    await pause(3_000, ground.stop);
    return 'refused';
  },

  babbler: async (ground) => {
    const { random } = ground;
    const client = await RawClient.open(ground.port(random.pick<ProxyProtocol>(['imap', 'pop', 'smtp'])));
    const noise = Buffer.from(Array.from({ length: 1 + random.below(2_000) }, () => random.below(256)));
    client.say(noise);
    await pause(random.below(200), ground.stop);
    client.close();
    await pause(500, ground.stop);
    return 'left';
  },
};

/** Exchange's word in the middle of a session is its client's to hear. */
const throttled = /^\S+ BAD Request is throttled/m;

class Cut extends Error {}
class Left extends Error {}
class Tired extends Error {}

/** Signs in as anybody, does `work`, and says what came of it. */
async function inside(
  ground: Ground,
  protocol: ProxyProtocol,
  work: (client: RawClient, ground: Ground, who: { user: string }) => Promise<void>,
): Promise<Outcome> {
  const who = ground.random.pick(some(ground.people));
  const ca = ground.random.chance(0.3) ? ground.ca : undefined;
  let client: RawClient | undefined;
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Tired()), patienceMs);
  });
  const attempt = async (): Promise<Outcome> => {
    const opened = (one: RawClient): void => {
      client = one;
    };
    const entered = await signIn(ground.port(protocol), { ...who, ca, opened });
    if (!entered.isIn) return entered.client.closed ? 'cut' : 'refused';
    await work(entered.client, ground, who);
    return 'done';
  };
  const over = attempt();
  try {
    return await Promise.race([over, patience]);
  } catch (error) {
    if (error instanceof Left) return 'left';
    if (error instanceof Tired) return 'gave-up';
    if (error instanceof Cut || client === undefined || client.closed) return 'cut';
    throw error;
  } finally {
    clearTimeout(timer);
    client?.close();
    // Who gave up waits no more: what it waited for has ended with its connection.
    over.catch(() => undefined);
  }
}

/** @returns everything up to the answer, which is not BAD */
async function command(client: RawClient, tag: string, words: string): Promise<string> {
  const said = await client.say(`${tag} ${words}\r\n`).until(new RegExp(`^${tag} .*\r\n`, 'm'));
  if (new RegExp(`^${tag} BAD `, 'm').test(said) && !throttled.test(said))
    throw new Error(`${words}: ${said.slice(-300)}`);
  return said;
}

async function smtp(client: RawClient, line: string, code: string): Promise<void> {
  const said = await client.say(`${line}\r\n`).until(/^\d{3} .*\r\n/m);
  if (said.includes(code)) return;
  // The server's own trouble, and what it says behind a fault.
  if (/^[45]\d\d /m.test(said)) throw new Left();
  throw new Error(`${line.slice(0, 60)}: ${said}`);
}

/** A message of the soak has its number in its first line and in its last. */
function checkWhole(fetched: string): void {
  const [, number] = /^Subject: soak (\d+)\r$/m.exec(fetched) ?? [];
  if (number !== undefined && !fetched.includes(`end of ${number}\r\n`)) {
    throw new Error(`message ${number} has no end: ${fetched.slice(-200)}`);
  }
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, stop.aborted ? 0 : ms);
    function done(): void {
      clearTimeout(timer);
      stop.removeEventListener('abort', done);
      resolve();
    }
    stop.addEventListener('abort', done, { once: true });
  });
}

function some<T>(values: readonly T[]): readonly [T, ...T[]] {
  const [first, ...rest] = values;
  if (first === undefined) throw new Error('there has to be somebody');
  return [first, ...rest];
}
