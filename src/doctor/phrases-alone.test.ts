import { describe, expect, it } from 'vitest';
import { causes } from './causes/index.ts';
import { explain } from './explain.ts';

const nowMs = Date.UTC(2026, 10, 26);
const ranked = (text: string): string[] => explain(text, nowMs).causes.map(({ cause }) => cause.id);

/** Phrases of three words and more, with the causes that they are a symptom of. */
const taught = new Map<string, Set<string>>();
for (const { id, symptoms } of causes) {
  for (const { says = [] } of symptoms) {
    for (const phrase of says) {
      if (/[#*]|\.\.\./.test(phrase) || phrase.length < 14 || phrase.split(' ').length < 3) continue;
      taught.set(phrase, (taught.get(phrase) ?? new Set()).add(id));
    }
  }
}

describe('words of a refusal, alone', () => {
  it('lead to what they are a symptom of', () => {
    const missed = [...taught].filter(
      ([phrase, ids]) =>
        !ranked(`The screen says: ${phrase}`)
          .slice(0, 3)
          .some((id) => ids.has(id)),
    );
    const share = 1 - missed.length / taught.size;
    console.info(
      `${taught.size} phrases, ${missed.length} lead elsewhere or nowhere:\n${missed.map(([phrase]) => phrase).join('\n')}`,
    );
    expect(taught.size).toBeGreaterThan(200);
    expect(share).toBeGreaterThan(0.85);
  });

  it.each([
    [
      "Resource 'ben' does not exist or one of its queried reference-property objects are not present.",
      'graph-user-not-found',
    ],
    ['JWT is not well formed, there are no dots (.)', 'graph-token-malformed'],
    ['Unable to deserialize the parameter', 'graph-body-wrong'],
  ])('%s', (text, id) => {
    expect(ranked(text)[0]).toBe(id);
  });

  it('are not heard in a question, after "if", or in a long log', () => {
    const words = 'JWT is not well formed, there are no dots (.)';
    expect(ranked(`What does it mean that a ${words}?`)).toEqual([]);
    expect(ranked(`If a ${words}`)).toEqual([]);
    expect(ranked(`${'INFO all is well\n'.repeat(1_000)}${words}`)).toEqual([]);
  });

  it('do not bring a secret with them', () => {
    const { evidence } = explain(`password=Tr0ub4dor&3xyz JWT is not well formed`, nowMs);
    expect(evidence.length).toBeGreaterThan(0);
    expect(JSON.stringify(evidence)).not.toContain('Tr0ub4dor');
  });
});
