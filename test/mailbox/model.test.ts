// Random verbs through random doors on one mailbox, beside a model that a person would understand: nothing is lost, nothing is
// there twice, every door shows the same under the same ids, and an id that one door gave is taken by another. The seed and
// the last steps are printed where it fails; MAILGRANT_MODEL_SEED and MAILGRANT_MODEL_STEPS choose others.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadService } from '../../src/mailbox/doors/door.ts';
import type { Mailbox } from '../../src/mailbox/mailbox.ts';
import type { MessageSummary } from '../../src/mailbox/message.ts';
import { needs } from '../kit/interop.ts';
import { type MailWorld, openMailWorld, wantedWorlds } from '../kit/mail-world.ts';
import { type Seeded, seeded } from '../kit/seeded.ts';
import { lineOf, lineOfRow, ModelMailbox } from './model-mailbox.ts';

const seed = Number(process.env['MAILGRANT_MODEL_SEED'] ?? '20261');
const words = ['alpha', 'bravo', 'charlie', 'delta'] as const;
const names = ['Rechnungen', '領収書', 'A&B ~', 'Ελλάδα', 'two words', '😀 fun', 'sent (old)'] as const;
const messagesMax = 60;

describe.each(wantedWorlds())('on the %s servers', (name) => {
  const { missing, title } = needs('a random walk', ...(name === 'foreign' ? ['/usr/sbin/dovecot'] : []));
  const steps = Number(process.env['MAILGRANT_MODEL_STEPS'] ?? (name === 'foreign' ? 200 : 400));

  describe.skipIf(missing)(title, () => {
    let world: MailWorld;
    beforeAll(async () => {
      world = await openMailWorld(name);
    });
    afterAll(() => world?.close());

    it(`is what the model says, seed ${seed}`, { timeout: 120_000 }, async () => {
      const walk = new Walk(world, seeded(seed));
      try {
        for (let step = 0; step < steps; step += 1) await walk.step();
        await walk.compareAll();
      } catch (error) {
        throw new Error(`seed ${seed}, after\n${walk.told.slice(-12).join('\n')}`, { cause: error });
      }
      expect(walk.told.length).toBeGreaterThanOrEqual(steps);
    });

    it('is not what a model says that has forgotten a message', { timeout: 60_000 }, async () => {
      const walk = new Walk(world, seeded(seed));
      for (let step = 0; step < 20; step += 1) await walk.step();
      const [, some] = [...walk.model.folders].find(([, { length }]) => length > 0) ?? [];
      some?.pop();
      await expect(walk.compareAll()).rejects.toThrow();
    });
  });
});

class Walk {
  readonly model: ModelMailbox;
  readonly told: string[] = [];
  readonly #world: MailWorld;
  readonly #random: Seeded;
  readonly #person: string;
  readonly #boxes = new Map<ReadService, Mailbox>();
  #serial = 0;

  constructor(world: MailWorld, random: Seeded) {
    this.#world = world;
    this.#random = random;
    this.#person = world.person();
    this.model = new ModelMailbox(['inbox', 'junk', 'trash', 'drafts']);
  }

  async step(): Promise<void> {
    const random = this.#random;
    const filing = [this.flag, this.flag, this.move, this.move, this.copy, this.delete, this.delete] as const;
    const making =
      this.model.count < messagesMax ? ([this.append, this.deliver, this.draft] as const) : filing;
    const looking = [this.list, this.read, this.search, this.pop] as const;
    const folders = [this.createFolder, this.renameFolder, this.deleteFolder] as const;
    const kind = random.pick([making, filing, filing, looking, random.chance(0.5) ? folders : filing]);
    await random.pick(kind).call(this);
  }

  /** Everything, by every door. */
  async compareAll(): Promise<void> {
    for (const path of this.model.folders.keys()) {
      const shown = await Promise.all(this.#filing.map((via) => this.#list(path, via)));
      const ids = shown.map((rows) => rows.map(({ id }) => id).sort());
      for (const others of ids) {
        expect(others).toEqual(ids[0]);
        expect(new Set(others).size).toBe(others.length);
      }
    }
  }

  async append(): Promise<void> {
    const path = this.#folder();
    const { messageId, subject, raw } = this.#message();
    const [seen, flagged] = [this.#random.chance(0.5), this.#random.chance(0.3)];
    this.#say('append', path, messageId);
    await this.#box('imap').append(path, raw, { via: 'imap', flags: { seen, flagged } });
    this.model.in(path).push({ messageId, subject, raw, seen, flagged, draft: false });
  }

  deliver(): Promise<void> {
    const { messageId, subject, raw } = this.#message();
    this.#say('deliver', messageId);
    this.#world.deliver(raw, this.#person);
    this.model.in('inbox').push({ messageId, subject, raw, seen: false, flagged: false, draft: false });
    return Promise.resolve();
  }

  async draft(): Promise<void> {
    const via = this.#door();
    const { messageId, subject } = this.#message();
    this.#say('draft', via, messageId);
    await this.#box(via).draft({ to: ['ben@contoso.example'], subject, text: 'later', messageId }, { via });
    const flags = { seen: true, flagged: false, draft: true };
    this.model.in('drafts').push({ messageId, subject, raw: undefined, ...flags });
  }

  async flag(): Promise<void> {
    const { path, rows, via } = await this.#some('flag');
    const change = this.#random.pick([
      { seen: true },
      { seen: false },
      { flagged: true },
      { flagged: false },
    ]);
    this.#say(JSON.stringify(change));
    const meant = this.model.like(path, rows);
    await this.#box(via).flag(idsOf(rows), change, { via });
    for (const one of meant) Object.assign(one, change);
  }

