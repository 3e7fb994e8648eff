// What explain and doctor both ask of a command line: a language, and a token that is not on it.

import { type Language, languageOf } from '../doctor/said.ts';
import { fail } from '../errors/error.ts';
import { type Call, optionText } from './command.ts';
import { textFile } from './mail/text-input.ts';

const tokenBytesMax = 256 * 1024;

/** As `--lang` says, else as the locale does. */
export function languageFor(call: Call): Language {
  const asked = optionText(call, 'lang');
  return asked === 'en' || asked === 'ja' ? asked : languageOf(call.streams.locale);
}

/**
 * What `--token` names: a file, or - for standard input; undefined without it.
 *
 * @throws `token-in-arguments`, `file-unreadable`, `input-empty`, `input-too-long`
 */
export async function tokenGiven(call: Call, example: string): Promise<string | undefined> {
  const file = optionText(call, 'token');
  if (file === undefined) return undefined;
  if (file === '-') return call.streams.readInput({ what: 'token', example, bytesMax: tokenBytesMax });
  // A token in an argument is in the shell's history and in every list of processes by now; no error may repeat it.
  if (file.length > 200 || /^(?:eyJ|Ew[A-Z])/.test(file)) throw fail('token-in-arguments', {});
  return textFile(file, 'A token');
}
