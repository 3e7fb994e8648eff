// mailgrant completion: scripts for bash, zsh and fish, made from the same descriptions as the help.

import { fail } from '../../errors/error.ts';
import { type Command, globalOptions } from '../command.ts';

export const completion: Command = {
  name: 'completion',
  summary: 'Print a completion script for bash, zsh or fish',
  examples: [
    {
      line: 'mailgrant completion bash > /etc/bash_completion.d/mailgrant',
      does: 'for everybody on this machine',
    },
    { line: 'mailgrant completion zsh > ~/.zfunc/_mailgrant', does: 'for zsh' },
    { line: 'mailgrant completion fish > ~/.config/fish/completions/mailgrant.fish', does: 'for fish' },
  ],
  options: [],
  args: [{ name: 'shell', about: 'bash, zsh or fish', required: true, choices: ['bash', 'zsh', 'fish'] }],
  async run(call) {
    const { loadCommands } = await import('../commands.ts');
    const commands = await loadCommands([]);
    call.streams.write(completionScript(call.args[0] ?? '', commands));
  },
};

/** @throws `usage` for a shell that is not known */
export function completionScript(shell: string, commands: readonly Command[]): string {
  switch (shell) {
    case 'bash':
      return bash(commands);
    case 'zsh':
      return `#compdef mailgrant\nautoload -U +X bashcompinit && bashcompinit\n${bash(commands)}`;
    case 'fish':
      return fish(commands);
    default:
      throw fail('usage', { problem: `no completion for "${shell}"`, help: 'mailgrant completion --help' });
  }
}

interface Flag {
  /** As typed, first long form: '--for'. */
  readonly name: string;
  readonly about: string;
  readonly takes: 'nothing' | 'file' | 'text';
  readonly choices: readonly string[];
}

function flagsOf(command: Command): Flag[] {
  const known = [...(command.options ?? []), ...globalOptions].map(({ flags, about, choices = [] }): Flag => {
    const takes = /<(file|folder)>/.test(flags) ? 'file' : flags.includes(' <') ? 'text' : 'nothing';
    return { name: flags.split(/[ ,]/)[0] ?? '', about, takes, choices };
  });
  const others = [...(command.json ? ['--json'] : []), '--help'];
  return [...known, ...others.map((name): Flag => ({ name, about: '', takes: 'nothing', choices: [] }))];
}

function bash(commands: readonly Command[]): string {
  const firsts = [...new Set(commands.map(({ name }) => name.split(' ')[0] ?? ''))];
  const groups = firsts.flatMap((first) => {
    const words = commands.flatMap(({ name }) =>
      name.startsWith(`${first} `) ? [name.slice(first.length + 1)] : [],
    );
    return words.length === 0 ? [] : [`      ${first}) words="${words.join(' ')}" ;;`];
  });
  // "token anna": the second word of a command without a group is its argument, so any second word will do.
  const options = commands.map((command) => {
    const pattern = command.name.includes(' ') ? `"${command.name}"` : `"${command.name} "*`;
    return `      ${pattern}) words="${flagsOf(command)
      .map(({ name }) => name)
      .join(' ')}" ;;`;
  });
  const flags = commands.flatMap(flagsOf);
  // What an option takes is much the same wherever it stands: `--for` of login is a list of what `--for` of token takes,
  // and `--via` takes some of the services.
  const choices = new Map<string, ReadonlySet<string>>();
  for (const flag of flags.filter((one) => one.choices.length > 0)) {
    choices.set(flag.name, new Set([...(choices.get(flag.name) ?? []), ...flag.choices]));
  }
  const values = [...choices].map(([name, words]) => `    ${name}) words="${[...words].join(' ')}" ;;`);
  const textOnly = named(flags.filter((flag) => flag.takes === 'text' && !choices.has(flag.name)));
  const files = named(flags.filter((flag) => flag.takes === 'file'));
  const wordsFor = commands.flatMap(({ name, args = [] }) => {
    const [first] = args;
    const pattern = name.includes(' ') ? `"3 ${name}"` : `"2 ${name} "*`;
    return first?.choices ? [`    ${pattern}) words="${first.choices.join(' ')}" ;;`] : [];
  });
  return `_mailgrant() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words=""
  case "$previous" in
${values.join('\n')}
    ${textOnly}) return ;;
    ${files}) COMPREPLY=($(compgen -f -- "$current")); return ;;
  esac
  if [ -n "$words" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    return
  fi
  case "$COMP_CWORD \${COMP_WORDS[1]} \${COMP_WORDS[2]}" in
${wordsFor.join('\n')}
  esac
  if [ -n "$words" ]; then
    :
  elif [ "$COMP_CWORD" -eq 1 ]; then
    words="${[...firsts, 'help'].join(' ')}"
  elif [[ "$current" == -* ]]; then
    case "\${COMP_WORDS[1]} \${COMP_WORDS[2]}" in
${options.join('\n')}
    esac
  elif [ "$COMP_CWORD" -eq 2 ]; then
    case "\${COMP_WORDS[1]}" in
${groups.join('\n')}
      *) words="$(mailgrant accounts 2>/dev/null | cut -f1)" ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _mailgrant mailgrant
`;
}

/** As a pattern of a case statement. */
function named(flags: readonly Flag[]): string {
  return [...new Set(flags.map(({ name }) => name))].join('|');
}

const fishValue = { nothing: '', file: ' -r', text: ' -x' } as const;

function fish(commands: readonly Command[]): string {
  const groups = new Map<string, string[]>();
  for (const { name } of commands) {
    const [first = '', second] = name.split(' ');
    if (second !== undefined) groups.set(first, [...(groups.get(first) ?? []), second]);
  }
  const firsts = [...groups].map(
    ([group, seconds]) =>
      `complete -c mailgrant -n __fish_use_subcommand -f -a ${group} -d '${seconds.join(', ')}'`,
  );
  const lines = commands.flatMap((command) => {
    const [first = '', second] = command.name.split(' ');
    const siblings = (groups.get(first) ?? []).join(' ');
    const seen = second === undefined ? first : `${first}; and __fish_seen_subcommand_from ${second}`;
    const entry =
      second === undefined
        ? `complete -c mailgrant -n __fish_use_subcommand -f -a ${first} -d '${quoted(command.summary)}'`
        : `complete -c mailgrant -n '__fish_seen_subcommand_from ${first}; and not __fish_seen_subcommand_from ${siblings}' -f -a ${second} -d '${quoted(command.summary)}'`;
    const options = flagsOf(command).map(({ name, about, takes, choices }) => {
      const value = choices.length > 0 ? ` -x -a '${choices.join(' ')}'` : fishValue[takes];
      return `complete -c mailgrant -n '__fish_seen_subcommand_from ${seen}' -l ${name.slice(2)}${value} -d '${quoted(about)}'`;
    });
    const words = (command.args ?? []).flatMap((arg) =>
      arg.choices
        ? [`complete -c mailgrant -n '__fish_seen_subcommand_from ${seen}' -f -a '${arg.choices.join(' ')}'`]
        : [],
    );
    return [entry, ...options, ...words];
  });
  return `${[...firsts, ...lines].join('\n')}\n`;
}

function quoted(text: string): string {
  return text.replace(/'/g, "\\'");
}
