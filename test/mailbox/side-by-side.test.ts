// Many users of one account in one process, at a service that counts: Graph serves four requests at a time of one app at one
// mailbox, and takes thirty messages a minute. The limits here are the sandbox's own, not ours; what it says to each request
// is written down. A foreign program with the same app and mailbox knows nothing of our turns.

import { EventEmitter, once } from 'node:events';
import type { ClientRequest } from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Mailgrant, openMailgrant } from '../../src/app/mailgrant.ts';
import { Closers } from '../../src/base/closers.ts';
import type { Mailbox } from '../../src/mailbox/mailbox.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { connectedHome } from '../kit/connected-home.ts';
import { hurriedClock } from '../kit/hurried-clock.ts';
import { mailCorpus } from '../kit/mail-corpus.ts';

const { anna, ben } = seed.contoso;
const clock = hurriedClock(30);
const closers = new Closers();
let sandbox: Sandbox;
let mailgrant: Mailgrant;

interface Answered {
  readonly sentMs: number;
  readonly answeredMs: number;
  readonly status: number;
  readonly retryAfterMs: number;
}
/** Of Graph, in the order of the answers. */
let answers: Answered[] = [];
const told = new EventEmitter();

beforeAll(async () => {
  sandbox = await startSandbox();
  closers.push(() => sandbox.close());
  for (const { raw, receivedMs } of mailCorpus({ seed: 11, count: 60 })) {
    sandbox.mail.deliver(raw, anna.name, { receivedMs });
  }
  const home = await connectedHome(sandbox, [anna], { permissions: ['Mail.Send'] });
  closers.push(async () => home.close());
  mailgrant = await openMailgrant({
    store: join(home.folder, '.local', 'share', 'mailgrant', 'mailgrant.db'),
    key: { kind: 'file', path: join(home.folder, '.config', 'mailgrant', 'key') },
    caPem: sandbox.ca.pem,
    schedule: false,
    clock,
    through: (send) => async (input, init) => {
      const sentMs = clock.now();
      const answer = await send(input, init);
      const { status, headers, url } = answer;
      if (new URL(url).pathname.startsWith('/v1.0/')) {
        const retryAfterMs = Number(headers.get('retry-after') ?? 0) * 1000;
        answers.push({ sentMs, answeredMs: clock.now(), status, retryAfterMs });
        if (status === 429) told.emit('refused');
      }
      return answer;
    },
  });
  closers.push(() => mailgrant.close());
});
afterAll(() => closers.close());

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const taken: T[] = [];
  for await (const item of items) taken.push(item);
  return taken;
}

/** What a program does with a mailbox, by Graph, on its own share of the messages. */
async function busy(box: Mailbox, share: number): Promise<void> {
  const via = 'graph';
  const listed = await all(box.list('inbox', { via }));
  const mine = listed.filter((_, index) => index % 5 === share).slice(0, 6);
  const ids = mine.map(({ id }) => id);
  const [moved] = await Promise.all([
    box.move(ids.slice(0, 2), 'archive', { via }),
    box.flag(ids.slice(2), { flagged: true }, { via }),
    box.copy(ids.slice(4), 'junk', { via }),
    ...ids.slice(2).map((id) => all(box.source(id, { via }))),
    box.folders({ via }),
    box.profile(),
    box.delta('inbox', undefined, { via }),
    all(box.search({ seen: false }, { via, limit: 20 })),
    box.draft({ to: [ben.name], subject: `Draft ${share}`, text: 'x' }, { via }),
  ]);
  expect(moved).toHaveLength(2);
}

async function allBusy(): Promise<void> {
  const boxes = await Promise.all(Array.from({ length: 5 }, () => mailgrant.mailbox('anna')));
  try {
    await Promise.all(boxes.map((box, share) => busy(box, share)));
  } finally {
    for (const box of boxes) await box.close();
  }
}

/** Two or more of these were under way at one time; the most at any time. */
function mostAtOnce(all: readonly Answered[]): number {
  return Math.max(
    ...all.map(({ sentMs }) => all.filter((o) => o.sentMs <= sentMs && sentMs < o.answeredMs).length),
  );
}

