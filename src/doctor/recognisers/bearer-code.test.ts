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
])('rightly, or not to be seen: %s', (line) => {
  expect(flaws(line)).toEqual([]);
});
