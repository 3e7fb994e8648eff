// What says little is told as little: the causes are ranked, none is certain, and one thing is asked for. The answer to it
// decides. The order is the one of public reports: a token for Graph before all else.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { explain } from '../../src/doctor/explain.ts';

interface Open {
  readonly text: string;
  readonly among: readonly string[];
  readonly then: readonly { readonly with: string; readonly is: string }[];
}

const nowMs = Date.UTC(2026, 10, 26);
// The file is ours, and a field that is missing fails the test that reads it.
const open = parse(readFileSync(new URL('ambiguous.yaml', import.meta.url), 'utf8')) as readonly Open[];

const idsOf = (text: string): string[] => explain(text, nowMs).causes.map(({ cause }) => cause.id);

describe.each(open)('$text', ({ text, among, then }) => {
  it('is not certain by itself, and asks for what would decide', () => {
    const { causes, question } = explain(text, nowMs);
    expect(causes.slice(0, among.length).map(({ cause }) => cause.id)).toEqual(among);
    expect(causes[0]?.sure).not.toBe('certain');
    expect(question?.between).toContain(among[0]);
    expect(question?.question.en).toMatch(/\?/);
  });

  it.each(then)('with "$with" is $is', ({ with: more, is }) => {
    expect(idsOf(`${text}\n${more}`).slice(0, 3)[0], 'after it').toBe(is);
    expect(idsOf(`${more}\n${text}`).slice(0, 3)[0], 'before it').toBe(is);
  });
});
