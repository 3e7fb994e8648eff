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
  args: [{ name: 'shell', about: 'bash, zsh or fish', required: true }],
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

/** Options as typed, first long form: '--for'. */
function flagsOf(command: Command): string[] {
  const all = [...(command.options ?? []), ...globalOptions].map(({ flags }) => flags.split(/[ ,]/)[0] ?? '');
  return [...all, ...(command.json ? ['--json'] : []), '--help'];
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
    return `      ${pattern}) words="${flagsOf(command).join(' ')}" ;;`;
  });
  return `_mailgrant() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
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

function fish(commands: readonly Command[]): string {
  const lines = commands.flatMap((command) => {
    const [first = '', second] = command.name.split(' ');
    const seen = second === undefined ? first : `${first}; and __fish_seen_subcommand_from ${second}`;
    const entry =
      second === undefined
        ? `complete -c mailgrant -n __fish_use_subcommand -f -a ${first} -d '${quoted(command.summary)}'`
        : `complete -c mailgrant -n '__fish_seen_subcommand_from ${first}' -f -a ${second} -d '${quoted(command.summary)}'`;
    const options = (command.options ?? []).map(({ flags, about }) => {
      const long = (flags.split(/[ ,]/)[0] ?? '').replace(/^--/, '');
      const value = flags.includes('<') ? ' -r' : '';
      return `complete -c mailgrant -n '__fish_seen_subcommand_from ${seen}' -l ${long}${value} -d '${quoted(about)}'`;
    });
    return [entry, ...options];
  });
  return `${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return text.replace(/'/g, "\\'");
}
