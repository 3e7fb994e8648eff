// POP3's commands one by one, answers byte for byte; refusals first. What is refused without a message is in
// test/dialogs/pop-*.txt.

import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsePopReply } from '../../src/wire/pop/command.ts';
import { encodeXoauth2 } from '../../src/wire/sasl/xoauth2.ts';
import { type FakeClock, fakeClock } from '../kit/fake-clock.ts';
import { anna, hello, openWorld, type World } from '../kit/sandbox-faces.ts';

let world: World;
let clock: FakeClock;
const open: PopTalk[] = [];
beforeEach(async () => {
  clock = fakeClock();
  world = await openWorld({ clock });
  for (const subject of ['One', 'Two', 'Three']) world.faces.mail.deliver(hello(subject), anna);
});
afterEach(async () => {
  for (const talk of open.splice(0)) talk.close();
  await world.close();
});

class PopTalk {
  readonly #socket: TLSSocket;
  #text = '';
  #ended = false;
  #wake = (): void => {};

  constructor() {
    open.push(this);
    const { host, port } = world.faces.endpoints.pops;
    this.#socket = connectTls({ host, port, ca: world.caPem });
    this.#socket.on('data', (chunk: Buffer) => {
      this.#text += chunk.toString('latin1');
      this.#wake();
    });
    this.#socket.on('error', () => {});
    this.#socket.on('close', () => {
      this.#ended = true;
      this.#wake();
    });
  }

  /** The reply's first line; with `whole` everything up to the lone dot. */
  async reply(whole = false): Promise<string> {
    const pattern = whole ? /^(-ERR[^\r]*|[^]*?\r\n\.)\r\n/ : /^[^\r]*\r\n/;
    for (;;) {
      const found = pattern.exec(this.#text)?.[0];
      if (found !== undefined) {
        this.#text = this.#text.slice(found.length);
        const [first = ''] = found.split('\r\n');
        if (!parsePopReply(Buffer.from(first))) throw new Error(`no reply of POP3: ${first}`);
        return found;
      }
      if (this.#ended) return 'END';
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async say(line: string, whole = false): Promise<string> {
    this.#socket.write(`${line}\r\n`, 'latin1');
    return this.reply(whole);
  }

  async signIn(lifetimeMs = 3_600_000): Promise<string> {
    await this.reply();
    const token = world.token(anna, 'exchange', ['POP.AccessAsUser.All'], { lifetimeMs });
    expect(await this.say('AUTH XOAUTH2')).toBe('+ \r\n');
    return this.say(encodeXoauth2({ user: anna, token }));
  }

  close(): void {
    this.#socket.destroy();
  }
}

async function signedIn(): Promise<PopTalk> {
  const talk = new PopTalk();
  expect(await talk.signIn()).toBe('+OK User successfully logged on.\r\n');
  return talk;
}

describe('a second session on the maildrop', () => {
  it('is refused until the first has gone', async () => {
    const first = await signedIn();
    const second = new PopTalk();
    expect(await second.signIn()).toBe('-ERR The mailbox is in use by another POP3 session.\r\n');
    await first.say('QUIT');
    expect(await first.reply()).toBe('END');
    const third = new PopTalk();
    expect(await third.signIn()).toMatch(/^\+OK/);
  });

  it('is let in when the quirk says so', async () => {
    world.faces.quirks.popLock = false;
    await signedIn();
    await signedIn();
  });
});

it('what is marked is gone from every listing, comes back with RSET, and is deleted by QUIT alone', async () => {
  const [talk] = [await signedIn()];
  const size = hello('One').length;
  expect(await talk.say('STAT')).toBe(`+OK 3 ${3 * size + 4}\r\n`);
  expect(await talk.say('DELE 2')).toBe('+OK\r\n');
  expect(await talk.say('DELE 2')).toBe('-ERR The specified message is out of range.\r\n');
  expect(await talk.say('RETR 2', true)).toBe('-ERR The specified message is out of range.\r\n');
  expect(await talk.say('LIST', true)).toBe(`+OK 2 ${2 * size + 4}\r\n1 ${size}\r\n3 ${size + 4}\r\n.\r\n`);
  expect(await talk.say('RSET')).toBe('+OK\r\n');
  expect(await talk.say('LIST 2')).toBe(`+OK 2 ${size}\r\n`);
  await talk.say('DELE 1');
  talk.close();
  // Going without QUIT deletes nothing (RFC 1939 section 6).
  expect(world.faces.mail.list(anna)).toHaveLength(3);
  world.faces.quirks.popLock = false;
  const again = await signedIn();
  await again.say('DELE 1');
  expect(await again.say('QUIT')).toBe('+OK Microsoft Exchange Server POP3 server signing off.\r\n');
  expect(world.faces.mail.list(anna).map((item) => item.uid)).toEqual([2, 3]);
});

it('unique ids last from session to session and are those of no other message', async () => {
  const first = await signedIn();
  const before = await first.say('UIDL', true);
  await first.say('DELE 1');
  await first.say('QUIT');
  await first.reply();
  const second = await signedIn();
  const after = await second.say('UIDL', true);
  const ids = (text: string): string[] => [...text.matchAll(/^\d+ (\S{1,70})\r$/gm)].map(([, id = '']) => id);
  expect(new Set(ids(before)).size).toBe(3);
  expect(ids(after)).toEqual(ids(before).slice(1));
  expect(await second.say('UIDL 2')).toBe(`+OK 2 ${ids(before)[2]}\r\n`);
});

it('RETR and TOP stuff dots and end with one', async () => {
  const talk = await signedIn();
  const [head = '', body = ''] = hello('One').split('\r\n\r\n');
  expect(await talk.say('RETR 1', true)).toBe(`+OK\r\n${head}\r\n\r\n.${body}.\r\n`);
  expect(await talk.say('TOP 1 0', true)).toBe(`+OK\r\n${head}\r\n\r\n.\r\n`);
  expect(await talk.say('TOP 1 1', true)).toBe(
    `+OK\r\n${head}\r\n\r\n..a line that begins with a dot\r\n.\r\n`,
  );
  expect(await talk.say('top 1 99', true)).toContain('the end\r\n.\r\n');
});

it('mail that comes later is for the next session, and what others delete can still be read', async () => {
  const talk = await signedIn();
  world.faces.mail.deliver(hello('Four'), anna);
  const mailbox = world.faces.mail.mailbox(anna);
  const [one] = world.faces.mail.list(anna);
  if (one) mailbox?.expunge(one);
  expect(await talk.say('STAT')).toMatch(/^\+OK 3 /);
  expect(await talk.say('RETR 1', true)).toContain('Subject: One');
  await talk.say('DELE 1');
  expect(await talk.say('QUIT')).toMatch(/^\+OK/);
});

it('estimated sizes are shown where the quirk says so, and the bytes are what they are', async () => {
  world.faces.quirks.estimatedSizes = true;
  const talk = await signedIn();
  const size = Number((await talk.say('LIST 1')).split(' ')[2]);
  expect(size).toBeGreaterThan(hello('One').length);
});

it('a session ends with the life of its token, and after ten minutes of silence', async () => {
  const short = new PopTalk();
  await short.signIn(120_000);
  await clock.advance(120_000);
  expect(await short.reply()).toBe('END');
  const silent = await signedIn();
  await clock.advance(10 * 60_000 - 1);
  expect(await silent.say('NOOP')).toBe('+OK\r\n');
  await clock.advance(10 * 60_000);
  expect(await silent.reply()).toBe('END');
});

it('a refusal can be made to take its time', async () => {
  world.faces.quirks.refusalSeconds = 9;
  const talk = new PopTalk();
  await talk.reply();
  await talk.say(`USER ${anna}`);
  let answered = false;
  const refusal = talk.say('PASS secret').then((text) => {
    answered = true;
    return text;
  });
  // The probe's answer shows that the server has long read the other's command.
  const probe = new PopTalk();
  await probe.reply();
  await probe.say('CAPA', true);
  await clock.advance(8_999);
  expect(answered).toBe(false);
  await clock.advance(1);
  expect(await refusal).toMatch(/^-ERR Logon failure/);
});
