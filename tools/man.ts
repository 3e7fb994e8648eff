// Writes man/mailgrant.1 from the descriptions that the help is made of: `tsx tools/man.ts [output directory]`.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, globalOptions } from '../src/cli/command.ts';
import { loadCommands } from '../src/cli/commands.ts';
import { settingTable } from '../src/config/settings.ts';

/** roff takes a line that begins with a dot or an apostrophe as a request, and a backslash as an escape. */
function text(line: string): string {
  return line
    .replace(/\\/g, '\\e')
    .replace(/-/g, '\\-')
    .replace(/^([.'])/, '\\&$1');
}

function commandSection(command: Command): string {
  const args = (command.args ?? [])
    .map(({ name, required, variadic }) => {
      const word = variadic ? `${name}...` : name;
      return required ? `<${word}>` : `[${word}]`;
    })
    .join(' ');
  const options = [...(command.options ?? []), ...globalOptions].map(
    ({ flags, about }) => `.TP\n.B ${text(flags)}\n${text(about)}`,
  );
  const examples = command.examples.map(({ line, does }) => `.TP\n${text(does)}\n.B ${text(line)}`);
  const json = command.json ? [`.PP\n\\-\\-json fields: ${text(command.json.join(', '))}`] : [];
  return [
    `.SS mailgrant ${text(`${command.name} ${args}`.trim())}`,
    `${text(command.summary)}.`,
    ...options,
    ...json,
    '.PP',
    'Examples:',
    ...examples,
  ].join('\n');
}

export function manPage(commands: readonly Command[], version: string): string {
  const settings = Object.values(settingTable).map(({ env, about }) => `.TP\n.B ${env}\n${text(about)}`);
  return `${[
    `.TH MAILGRANT 1 "" "mailgrant ${version}"`,
    '.SH NAME',
    'mailgrant \\- one consent, a token per resource, refreshed for ever',
    '.SH SYNOPSIS',
    '.B mailgrant',
    '.I command',
    '[\\fIoptions\\fR]',
    '.SH DESCRIPTION',
    'Connects programs and people to Microsoft 365 and Outlook.com mailboxes over OAuth 2.0.',
    '.SH COMMANDS',
    ...commands.map(commandSection),
    '.SH ENVIRONMENT',
    ...settings,
    '.SH EXIT STATUS',
    '.TP\n0\ndone',
    '.TP\n1\nfailed',
    '.TP\n2\nusage, or cancelled',
    '.TP\n4\na person has to sign in',
    '.TP\n8\npending',
  ].join('\n')}\n`;
}

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const directory = process.argv[2] ?? 'man';
mkdirSync(directory, { recursive: true });
writeFileSync(join(directory, 'mailgrant.1'), manPage(await loadCommands([]), version));
