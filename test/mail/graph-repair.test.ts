// What the door by Graph does when something goes wrong on the way, and what it does not do.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DoorFolder, DoorMessage, ReadDoor } from '../../src/mailbox/doors/door.ts';
import { openGraphDoor } from '../../src/mailbox/doors/graph.ts';
import { Content } from '../../src/sandbox/mailboxes/content.ts';
import type { Mailbox } from '../../src/sandbox/mailboxes/mailbox.ts';
import { type FakeClock, fakeClock } from '../kit/fake-clock.ts';
import { type GraphWorld, graphWorld, type Intercept } from '../kit/graph-world.ts';
import { anna, hello, openWorld, type World } from '../kit/sandbox-faces.ts';
import { seeded } from '../kit/seeded.ts';

let sandbox: World;
let clock: FakeClock;
let mailbox: Mailbox;
let graph: GraphWorld;
let door: ReadDoor;
let inbox: DoorFolder;
let archive: DoorFolder;

beforeAll(async () => {
  clock = fakeClock();
  sandbox = await openWorld({ clock });
  mailbox = sandbox.faces.mail.mailboxOf(sandbox.mailbox(anna));
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  for (const folder of [...mailbox.folders(), mailbox.recoverable])
    for (const item of [...folder.items]) mailbox.expunge(item);
  await use(graphWorld(sandbox, { clock }));
});

async function use(made: GraphWorld): Promise<void> {
  graph = made;
  door = openGraphDoor(made.world);
  const folders = await door.folders();
  const of = (use: DoorFolder['use']): DoorFolder => {
    const found = folders.find((one) => one.use === use);
    if (!found) throw new Error(`no ${use}`);
    return found;
  };
  [inbox, archive] = [of('inbox'), of('archive')];
}

function put(count: number): void {
  for (let index = 0; index < count; index += 1) {
    const content = new Content(Buffer.from(hello(`Message ${index}`)));
    mailbox.append(mailbox.wellKnown('inbox'), { content, receivedMs: clock.now() - index * 1000 });
  }
}

async function all<T>(from: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of from) found.push(one);
  return found;
}
const listed = (): Promise<DoorMessage[]> => all(door.list(inbox));
const error = (status: number, code: string, message: string, headers = {}): Response =>
  Response.json({ error: { code, message } }, { status, headers: { 'request-id': 'e1a2', ...headers } });

/** Answers the first `times` requests that `where` matches. */
function first(times: number, where: RegExp, answer: () => Response | Promise<Response>): Intercept {
  let left = times;
  return (url, init) => {
    if (left === 0 || !where.test(`${init.method ?? 'GET'} ${url.pathname}`)) return undefined;
    left -= 1;
    return answer();
  };
}

/** Time passes until `work` is done. */
async function passing<T>(work: Promise<T> | undefined, stepMs = 1000): Promise<T> {
  let done = false;
  const settled = (work ?? Promise.reject(new Error('the door can'))).finally(() => {
    done = true;
  });
  settled.catch(() => undefined);
  for (let step = 0; step < 2000 && !done; step += 1) await clock.advance(stepMs);
  return settled;
}

describe('throttles', () => {
  const throttled = (seconds: number | string): Response =>
    error(429, 'ApplicationThrottled', 'Application is over its MailboxConcurrency limit.', {
      'retry-after': String(seconds),
    });

  it('hands on a pause that is longer than anybody would wait', async () => {
    graph.intercept = () => throttled(3600);
    await expect(listed()).rejects.toMatchObject({
      code: 'graph-throttled',
      retryAfterMs: 3_600_000,
      details: { seconds: 3600 },
    });
  });

  it('gives up after a number of tries, however short the pauses', async () => {
    graph.intercept = () => throttled(1);
    await expect(passing(listed())).rejects.toMatchObject({ code: 'graph-throttled' });
  });

  it.each([
    ['seconds', '7'],
    ['a date', new Date(Date.UTC(2026, 10, 1) + 0).toUTCString()],
  ])('waits as long as it was told in %s, and so does everybody at this mailbox', async (kind, told) => {
    put(1);
    const until =
      kind === 'seconds' ? told : new Date(Math.ceil(clock.now() / 1000) * 1000 + 7000).toUTCString();
    graph.intercept = first(1, /messages$/, () => throttled(until));
    const before = graph.asked.length;
    const one = listed();
    await clock.advance(0);
    const other = door.folders();
    await clock.advance(6_000);
    expect(graph.asked.length - before).toBe(1);
    await clock.advance(2_000);
    expect(await one).toHaveLength(1);
    expect((await passing(other)).length).toBeGreaterThan(5);
  });

  it.each([503, 504])('waits for %i where asking twice is asking once, else not', async (status) => {
    put(1);
    const busy = (): Response => error(status, 'serviceNotAvailable', 'Busy.', { 'retry-after': '2' });
    graph.intercept = first(1, /messages$/, busy);
    const [message] = await passing(listed());
    const { locator } = message as DoorMessage;
    graph.intercept = first(1, /copy$/, busy);
    await expect(passing(door.copy?.([locator], archive))).rejects.toMatchObject({
      code: 'graph-unavailable',
    });
    expect(mailbox.wellKnown('archive').items).toHaveLength(0);
    // 429 says that nothing was done.
    graph.intercept = first(1, /copy$/, () => throttled(1));
    await passing(door.copy?.([locator], archive));
    expect(mailbox.wellKnown('archive').items).toHaveLength(1);
  });

  it('has never more than four requests on the way, whatever is asked at a time', async () => {
    put(40);
    const messages = await listed();
    const locators = messages.map(({ locator }) => locator);
    graph.intercept = () => new Promise((resolve) => setImmediate(() => resolve(undefined)));
    const sources = locators.slice(0, 8).map((locator) => all(door.source(locator)));
    await Promise.all([door.flag?.(locators, { seen: true }), door.folders(), listed(), ...sources]);
    expect(graph.inFlightMax()).toBe(4);
  });
});

