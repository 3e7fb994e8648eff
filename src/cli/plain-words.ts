// A command line without riddles: known options in full, each once and with its value, and as many words as the command
// takes. Commander takes longer to load than a cached token takes to print, so it is asked only where there is a doubt:
// help, a mistake. What is read here is what commander would have read (plain-words.test.ts).

import { type Command, type CommandOption, globalOptions, type Options, type Parsed } from './command.ts';

/** Undefined where commander has to look; nothing is ever explained here. */
export function plainWords(argv: readonly string[], command: Command): Parsed | undefined {
  const name = command.name.split(' ');
  if (name.some((word, index) => argv[index] !== word)) return undefined;
  const known = [...(command.options ?? []), ...globalOptions, ...(command.json ? [json] : [])].map(
    (option) => {
      const [flag = '', value] = option.flags.split(' ', 2);
      return { ...option, long: flag.slice('--'.length), takes: takenBy(value) };
    },
  );
  const read = readWords(argv.slice(name.length), new Map(known.map(({ long, takes }) => [long, takes])));
  const taken = command.args ?? [];
  const required = taken.filter((arg) => arg.required).length;
  const most = taken.at(-1)?.variadic ? Number.POSITIVE_INFINITY : taken.length;
  if (!read || read.words.length < required || read.words.length > most) return undefined;
  const options: Record<string, Options[string]> = {};
  for (const { long, choices, repeatable, default: value } of known) {
    const given = read.values.get(long) ?? value;
    if (choices && typeof given === 'string' && !choices.includes(given)) return undefined;
    if (given === undefined) continue;
    options[camelCase(long)] = repeatable && typeof given === 'string' ? [given] : given;
  }
  const extra = read.words.slice(taken.length);
  return { command, args: [...taken.map((_, index) => read.words[index]), ...extra], options };
}

/** `mailgrant --store x.db token anna`, as people write it, with the command in front. */
export function commandFirst(argv: readonly string[]): string[] {
  const globals = globalOptions.map(({ flags }) => flags.replace(/ .*$/, ''));
  let at = 0;
  while (globals.some((flag) => argv[at] === flag || argv[at]?.startsWith(`${flag}=`))) {
    at += argv[at]?.includes('=') ? 1 : 2;
  }
  const [leading, rest] = [argv.slice(0, at), argv.slice(at)];
  if (rest.length === 0) return [];
  // Two words at most are the name of a command. Whatever stands there otherwise is no option, and stays in order.
  const name = rest.slice(0, 2).findIndex((word) => word.startsWith('-'));
  const words = name === -1 ? Math.min(2, rest.length) : name;
  return words === 0 ? [...rest, ...leading] : [...rest.slice(0, words), ...leading, ...rest.slice(words)];
}

/**
 * `mailgrant list --json anna`, `mailgrant doctor --report anna`: a word that names no field and no file is not what the
 * option takes, which goes behind everything else then. People write options where they like.
 */
export function wordsFirst(argv: readonly string[], command: Command | undefined): readonly string[] {
  const fields = command?.json;
  const named = (word: string): boolean => word.split(',').some((one) => fields?.includes(one));
  const free = [...(fields ? [{ ...json, means: named }] : []), ...(command?.options ?? [])];
  return free.reduce(
    (words, { flags, means }) => (means ? behind(words, flags.split(' ', 1)[0], means) : words),
    argv,
  );
}

function behind(argv: readonly string[], flag = '', means: (word: string) => boolean): readonly string[] {
  const at = argv.indexOf(flag);
  const next = argv[at + 1];
  const end = argv.indexOf('--');
  if (at === -1 || (end !== -1 && end < at) || next === undefined || !isValue(next) || means(next))
    return argv;
  const others = argv.toSpliced(at, 1);
  return others.toSpliced(end === -1 ? others.length : end - 1, 0, flag);
}

const json: CommandOption = { flags: '--json [fields]', about: '' };

/** What may follow an option. */
type Takes = 'nothing' | 'perhaps a value' | 'a value';

function takenBy(value: string | undefined): Takes {
  if (value === undefined) return 'nothing';
  return value.startsWith('[') ? 'perhaps a value' : 'a value';
}

function readWords(
  argv: readonly string[],
  known: ReadonlyMap<string, Takes>,
): { words: string[]; values: ReadonlyMap<string, string | true> } | undefined {
  const words: string[] = [];
  const values = new Map<string, string | true>();
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (!word.startsWith('-')) {
      words.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const name = word.slice('--'.length, equals === -1 ? undefined : equals);
    const attached = equals === -1 ? undefined : word.slice(equals + 1);
    const takes = word.startsWith('--') ? known.get(name) : undefined;
    if (takes === undefined || values.has(name) || (takes === 'nothing' && attached !== undefined))
      return undefined;
    let value: string | true | undefined = attached ?? true;
    const next = argv[at + 1];
    if (attached === undefined && (takes === 'a value' || (takes !== 'nothing' && isValue(next)))) {
      at += 1;
      value = next;
    }
    // What looks like another option may be one whose value was forgotten.
    if (value === undefined || value === '' || (value !== true && value.startsWith('-'))) return undefined;
    values.set(name, value);
  }
  return { words, values };
}

/** An option after one that needs no value is the next one; what else begins with a dash is a doubt. */
function isValue(word: string | undefined): boolean {
  return word !== undefined && !/^-./.test(word);
}

/** As commander names them: `--min-lifetime` is `minLifetime`. */
function camelCase(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
