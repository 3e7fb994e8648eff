import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Command, globalOptions } from './command.ts';
import { loadCommands } from './commands.ts';
import { commandFirst, plainWords, wordsFirst } from './plain-words.ts';
import { parse } from './program.ts';

const commands = await loadCommands([]);
const silent = { version: '0', write: () => undefined };
const called = (name: string): Command => {
  const found = commands.find((command) => command.name === name);
  if (!found) throw new Error(`no command ${name}`);
  return found;
};

describe('what only commander can answer is left to it', () => {
  it.each([
    [['token']],
    [['token', '--help']],
    [['token', 'anna', '--json', '-']],
    [['token', 'anna', '--json', '']],
    [['token', 'anna', '--json=']],
    [['token', 'anna', 'ben']],
    [['token', 'anna', '--for']],
    [['token', 'anna', '--for', '']],
    [['token', 'anna', '--for=']],
    [['token', 'anna', '--for', 'pigeon']],
    [['token', 'anna', '--for', '--store']],
    [['token', 'anna', '--for', 'imap', '--for', 'smtp']],
    [['token', 'anna', '--fo', 'imap']],
    [['token', 'anna', '--xoauth2=yes']],
    [['token', '--', 'anna']],
    [['token', '-x', 'anna']],
    [['--store', 'x', 'token', 'anna']],
  ])('%j', (argv) => {
    expect(plainWords(argv, called('token'))).toBeUndefined();
  });
});

it('a plain line is read with its defaults', () => {
  expect(plainWords(['token', 'anna', '--for=smtp', '--store', 'x.db'], called('token'))).toMatchObject({
    args: ['anna'],
    options: { for: 'smtp', minLifetime: '300', store: 'x.db' },
  });
});

it.each([
  [['accounts', '--json'], [], true],
  [['accounts', '--json', 'name'], [], 'name'],
  [['accounts', '--json=name,user'], [], 'name,user'],
  [['accounts', '--json', '--store', 'x.db'], [], true],
])('%j asks for JSON', (argv, args, json) => {
  expect(plainWords(argv, called('accounts'))).toMatchObject({ args, options: { json } });
});

it('whatever is read is what commander reads', () => {
  let understood = 0;
  const line = fc.constantFrom(...commands).chain((command) => {
    const flags = [
      ...(command.options ?? []),
      ...globalOptions,
      ...(command.json ? [{ flags: '--json' }] : []),
    ].map(({ flags: text }) => text.split(' ')[0] ?? '');
    const values = ['anna', 'imap', 'smtp', '60', '', '-', '--', '-v', 'a=b', 'bash', 'consumers'];
    const word = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...values) },
      { weight: 2, arbitrary: fc.constantFrom(...flags) },
      fc
        .tuple(fc.constantFrom(...flags), fc.constantFrom(...values))
        .map(([flag, value]) => `${flag}=${value}`),
    );
    return fc
      .array(word, { maxLength: 5 })
      .map((words) => ({ command, argv: [...command.name.split(' '), ...words] }));
  });
  fc.assert(
    fc.property(line, ({ command, argv }) => {
      const plain = plainWords(argv, command);
      if (!plain) return;
      understood += 1;
      expect({ ...plain, command: command.name }).toEqual({
        ...parse(argv, commands, silent),
        command: command.name,
      });
    }),
    { numRuns: 3_000, seed: 20_261_125 },
  );
  expect(understood).toBeGreaterThan(300);
});

it.each([
  ['--store x.db token anna', 'token anna --store x.db'],
  [
    '--store=x.db --config y.yaml token anna --for smtp',
    'token anna --store=x.db --config y.yaml --for smtp',
  ],
  ['--store x.db app add --client-id g', 'app add --store x.db --client-id g'],
  ['--store x.db accounts --json name', 'accounts --store x.db --json name'],
  ['--store x.db --version', '--version --store x.db'],
  ['token anna --store x.db', 'token anna --store x.db'],
  ['--store x.db', ''],
  ['', ''],
])('what every command takes may stand before it: %j', (typed, read) => {
  const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');
  expect(commandFirst(words(typed))).toEqual(words(read));
});

it.each([
  ['list --json anna', 'list anna --json'],
  ['list --json anna inbox --limit 5', 'list anna inbox --limit 5 --json'],
  ['list --json id,subject anna', 'list --json id,subject anna'],
  ['list anna --json id,subjct', 'list anna --json id,subjct'],
  ['list anna --json', 'list anna --json'],
  ['list --json --limit 5 anna', 'list --json --limit 5 anna'],
  ['list --json=anna', 'list --json=anna'],
  ['list --json anna -- --json', 'list anna --json -- --json'],
  ['list -- --json anna', 'list -- --json anna'],
])('what names no field is no value of --json: %j', (typed, read) => {
  expect(wordsFirst(typed.split(' '), { ...called('list'), json: ['id', 'subject'] })).toEqual(
    read.split(' '),
  );
});

it.each([
  ['doctor --report anna', 'doctor anna --report'],
  ['doctor --report anna@contoso.com --send', 'doctor anna@contoso.com --send --report'],
  ['doctor --report case.md anna', 'doctor --report case.md anna'],
  ['doctor --report ./case anna', 'doctor --report ./case anna'],
  ['doctor --report - anna', 'doctor --report - anna'],
  ['doctor --report=case anna', 'doctor --report=case anna'],
  ['doctor anna --report', 'doctor anna --report'],
  ['doctor --json --report anna', 'doctor --json anna --report'],
])('what names no file is no value of --report: %j', (typed, read) => {
  expect(wordsFirst(typed.split(' '), called('doctor'))).toEqual(read.split(' '));
});