describe('answers that are none', () => {
  it('takes a token that is revoked in the middle of paging for no end', async () => {
    put(1200);
    await use(graphWorld(sandbox, { clock }));
    graph.intercept = (url) =>
      url.searchParams.has('$skiptoken') && graph.tokens.invalidated.length === 0
        ? error(401, 'InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.')
        : undefined;
    expect(await listed()).toHaveLength(1200);
    expect(graph.tokens.invalidated).toHaveLength(1);
  });

  it('does not follow a link to another host', async () => {
    put(1);
    for (const link of [
      'https://contoso.com/v1.0/me/messages?$skip=1',
      'http://graph.localhost/v1.0/me',
      'ftp://x/',
    ]) {
      graph.intercept = () => Response.json({ value: [], '@odata.nextLink': link });
      await expect(listed()).rejects.toMatchObject({ code: 'graph-answer-not-understood' });
    }
    expect(graph.asked.some((line) => line.includes('contoso.com'))).toBe(false);
  });

  it.each<[string, () => Response | Promise<Response>]>([
    [
      'half of the JSON',
      () => new Response('{"value":[', { headers: { 'content-type': 'application/json' } }),
    ],
    ['a page of a gateway', () => new Response('<html>', { status: 502 })],
    ['an internal error', () => error(500, 'InternalServerError', 'Oops.')],
    [
      'a lost connection',
      () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } })),
    ],
  ])('asks again after %s, and gives up when it stays so', async (_, answer) => {
    put(1);
    graph.intercept = first(2, /messages$/, answer);
    expect(await passing(listed())).toHaveLength(1);
    graph.intercept = answer;
    await expect(passing(listed())).rejects.toMatchObject({
      code: expect.stringMatching(/^(graph|net)-/) as string,
    });
  });

  it('ends a page that does not come', async () => {
    graph.intercept = () => new Promise(() => undefined);
    await expect(passing(listed(), 30_000)).rejects.toMatchObject({ code: 'graph-timeout' });
    expect(clock.pending).toBe(0);
  });

  it('ends all that is under way when it is closed', async () => {
    graph.intercept = () => new Promise(() => undefined);
    const listing = listed();
    await clock.advance(0);
    await door.close();
    await expect(listing).rejects.toMatchObject({ name: 'AbortError' });
    expect(clock.pending).toBe(0);
  });
});

