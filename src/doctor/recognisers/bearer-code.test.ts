// Source code that ends the XOAUTH2 string too early is told; what is right, or may be, is not.

import { expect, it } from 'vitest';
import { recognise } from '../recognise.ts';

const flaws = (line: string): unknown[] =>
  recognise(`${line}\nA1 NO AUTHENTICATE failed.`, 0).flatMap((one) =>
    one.kind === 'bearer' ? [one.flaw] : [],
  );

it.each([
  String.raw`$a = base64_encode("user=" . $u . "\1auth=Bearer " . $t);  // one \1 at the end is enough?`,
  String.raw`auth_string = f"user={user}\x01auth=Bearer {token}\x01"`,
  String.raw`s = "user=" + u + "\u0001auth=Bearer " + t + "\u0001";`,
])('too early: %s', (line) => {
  expect(flaws(line)).toEqual(['end-missing']);
});

it.each([
  String.raw`$a = base64_encode("user=" . $u . "\1auth=Bearer " . $t . "\1\1");`,
  String.raw`auth_string = f"user={user}\x01auth=Bearer {token}\x01\x01"`,
  String.raw`auth_string = "user=%s\1auth=Bearer %s\1\1" % (u, t)`,
  String.raw`const s = "user=" + u + "\x01auth=Bearer " + t + ctrlA + ctrlA;`,
  String.raw`s = "user=" + u + "\x01auth=Bearer " + t +`,
  `s = "user=" + u + SEP + "auth=Bearer " + t + SEP + SEP`,
  `auth = "user=%s%cauth=Bearer %s%c%c"`,
])('rightly, or not to be seen: %s', (line) => {
  expect(flaws(line)).toEqual([]);
});

it.each([
  `const s = \`user=\${user}auth=Bearer \${token}\`;`,
  `String s = "user=" + u + " auth=Bearer " + t;`,
  `"user=%s auth=Bearer %s" % (u, t)`,
])('no separator to be seen: %s', (line) => {
  expect(flaws(line)).toEqual(['separator-unseen']);
});

it('letters in the place of the byte, as an editor shows it', () => {
  expect(flaws('auth_string = f"user={user}^Aauth=Bearer {token}^A^A"')).toEqual(['separator-written']);
});

const token = 'EwBAAl3BAAUFFpUAo7J3Ve0bjLBWZWCclRC3EoAA';
it.each([
  ['\x01', '\x01', 'end-missing'],
  ['\\x01', '\\x01', 'end-missing'],
  ['^A', '^A', 'end-missing'],
  ['^A', '^A^A', 'separator-written'],
  ['\\1', '\\1\\1', 'separator-written'],
  ['\\u0001', '\\u0001\\u0001', 'separator-written'],
  [' ', '  ', 'separator-unseen'],
  ['\x01', '\x01\x01', ''],
  ['\x01', '', ''],
])('decoded by somebody, %j between and %j behind', (between, behind, flaw) => {
  expect(flaws(`user=anna@contoso.example${between}auth=Bearer ${token}${behind}`)).toEqual([flaw]);
});
