import { describe, expect, it } from 'vitest';
import { newestFirst } from './newest-first.ts';

interface One {
  readonly receivedAtMs: number | undefined;
  readonly sentAtMs: number | undefined;
}

const one = (receivedAtMs: number | undefined, sentAtMs?: number): One => ({ receivedAtMs, sentAtMs });

function lists(...times: readonly (readonly One[])[]) {
  const ended: number[] = [];
  const asked = times.map(() => 0);
  const made = times.map(async function* (list, at): AsyncGenerator<One, void> {
    try {
      for (const each of list) {
        asked[at] = (asked[at] ?? 0) + 1;
        yield each;
      }
    } finally {
      ended.push(at);
    }
  });
  return { made, ended, asked };
}

async function all(made: readonly AsyncGenerator<One, void>[]): Promise<(number | undefined)[]> {
  const found: (number | undefined)[] = [];
  for await (const each of newestFirst(made)) found.push(each.receivedAtMs ?? each.sentAtMs);
  return found;
}

describe('newestFirst', () => {
  it('ends every list when one fails', async () => {
    const { made, ended } = lists([one(3)], [one(2)]);
    const broken = (async function* (): AsyncGenerator<One, void> {
      yield one(9);
      throw new Error('lost');
    })();
    await expect(all([...made, broken])).rejects.toThrow('lost');
    expect(ended.sort()).toEqual([0, 1]);
  });

  it('ends every list when nobody wants more, and asks for no more than the next of each', async () => {
    const { made, ended, asked } = lists([one(9), one(8), one(7)], [one(5), one(4)]);
    for await (const _ of newestFirst(made)) break;
    expect(ended.sort()).toEqual([0, 1]);
    expect(asked).toEqual([1, 1]);
  });

  it('takes the newest of all lists each time', async () => {
    const { made } = lists([one(9), one(3), one(1)], [], [one(7), one(undefined, 2)], [one(undefined)]);
    expect(await all(made)).toEqual([9, 7, 3, 2, 1, undefined]);
  });

  it('is the list itself where there is one, and nothing where there is none', async () => {
    expect(await all(lists([one(1), one(2)]).made)).toEqual([1, 2]);
    expect(await all([])).toEqual([]);
  });
});