  async move(): Promise<void> {
    const { path, rows, via } = await this.#some('move');
    const to = this.#folder();
    this.#say('to', to);
    const ids = await this.#box(via).move(idsOf(rows), to, { via });
    this.#moved(path, rows, to);
    await this.#check(ids, rows, to);
  }

  async copy(): Promise<void> {
    if (this.model.count >= messagesMax) return this.list();
    const { path, rows, via } = await this.#some('copy');
    const to = this.#folder();
    this.#say('to', to);
    const ids = await this.#box(via).copy(idsOf(rows), to, { via });
    const copied = this.model.like(path, rows).map((one) => ({ ...one }));
    this.model.in(to).push(...copied);
    await this.#check(ids, rows, to);
  }

  async delete(): Promise<void> {
    const { path, rows, via } = await this.#some('delete');
    const permanently = this.#random.chance(0.3);
    this.#say(permanently ? 'for good' : '');
    await this.#box(via).delete(idsOf(rows), { via, permanently });
    if (!permanently && path !== 'trash' && !path.startsWith('trash/'))
      return this.#moved(path, rows, 'trash');
    for (const one of this.model.like(path, rows)) this.model.take(path, one);
  }

  async list(): Promise<void> {
    const [path, via] = [this.#folder(), this.#door()];
    this.#say('list', via, path);
    await this.#list(path, via);
  }

  async read(): Promise<void> {
    const { path, rows, via } = await this.#some('read');
    for (const { id, messageId } of rows) {
      const wanted = this.model.in(path).find((one) => one.messageId === messageId)?.raw;
      const pieces: Uint8Array[] = [];
      for await (const piece of this.#box(via).source(id, { via })) pieces.push(piece);
      if (wanted) expect(Buffer.concat(pieces).toString('latin1')).toBe(wanted.toString('latin1'));
    }
  }

  async search(): Promise<void> {
    const [path, via, word] = [this.#folder(), this.#door(), this.#random.pick(words)];
    this.#say('search', via, path, word);
    const found: MessageSummary[] = [];
    for await (const row of this.#box(via).search({ subject: word }, { via, folder: path })) found.push(row);
    const wanted = this.model.in(path).filter(({ subject }) => subject.includes(word));
    expect(found.map(lineOfRow).sort()).toEqual(wanted.map(lineOf).sort());
  }

  async pop(): Promise<void> {
    this.#say('pop');
    const box = await this.#world.again(this.#person);
    const ids: string[] = [];
    for await (const { messageId = '' } of box.list('inbox', { via: 'pop' })) ids.push(messageId);
    await box.close();
    expect(ids.sort()).toEqual(
      this.model
        .in('inbox')
        .map(({ messageId }) => messageId)
        .sort(),
    );
  }

  async createFolder(): Promise<void> {
    const above = this.#random.chance(0.5) ? '' : `${this.#folder()}/`;
    const path = `${above}${this.#random.pick(names)}`;
    const via = this.#door();
    if (above === 'trash/' || path.split('/').length > 4) return this.list();
    this.#say('create', via, path);
    const creating = this.#box(via).createFolder(path, { via });
    if (this.model.folders.has(path)) {
      await expect(creating).rejects.toMatchObject({ code: 'folder-exists' });
    } else {
      expect((await creating).path).toBe(path);
      this.model.folders.set(path, []);
    }
  }

  async renameFolder(): Promise<void> {
    const [path, via] = [this.#ownFolder(), this.#door()];
    if (path === undefined) return this.createFolder();
    const [inner, name] = [this.#random.chance(0.5), this.#random.pick(names)];
    const above = path.split('/').slice(0, -1);
    const to = inner ? [...above, name].join('/') : name;
    this.#say('rename', via, path, to);
    const renaming = this.#box(via).renameFolder(path, inner ? name : `/${name}`, { via });
    if (this.model.folders.has(to)) {
      await expect(renaming).rejects.toMatchObject({ code: 'folder-exists' });
    } else {
      expect((await renaming).path).toBe(to);
      this.model.rename(path, to);
      this.#later(via);
    }
  }

  async deleteFolder(): Promise<void> {
    const path = this.#ownFolder();
    if (path === undefined) return this.createFolder();
    const inTrash = `trash/${path.split('/').at(-1)}`;
    const isFree = !path.startsWith('trash/') && !this.model.folders.has(inTrash);
    const via = isFree ? this.#door() : 'imap';
    const withContent = this.#random.chance(0.5);
    this.#say('remove', via, path, String(withContent));
    const removing = this.#box(via).deleteFolder(path, { via, withContent });
    const isEmpty = this.model.in(path).length === 0 && this.model.below(path).length === 0;
    if (!withContent && !isEmpty) {
      await expect(removing).rejects.toMatchObject({ code: 'folder-not-empty' });
    } else {
      await removing;
      if (via === 'graph') this.model.rename(path, inTrash);
      else this.model.remove(path);
      this.#later(via);
    }
  }

  get #filing(): readonly ReadService[] {
    return this.#world.doors.filter((door) => door !== 'pop');
  }

  #door(): ReadService {
    return this.#random.pick(this.#filing as [ReadService, ...ReadService[]]);
  }

  /** The same one for a long time, which remembers where things were, and now and then one that knows nothing. */
  #box(via: ReadService): Mailbox {
    const known = this.#random.chance(0.1) ? undefined : this.#boxes.get(via);
    const box = known ?? this.#world.box(this.#person, { connected: [via] });
    if (!known) void this.#boxes.get(via)?.close();
    this.#boxes.set(via, box);
    return box;
  }

  /** Others believe for seconds that folders are where they were: that time is over. */
  #later(via: ReadService): void {
    for (const [other, box] of this.#boxes) {
      if (other === via) continue;
      void box.close();
      this.#boxes.delete(other);
    }
  }

  #folder(): string {
    // There are always the four.
    return this.#random.pick([...this.model.folders.keys()] as [string, ...string[]]);
  }

  #ownFolder(): string | undefined {
    const own = [...this.model.folders.keys()].filter((path) => !/^(inbox|junk|trash|drafts)$/.test(path));
    return own[this.#random.below(own.length)];
  }

  #message(): { messageId: string; subject: string; raw: Buffer } {
    this.#serial += 1;
    const messageId = `<m${this.#serial}+${this.#random.below(1000)}@model.contoso.example>`;
    const subject = `${this.#random.pick(words)} ${this.#serial} 件名`;
    const lines = Array.from({ length: this.#random.below(30) }, () =>
      this.#random.pick(['.', '..', 'From here', ' spaced ', 'x'.repeat(900), '=20', '']),
    );
    const head = [
      `Message-ID: ${messageId}`,
      `Date: ${new Date(Date.UTC(2026, 9, 1) + this.#serial * 60_000).toUTCString().replace('GMT', '+0000')}`,
      'From: Ben <ben@contoso.example>',
      'To: anna@contoso.example',
      `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
      'Content-Type: text/plain',
    ];
    return { messageId, subject, raw: Buffer.from([...head, '', ...lines, ''].join('\r\n')) };
  }

  /** As the model has it, or it fails. */
  async #list(path: string, via: ReadService): Promise<readonly MessageSummary[]> {
    const rows: MessageSummary[] = [];
    for await (const row of this.#box(via).list(path, { via })) rows.push(row);
    expect(rows.map(lineOfRow).sort()).toEqual(this.model.in(path).map(lineOf).sort());
    expect(rows.every(({ folder }) => folder === path)).toBe(true);
    return rows;
  }

  /** Up to three rows of a list that one door showed, and the door that is to act on them. */
  async #some(verb: string): Promise<{ path: string; rows: readonly MessageSummary[]; via: ReadService }> {
    if (this.model.count === 0) await this.append();
    const full = [...this.model.folders].filter(([, { length }]) => length > 0).map(([path]) => path);
    // There is something now.
    const path = this.#random.pick(full as [string, ...string[]]);
    const [by, other] = [this.#door(), this.#door()];
    const all = await this.#list(path, by);
    const start = this.#random.below(all.length);
    const rows = all.slice(start, start + 1 + this.#random.below(3));
    // Which of several alike is the second may be another by another door; where they differ it has to be the same door.
    const delicate = rows.some(({ messageId = '' }) => this.model.isDelicate(path, messageId));
    const via = delicate ? by : other;
    this.#say(verb, `listed by ${by}, done by ${via}:`, ...idsOf(rows));
    return { path, rows, via };
  }

  #moved(path: string, rows: readonly MessageSummary[], to: string): void {
    if (path === to) return;
    for (const one of this.model.like(path, rows)) this.model.in(to).push(this.model.take(path, one));
  }

  /** The ids that a verb gave are good at any door. */
  async #check(ids: readonly string[], rows: readonly MessageSummary[], to: string): Promise<void> {
    const via = this.#door();
    for (const [index, id] of ids.entries()) {
      const { messageId, folder } = await this.#box(via).get(id, { via });
      expect([messageId, folder]).toEqual([rows[index]?.messageId, to]);
    }
  }

  #say(...words: readonly string[]): void {
    const line = words.filter((word) => word !== '').join(' ');
    if (
      /^(append|deliver|draft|flag|move|copy|delete|list|read|search|pop|create|rename|remove)\b/.test(line)
    ) {
      this.told.push(line);
    } else {
      this.told[this.told.length - 1] += ` ${line}`;
    }
  }
}

function idsOf(rows: readonly MessageSummary[]): readonly string[] {
  return rows.map(({ id }) => id);
}
