import { expect, it } from 'vitest';
import { commandTable, loadCommands } from './commands.ts';
import { build, parse } from './program.ts';

// What a person reads is a published surface: `npx vitest run src/cli/help.test.ts -u` writes it anew, and its diff is looked at.
it.each(Object.keys(commandTable))('the help of %s', async (name) => {
  let text = '';
  const write = (more: string): void => {
    text += more;
  };
  parse([...name.split(' '), '--help'], await loadCommands(name.split(' ')), { version: '0', write });
  await expect(text).toMatchFileSnapshot(`../../test/cli/golden/help/${name.replace(' ', '-')}.txt`);
});

it('a group of commands is told in a sentence', async () => {
  const about = { version: '0', write: () => undefined };
  const program = build(await loadCommands([]), about, () => undefined);
  const silent = program.commands.filter((command) => command.description() === '').map((one) => one.name());
  expect(silent).toEqual([]);
});
