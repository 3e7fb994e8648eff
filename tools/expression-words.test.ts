import { expect, it } from 'vitest';
import { expressionsIn, withWords } from './expression-words.ts';

it('an expression that is put together when it is needed is a mistake of whoever wrote it', () => {
  expect(() => withWords('worded(new RegExp(parts))', 'x.ts')).toThrow('x.ts: worded is given new');
});

it.each([
  ['a line', 'worded(/token/i)', 'worded(/token/i, "token")'],
  ['several', 'worded(\n  /IMAP|POP/,\n)', 'worded(\n  /IMAP|POP/, "imap|pop",\n)'],
  ['two groups', 'worded(/(?:a1|b2)\\s+c3/)', 'worded(/(?:a1|b2)\\s+c3/, "a1|b2&c3")'],
  ['no words', 'worded(/\\w+/)', 'worded(/\\w+/, "")'],
  [
    'a stroke in brackets or behind a backslash',
    'worded(/[/)]x\\/yes/)',
    'worded(/[/)]x\\/yes/, "/x/yes|)x/yes")',
  ],
])('the words stand behind the expression: %s', (_, code, written) => {
  expect(withWords(code, 'x.ts')).toBe(written);
});

it('all are found', () => {
  expect(expressionsIn('const a = worded(/a1/i);\nconst b = [worded(\n/b2/)];')).toEqual([/a1/i, /b2/]);
});
