// From our description of commands to commander's. Parsing, help and usage errors are its business; what the help
// shows, and in which order, is decided here: one sentence, examples, options, what to run next.

import { Command as Commander, CommanderError, Option } from 'commander';
import { fail } from '../errors/error.ts';
import { type Command, type CommandOption, globalOptions, type Parsed } from './command.ts';

/**
 * Parses a command line. Undefined when help or the version was printed and there is nothing to run.
 *
 * @throws `usage`
 */
export function parse(
  argv: readonly string[],
  commands: readonly Command[],
  about: { version: string; write: (text: string) => void },
): Parsed | undefined {
  let parsed: Parsed | undefined;
  const program = build(commands, about, (result) => {
    parsed = result;
  });
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw fail(
      'usage',
      { problem: problemOf(error, argv, commands), help: `mailgrant ${helpFor(argv, commands)}` },
      { cause: error },
    );
  }
  return parsed;
}

/** The whole program, for help, completion and the man page. */
export function build(
  commands: readonly Command[],
  about: { version: string; write: (text: string) => void },
  onCommand: (parsed: Parsed) => void,
): Commander {
  const program = configured(new Commander('mailgrant'), about.write)
    .description('One consent, a token per resource, refreshed for ever: Microsoft 365 and Outlook.com mail.')
    .version(about.version, '-V, --version', 'print the version')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText('after', examplesText(overview));
  const groups = new Map<string, Commander>();
  for (const command of commands) {
    const [first = '', second] = command.name.split(' ');
    let parent = program;
    if (second !== undefined) {
      const known = groups.get(first);
      parent =
        known ?? configured(program.command(first).description(groupSummaries[first] ?? ''), about.write);
      if (!known) groups.set(first, parent);
    }
    add(parent, second ?? first, command, about.write, onCommand);
  }
  return program;
}

const groupSummaries: Readonly<Record<string, string>> = {
  account: 'Connected accounts by name.',
  app: 'App registrations to sign in with.',
  'app-password': 'Passwords for programs that sign in at the proxy.',
  keys: 'The keys that seal the store.',
  config: 'Settings and where they come from.',
};

const overview: Command['examples'] = [
  { line: 'mailgrant login anna@contoso.com --client-id GUID', does: 'connect a mailbox, once' },
  { line: 'mailgrant token anna --for imap', does: 'print a fresh token, for ever' },
  { line: 'mailgrant demo', does: 'see it all work, offline' },
];

function configured(commander: Commander, write: (text: string) => void): Commander {
  return commander
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: () => undefined })
    .configureHelp({ sortSubcommands: false, showGlobalOptions: false });
}

function add(
  parent: Commander,
  name: string,
  command: Command,
  write: (text: string) => void,
  onCommand: (parsed: Parsed) => void,
): void {
  const sub = configured(parent.command(name), write)
    .description(`${command.summary}.`)
    .allowExcessArguments(false);
  for (const arg of command.args ?? []) {
    const name = arg.variadic ? `${arg.name}...` : arg.name;
    sub.argument(arg.required ? `<${name}>` : `[${name}]`, arg.about);
  }
  for (const option of [...(command.options ?? []), ...globalOptions]) sub.addOption(optionOf(option));
  if (command.json) {
    sub.addOption(new Option('--json [fields]', `print JSON; fields: ${command.json.join(', ')}`));
  }
  sub.addHelpText('before', examplesText(command.examples, 'before'));
  if (command.next) sub.addHelpText('after', `\nNext: ${command.next}`);
  sub.action((...given: unknown[]) => {
    // Commander gives the words of a variadic argument as one list.
    const args = given.slice(0, command.args?.length ?? 0) as (string | string[] | undefined)[];
    onCommand({ command, args: args.flatMap(words), options: sub.opts() });
  });
}

function words(given: string | string[] | undefined): readonly (string | undefined)[] {
  if (!Array.isArray(given)) return [given];
  return given.length > 0 ? given : [undefined];
}

function optionOf({ flags, about, choices, repeatable, default: value }: CommandOption): Option {
  const option = new Option(flags, about);
  if (repeatable) option.argParser((one: string, before?: string[]) => [...(before ?? []), one]);
  if (choices) option.choices(choices);
  if (value !== undefined) option.default(value);
  return option;
}

/** The width that the rest of the help has where nobody says another. */
const helpColumns = 80;

function examplesText(examples: Command['examples'], where: 'before' | 'after' = 'after'): string {
  const width = Math.max(...examples.map(({ line }) => line.length));
  const beside = examples.map(({ line, does }) => `  ${line.padEnd(width)}  # ${does}`);
  // What would not fit beside a command stands above it: a terminal would break it where it ends, and the column with it.
  const fits = beside.every((line) => line.length <= helpColumns);
  const lines = fits ? beside : examples.flatMap(({ line, does }) => [`  # ${does}`, `  ${line}`]);
  const text = `Examples:\n${lines.join('\n')}`;
  return where === 'before' ? `${text}\n` : `\n${text}`;
}

function problemOf(error: CommanderError, argv: readonly string[], commands: readonly Command[]): string {
  // What commander does where a group is named and none of its commands: print help as an error, which is silent here.
  if (error.code === 'commander.help') {
    const group = groupOf(argv, commands) ?? '';
    const known = commands.map(({ name }) => name).filter((name) => name.startsWith(`${group} `));
    return `say which: ${known.map((name) => `mailgrant ${name}`).join(', ')}`;
  }
  return error.message
    .replace(/^error: /, '')
    .replace(/\.$/, '')
    .replace(/\n/g, ' ');
}

function helpFor(argv: readonly string[], commands: readonly Command[]): string {
  const words = argv.filter((word) => !word.startsWith('-'));
  const known = commands.find(({ name }) => name === words[0] || name === `${words[0]} ${words[1]}`);
  if (known && commands.length < 5) return `${known.name} --help`;
  const group = groupOf(argv, commands);
  return group === undefined ? '--help' : `${group} --help`;
}

/** The first word, where it is the first of two. */
function groupOf(argv: readonly string[], commands: readonly Command[]): string | undefined {
  const first = argv.find((word) => !word.startsWith('-')) ?? '';
  return commands.some(({ name }) => name.startsWith(`${first} `)) ? first : undefined;
}
