import { expect, it } from 'vitest';
import { joined } from './any-of.ts';

it.each([
  ['one', 'anyOf(/a1/i)', '/a1/i'],
  ['several, one a line', 'anyOf(\n  /a1|a2/i,\n  /b\\/[/)]|c/i,\n)', '/a1|a2|b\\/[/)]|c/i'],
  ['with a remark', 'anyOf(\n  // what (a) says, /x/,\n  /a1/,\n  /b2/,\n)', '/a1|b2/'],
  ['inside of another call', 'worded(anyOf(/a1/, /b2/))', 'worded(/a1|b2/)'],
  ['two in a line', '[anyOf(/a/, /b/), anyOf(/c/, /d/)]', '[/a|b/, /c|d/]'],
])('the call becomes one expression: %s', (_, code, written) => {
  expect(joined(code, 'x.ts')).toBe(written);
});

it('what is put together otherwise, and other flags, are a mistake of whoever wrote it', () => {
  expect(() => joined('anyOf(...parts)', 'x.ts')).toThrow('x.ts: anyOf(...parts) is given something else');
  expect(() => joined('anyOf(/a/i, /b/)', 'x.ts')).toThrow('/b/ has other flags than /i');
});
