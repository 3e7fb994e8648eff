// Three sessions on one folder and a postman, in random order: what each is told adds up to the same folder. The model
// of a session is its numbering and nothing else (RFC 3501 sections 2.3.1.2, 5.2, 5.5 and 7.4.1). The seed is printed.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { ImapWire } from '../kit/imap-wire.ts';
import { anna, hello, openWorld, type World } from '../kit/sandbox-faces.ts';
import { type Seeded, seeded } from '../kit/seeded.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  for (let count = 0; count < 4; count += 1) world.faces.mail.deliver(hello(`First ${count}`), anna);
});
afterEach(() => world.close());

/** One session, and what its client must believe. */
class Viewer {
  readonly wire: ImapWire;
  readonly name: string;
  /** UIDs by sequence number; undefined where the client has not asked yet. */
  view: Array<number | undefined> = [];
  readonly recent = new Set<number>();
  readonly log: string[] = [];

  constructor(name: string) {
    this.name = name;
    const { host, port } = world.faces.endpoints.imaps;
    this.wire = new ImapWire({ host, port, ca: world.caPem, lenience: { bareCopyUid: true } });
  }

  async open(): Promise<this> {
    await this.wire.signIn(anna, world.token(anna, 'exchange', ['IMAP.AccessAsUser.All']));
    await this.run('SELECT INBOX');
    return this;
  }

  async run(command: string, ...literal: Buffer[]): Promise<string[]> {
    const answer = await this.wire.command(command, ...literal);
    const mayExpunge = !/^(FETCH|STORE|SEARCH) /.test(command);
    const said = answer.untagged.map((unit) => unit.toString('latin1'));
    this.log.push(`${this.name}: ${command}`, ...said.map((line) => `  ${line}`), `  ${answer.completion}`);
    for (const line of said) this.hear(line, mayExpunge);
    return said;
  }

  hear(line: string, mayExpunge: boolean): void {
    const [, number = '', kind = '', rest = ''] =
      /^\* (\d+) (EXISTS|EXPUNGE|RECENT|FETCH)(.*)/s.exec(line) ?? [];
    const value = Number(number);
    if (kind === 'EXPUNGE') {
      expect(mayExpunge, 'EXPUNGE while numbers are in use').toBe(true);
      expect(value).toBeLessThanOrEqual(this.view.length);
      this.view.splice(value - 1, 1);
    } else if (kind === 'EXISTS') {
      expect(value, 'EXISTS takes nothing away').toBeGreaterThanOrEqual(this.view.length);
      while (this.view.length < value) this.view.push(undefined);
    } else if (kind === 'FETCH') {
      expect(value).toBeLessThanOrEqual(this.view.length);
      const uid = /UID (\d+)/.exec(rest)?.[1];
      const known = this.view[value - 1];
      if (uid !== undefined) {
        if (known !== undefined) expect(Number(uid), 'a number keeps its message').toBe(known);
        this.view[value - 1] = Number(uid);
      }
      const named = this.view[value - 1];
      if (rest.includes('\\Recent') && named !== undefined) this.recent.add(named);
    }
  }

  async settle(): Promise<number[]> {
    await this.run('NOOP');
    if (this.view.length > 0) await this.run('FETCH 1:* (UID FLAGS)');
    return this.view.map((uid) => uid ?? 0);
  }
}

function anyOf(viewer: Viewer, random: Seeded): number {
  return random.below(viewer.view.length) + 1;
}

async function step(viewer: Viewer, random: Seeded): Promise<void> {
  const full = viewer.view.length > 0;
  const number = full ? anyOf(viewer, random) : 0;
  const set = full ? `${number}:${anyOf(viewer, random)}` : '1:*';
  const flag = random.pick(['\\Seen', '\\Deleted', '\\Flagged']);
  const uid = viewer.view[number - 1] ?? 1;
  const always = ['NOOP', 'SEARCH ALL', 'EXPUNGE', 'UID SEARCH UNDELETED', `UID FETCH ${uid}:* (UID FLAGS)`];
  const filled = [
    `FETCH ${set} (UID FLAGS)`,
    `FETCH ${number} (UID BODY[HEADER.FIELDS (SUBJECT)])`,
    `STORE ${set} +FLAGS (${flag})`,
    `STORE ${number} FLAGS.SILENT (${flag})`,
    `UID STORE ${uid} +FLAGS (\\Deleted)`,
    `UID EXPUNGE ${uid}`,
    `COPY ${number} INBOX`,
    `MOVE ${number} Archive`,
    `UID MOVE ${uid} Archive`,
    'CHECK',
  ];
  const choice = random.below(20);
  if (choice === 0) world.faces.mail.deliver(hello('By the postman'), anna);
  else if (choice === 1) await viewer.run('APPEND INBOX ', Buffer.from(hello('Appended')));
  else
    await viewer.run(
      random.pick(full ? ([...always, ...filled] as [string, ...string[]]) : (always as [string])),
    );
}

it.each([20261102, 7, 99, 1234])('all views add up, seed %i', async (seed) => {
  const random = seeded(seed);
  const viewers = await Promise.all(['a', 'b', 'c'].map((name) => new Viewer(name).open()));
  try {
    for (let round = 0; round < 120; round += 1) {
      // Now and then all at once, so that commands of several sessions overlap.
      if (random.below(4) === 0) await Promise.all(viewers.map((viewer) => step(viewer, random)));
      else await step(random.pick(viewers as [Viewer, ...Viewer[]]), random);
    }
    const there = (): number[] => world.faces.mail.list(anna).map((item) => item.uid);
    for (const viewer of viewers) expect(await viewer.settle(), viewer.name).toEqual(there());
    for (const viewer of viewers) {
      const others = viewers.filter((other) => other !== viewer).flatMap((other) => [...other.recent]);
      expect(
        others.filter((uid) => viewer.recent.has(uid)),
        'recent in one session',
      ).toEqual([]);
    }
  } catch (error) {
    throw new Error(`seed ${seed}\n${viewers.map((viewer) => viewer.log.slice(-12).join('\n')).join('\n')}`, {
      cause: error,
    });
  } finally {
    for (const viewer of viewers) viewer.wire.close();
  }
});

it('IDLE tells what happens as it happens, and every number is right', async () => {
  const random = seeded(5);
  const idler = await new Viewer('idler').open();
  const worker = await new Viewer('worker').open();
  await idler.settle();
  idler.wire.send('i1 IDLE\r\n');
  expect((await idler.wire.next()).toString()).toMatch(/^\+ /);
  for (let round = 0; round < 60; round += 1) await step(worker, random);
  await worker.settle();
  const expected = world.faces.mail.list(anna).length;
  idler.wire.send('DONE\r\n');
  for (;;) {
    const line = (await idler.wire.next()).toString('latin1');
    if (line.startsWith('i1 ')) break;
    idler.hear(line, true);
  }
  expect(idler.view.length).toBe(expected);
  expect(await idler.settle()).toEqual(world.faces.mail.list(anna).map((item) => item.uid));
  idler.wire.close();
  worker.wire.close();
});

it('the model notices a number that moved', () => {
  const viewer = new Viewer('x');
  viewer.hear('* 2 EXISTS', true);
  viewer.hear('* 1 FETCH (UID 5)', true);
  expect(() => viewer.hear('* 1 FETCH (UID 6)', true)).toThrow(/keeps its message/);
  expect(() => viewer.hear('* 1 EXPUNGE', false)).toThrow(/in use/);
  expect(() => viewer.hear('* 1 EXISTS', true)).toThrow(/takes nothing away/);
  viewer.wire.close();
});