describe('five mailboxes of one account', () => {
  it('are never told by Graph that they are too many', { timeout: 60_000 }, async () => {
    answers = [];
    await allBusy();
    expect(answers.length).toBeGreaterThan(150);
    expect(mostAtOnce(answers)).toBeGreaterThan(2);
    expect(answers.filter(({ status }) => status === 429)).toEqual([]);
  });

  it('do what Graph asks where a foreign program has taken the places, and all of it gets done', {
    timeout: 60_000,
  }, async () => {
    answers = [];
    // What is held here is under way; what was answered just now and went by another connection is not.
    sandbox.quirks.graphServiceMs = 0;
    const theirs = new Foreign();
    await theirs.take(4);
    const ours = allBusy();
    // All of the places for a while, three of them until we are done.
    for (let refused = 0; refused < 8; refused += 1) await once(told, 'refused');
    expect(await theirs.end(1)).toEqual([201]);
    await ours;
    expect(await theirs.end()).toEqual([201, 201, 201]);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(3);
    expect(refused.every(({ retryAfterMs }) => retryAfterMs > 0)).toBe(true);
    // Those that were on their way out before the whole of an answer had come are not meant.
    const heardMs = 500;
    const tooEarly = answers.filter(({ sentMs }) =>
      refused.some((no) => no.answeredMs + heardMs < sentMs && sentMs < no.answeredMs + no.retryAfterMs),
    );
    expect(tooEarly).toEqual([]);
  });
});

describe('the senders of one account', () => {
  it('send thirty messages within a minute, by whichever door, and the others later', {
    timeout: 60_000,
  }, async () => {
    // What the sandbox would hold back, its clock being the machine's, is to be counted.
    sandbox.quirks.submissionsPerMinute = 0;
    const boxes = await Promise.all(Array.from({ length: 4 }, () => mailgrant.mailbox('anna')));
    const before = sandbox.mail.mailbox(ben.name)?.wellKnown('inbox').items.length ?? 0;
    const startedMs = clock.now();
    const sent: number[] = [];
    const sending = boxes.flatMap((box, index) =>
      Array.from({ length: 9 }, async (_, each) => {
        const subject = `Message ${index}.${each}`;
        const via = index % 2 === 0 ? 'smtp' : 'graph';
        await box.send({ to: [ben.name], subject, text: 'x' }, { via });
        sent.push(clock.now() - startedMs);
      }),
    );
    await Promise.all(sending);
    for (const box of boxes) await box.close();
    const late = sent.filter((afterMs) => afterMs >= 60_000);
    expect([sent.length, late.length]).toEqual([36, 6]);
    expect(sandbox.mail.mailbox(ben.name)?.wellKnown('inbox').items).toHaveLength(before + 36);
  });
});

/** A request of somebody else's that is under way until it is ended: its body does not come to an end before. */
class Foreign {
  readonly #under: Array<{ request: ClientRequest; answered: Promise<number> }> = [];
  #made = 0;

  /** Resolves when it is certain that each of them has a place. */
  async take(count: number): Promise<void> {
    const { accessToken } = sandbox.entra.mint({
      user: anna.name,
      app: seed.apps.desktop.appId,
      scopes: 'https://graph.microsoft.com/Mail.ReadWrite',
    });
    for (let each = 0; each < count; each += 1) {
      const request = https.request(`${sandbox.urls.graph}/v1.0/me/mailFolders`, {
        method: 'POST',
        ca: sandbox.ca.pem,
        agent: false,
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      });
      const answered = new Promise<number>((resolve, reject) => {
        request.on('response', (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        });
        request.on('error', reject);
      });
      this.#under.push({ request, answered });
      request.write('{"displayName":');
    }
  }

  /** Ends so many of them. Default: all. What they were answered. */
  async end(count = this.#under.length): Promise<readonly number[]> {
    const ended = this.#under.splice(0, count);
    for (const { request } of ended) request.end(`"Theirs ${(this.#made += 1)}"}`);
    return Promise.all(ended.map(({ answered }) => answered));
  }
}
