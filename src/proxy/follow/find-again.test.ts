// The promise that everything rests on: a client may only go on with its message numbers where each of them still means
// the message that it meant. A small mailbox of our own keeps the truth, and random changes try to break the promise.

import { describe, expect, it } from 'vitest';
import { seeded } from '../../../test/kit/seeded.ts';
import { type FoundAgain, findAgain } from './find-again.ts';
import type { SeenMailbox } from './seen-mailbox.ts';

const seen: SeenMailbox = {
  name: Buffer.from('Inbox'),
  readOnly: false,
  condstore: false,
  uidValidity: 14,
  uidNext: 20,
  old: 3,
  fresh: 0,
};

/** Answers each command by `server`, as lines without tags of ours. */
function run(
  plan: { enabled?: string[]; mailbox?: SeenMailbox | undefined },
  server: (command: string) => string[],
): { found: FoundAgain; said: string[] } {
  const dialogue = findAgain({ enabled: plan.enabled ?? [], mailbox: plan.mailbox });
  const said: string[] = [];
  let step = dialogue.next();
  while (!step.done) {
    const command = step.value.toString('latin1');
    said.push(command);
    step = dialogue.next(server(command).map((line) => Buffer.from(line)));
  }
  return { found: step.value, said };
}

const selection = (
  exists: number,
  uidNext: number,
  more: { uidValidity?: number; code?: string } = {},
): string[] => [
  `* ${exists} EXISTS`,
  `* OK [UIDVALIDITY ${more.uidValidity ?? 14}] value`,
  `* OK [UIDNEXT ${uidNext}] value`,
  `m1 OK [${more.code ?? 'READ-WRITE'}] done`,
];

describe('a mailbox that is looked for on another connection', () => {
  it.each([
    ['with another UIDVALIDITY', selection(3, 20, { uidValidity: 15 }), 'UIDVALIDITY has changed'],
    ['with fewer messages', selection(2, 20), 'messages are gone'],
    [
      'that can only be read now',
      selection(3, 20, { code: 'READ-ONLY' }),
      'the mailbox can only be read now',
    ],
    ['that is gone', ['m1 NO not there'], 'the mailbox cannot be selected any more'],
    ['whose server says nothing of UIDs', ['* 3 EXISTS', 'm1 OK done'], 'UIDVALIDITY has changed'],
  ])('is not found %s', (_what, answer, why) => {
    expect(run({ mailbox: seen }, () => answer).found).toEqual({ kind: 'not-found', why });
  });

  it('is found with one command where nothing has happened', () => {
    expect(run({ mailbox: seen }, () => selection(3, 20))).toEqual({
      found: { kind: 'found', exists: undefined },
      said: ['SELECT Inbox'],
    });
  });

  it('is found with more messages than before, which are told', () => {
    const { found, said } = run({ mailbox: seen, enabled: ['CONDSTORE'] }, (command) => {
      if (command.startsWith('ENABLE')) return ['* ENABLED CONDSTORE', 'm1 OK done'];
      return command.startsWith('SELECT') ? selection(5, 22) : ['* SEARCH 20 21', 'm1 OK done'];
    });
    expect(found).toEqual({ kind: 'found', exists: 5 });
    expect(said).toEqual(['ENABLE CONDSTORE', 'SELECT Inbox', 'UID SEARCH UID 20:*']);
  });

  it('reads ESEARCH, and is not fooled by n:* that names an older message', () => {
    const answers = (search: string) => (command: string) =>
      command.startsWith('SELECT') ? selection(3, 25) : [search, 'm1 OK done'];
    expect(run({ mailbox: seen }, answers('* ESEARCH (TAG "m2") UID ALL 19')).found.kind).toBe('found');
    expect(run({ mailbox: seen }, answers('* ESEARCH (TAG "m2") UID ALL 20:21')).found.kind).toBe(
      'not-found',
    );
  });

  it('is examined where it was examined, with CONDSTORE where it had that', () => {
    const mailbox = { ...seen, readOnly: true, condstore: true };
    const { said } = run({ mailbox }, () => selection(3, 20, { code: 'READ-ONLY' }));
    expect(said).toEqual(['EXAMINE Inbox (CONDSTORE)']);
  });

  it('is never found where a number would mean another message', { timeout: 20_000 }, () => {
    let foundAgain = 0;
    let foundFresh = 0;
    for (let seed = 1; seed <= 20_000; seed += 1) {
      const random = seeded(seed);
      let next = 20;
      const box = Array.from({ length: random.below(5) }, (_, index) => 10 + index);
      const atSelection = { uidNext: next, old: box.length };
      let { old } = atSelection;
      let fresh = 0;
      const change = (told: boolean): void => {
        if (random.chance(0.5) || box.length === 0) {
          if (random.chance(0.2)) next += 1; // an UID that is given away and never seen
          box.push(next);
          next += 1;
          if (told) fresh += 1;
          return;
        }
        const place = random.below(box.length);
        box.splice(place, 1);
        if (!told) return;
        if (place < old) old -= 1;
        else fresh -= 1;
      };
      for (let steps = random.below(4); steps > 0; steps -= 1) change(true);
      const known = [...box];
      for (let steps = random.below(4); steps > 0; steps -= 1) change(false);
      const { found } = run({ mailbox: { ...seen, ...atSelection, old, fresh } }, (command) => {
        if (command.startsWith('SELECT')) return selection(box.length, next);
        const uids = box.filter((uid, index) => uid >= 20 || index === box.length - 1);
        return [`* SEARCH ${uids.join(' ')}`, 'm1 OK done'];
      });
      if (found.kind === 'not-found') continue;
      foundAgain += 1;
      if (fresh > 0) foundFresh += 1;
      expect(box.slice(0, known.length), `seed ${seed}`).toEqual(known);
      expect(found.exists ?? known.length, `seed ${seed}`).toBe(box.length);
    }
    // It is not sound by never finding anything.
    expect(foundAgain).toBeGreaterThan(5_000);
    expect(foundFresh).toBeGreaterThan(500);
  });
});
