import { expect, it } from 'vitest';
import { WhileUnchanged } from './while-unchanged.ts';

/** A store of one number, and how often it was asked for it. */
function counted() {
  const store = { version: 1, asked: 0, value: 'old' };
  const answers = new WhileUnchanged(
    () => store.version,
    async (key) => {
      store.asked += 1;
      const { value } = store;
      await Promise.resolve();
      return `${key} ${value}`;
    },
  );
  return { store, answers };
}

it('asks again after any change, and not before', async () => {
  const { store, answers } = counted();
  expect(await answers.get('anna')).toBe('anna old');
  expect(await answers.get('anna')).toBe('anna old');
  expect(store.asked).toBe(1);
  Object.assign(store, { version: 2, value: 'new' });
  expect(await answers.get('anna')).toBe('anna new');
  expect(store.asked).toBe(2);
});

it('does not keep what was asked for before a change and answered behind it', async () => {
  const { store, answers } = counted();
  const under = answers.get('anna');
  Object.assign(store, { version: 2, value: 'new' });
  // Somebody else notices the change while the first question is under way.
  expect(await answers.get('ben')).toBe('ben new');
  expect(await under).toBe('anna old');
  expect(await answers.get('anna')).toBe('anna new');
});

it('keeps no error, and no more answers than it may', async () => {
  let broken = true;
  const answers = new WhileUnchanged(
    () => 1,
    async (key) => {
      await Promise.resolve();
      if (broken) throw new Error('the store is busy');
      return { key };
    },
  );
  await expect(answers.get('anna')).rejects.toThrow('busy');
  broken = false;
  const first = await answers.get('anna');
  expect(await answers.get('anna')).toBe(first);
  for (let number = 0; number < 1_000; number += 1) await answers.get(String(number));
  expect(await answers.get('anna')).not.toBe(first);
});