describe('downloads', () => {
  const raw = Buffer.from(hello('Long').replace('the end', 'x'.repeat(3_000)));
  const pieces = async (from: AsyncIterable<Uint8Array>): Promise<Buffer> => Buffer.concat(await all(from));

  /** The body in two pieces, the second of which does not come. */
  const cutAt = (bytes: number, body = raw): Response => {
    let given = false;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (!given && bytes > 0) controller.enqueue(body.subarray(0, bytes));
        else controller.error(new TypeError('terminated', { cause: { code: 'UND_ERR_SOCKET' } }));
        given = true;
      },
    });
    return new Response(stream);
  };

  async function located(): Promise<DoorMessage['locator']> {
    mailbox.append(mailbox.wellKnown('inbox'), { content: new Content(raw) });
    const [message] = await listed();
    return (message as DoorMessage).locator;
  }

  it('is whole after a cut at any byte', async () => {
    const locator = await located();
    const positions = [0, 1, 2, 17, 512, raw.length - 2, raw.length - 1, raw.length];
    for (const at of positions) {
      graph.intercept = first(1, /value$/, () => cutAt(at));
      expect((await passing(pieces(door.source(locator)))).equals(raw)).toBe(true);
    }
  });

  it('is whole after many cuts, and from any byte on', async () => {
    const seed = 20_261_101;
    const random = seeded(seed);
    const locator = await located();
    for (let round = 0; round < 20; round += 1) {
      const cuts = Array.from({ length: 5 }, () => random.below(raw.length)).sort((a, b) => a - b);
      const fromByte = random.below(raw.length);
      graph.intercept = (url) => {
        const at = url.pathname.endsWith('value') ? cuts.shift() : undefined;
        return at === undefined ? undefined : cutAt(at);
      };
      const got = await passing(pieces(door.source(locator, { fromByte })));
      expect(got.equals(raw.subarray(fromByte)), `seed ${seed}, round ${round}`).toBe(true);
    }
  });

  it('gives up where it never comes further', async () => {
    const locator = await located();
    graph.intercept = () => cutAt(100);
    await expect(passing(pieces(door.source(locator)))).rejects.toMatchObject({ code: 'net-lost' });
  });

  it('notices that what comes again is another message', async () => {
    const locator = await located();
    const other = Buffer.from(raw);
    other[50] = (other[50] ?? 0) ^ 1;
    for (const second of [other, raw.subarray(0, 500)]) {
      const answers = [cutAt(1000), new Response(second)];
      graph.intercept = () => answers.shift();
      await expect(passing(pieces(door.source(locator)))).rejects.toMatchObject({
        code: 'graph-download-changed',
      });
    }
  });

  it('has a limit for silence, and none for the whole', async () => {
    const locator = await located();
    let sent = 0;
    const slow = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await new Promise<void>((resolve) => void clock.after(50_000, resolve));
        controller.enqueue(raw.subarray(sent, sent + 500));
        sent += 500;
        if (sent >= raw.length) controller.close();
      },
    });
    graph.intercept = first(1, /value$/, () => new Response(slow));
    const before = graph.asked.length;
    expect((await passing(pieces(door.source(locator)), 10_000)).equals(raw)).toBe(true);
    expect(graph.asked.length - before).toBe(1);
  });

  it('gives its place back when the reader has had enough', async () => {
    const locator = await located();
    for (let round = 0; round < 6; round += 1) {
      for await (const piece of door.source(locator)) {
        expect(piece.length).toBeGreaterThan(0);
        break;
      }
    }
    expect(graph.world.limits.gate('graph').taken).toBe(0);
  });
});

describe('some of many', () => {
  async function locators(count: number): Promise<DoorMessage['locator'][]> {
    put(count);
    return (await listed()).map(({ locator }) => locator);
  }

  it('says how many were done and which were not', async () => {
    const all = await locators(6);
    let copies = 0;
    graph.intercept = (url) => {
      if (!url.pathname.endsWith('/copy')) return undefined;
      copies += 1;
      return copies > 3 ? error(403, 'ErrorAccessDenied', 'Access is denied.') : undefined;
    };
    await expect(door.copy?.(all, archive)).rejects.toMatchObject({
      code: 'mail-partly-done',
      details: { done: 3, total: 6 },
      cause: { code: 'graph-access-denied' },
    });
    expect(mailbox.wellKnown('archive').items).toHaveLength(3);
  });

  it('says the reason alone where nothing was done', async () => {
    const all = await locators(6);
    graph.intercept = () => error(403, 'ErrorAccessDenied', 'Access is denied.');
    const before = graph.asked.length;
    await expect(door.move?.(all, archive)).rejects.toMatchObject({ code: 'graph-access-denied' });
    expect(graph.asked.length - before).toBeLessThanOrEqual(4);
  });

  it('moves once where the answer to the first move was lost', async () => {
    const all = await locators(1);
    graph.intercept = (url, init) => {
      if (!url.pathname.endsWith('/move')) return undefined;
      graph.intercept = () => undefined;
      return Promise.resolve(sandbox.faces.graph.request(url.href, init)).then(() => {
        throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } });
      });
    };
    await passing(door.move?.(all, archive));
    expect(mailbox.wellKnown('archive').items).toHaveLength(1);
    expect(mailbox.wellKnown('inbox').items).toHaveLength(0);
  });
});

describe('clouds without permanentDelete', () => {
  const graphs = ['https://graph.microsoft.us', 'https://microsoftgraph.chinacloudapi.cn'];

  it.each(graphs)('at %s puts the message where Outlook could still find it', async (base) => {
    put(1);
    await use(graphWorld(sandbox, { clock, graph: base }));
    const [message] = await listed();
    await door.remove?.([(message as DoorMessage).locator]);
    expect(graph.asked.some((line) => line.includes('permanentDelete'))).toBe(false);
    expect(mailbox.wellKnown('inbox').items).toHaveLength(0);
    expect(mailbox.wellKnown('deleteditems').items).toHaveLength(0);
    expect(mailbox.recoverable.items).toHaveLength(1);
    await door.remove?.([(message as DoorMessage).locator]);
  });

  it('learns it from a server that does not know the action', async () => {
    put(1);
    const [message] = await listed();
    graph.intercept = (url) =>
      url.pathname.endsWith('permanentDelete')
        ? error(400, 'BadRequest', "Resource not found for the segment 'permanentDelete'.")
        : undefined;
    await door.remove?.([(message as DoorMessage).locator]);
    expect(mailbox.recoverable.items).toHaveLength(1);
  });
});
