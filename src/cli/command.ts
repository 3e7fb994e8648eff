// What a command is: data for help, completion and the man page, and one function that does the work. One file each
// in commands/.

import type { Mailgrant } from '../app/mailgrant.ts';
import type { OpenTokens, TokensOptions } from '../app/tokens.ts';
import type { Settings } from '../config/settings.ts';
import type { Streams } from './streams.ts';

export interface Command {
  /** As typed: 'token', or 'app add'. */
  readonly name: string;
  /** One sentence, without a full stop. */
  readonly summary: string;
  /** What a person should see first. */
  readonly examples: ReadonlyArray<{ readonly line: string; readonly does: string }>;
  readonly args?: ReadonlyArray<{
    readonly name: string;
    readonly about: string;
    readonly required: boolean;
    /** What it can be, for completion; the command itself says what else is wrong. */
    readonly choices?: readonly string[];
    /** The last one may be many words: `ID...`. */
    readonly variadic?: true;
  }>;
  readonly options?: readonly CommandOption[];
  /** The fields that --json offers. A command without them has no --json. */
  readonly json?: readonly string[];
  /** What to run after this one. */
  readonly next?: string;
  /** It opens nothing that would have to be closed: a signal ends the process as it ends any other. */
  readonly endsBySignal?: true;
  /** A terminal that is closed (SIGHUP) interrupts it as Ctrl-C does: half of a file would be left otherwise. */
  readonly tidiesAtHangup?: true;
  run(call: Call): Promise<void>;
}

export interface CommandOption {
  /** In commander's notation: '--for <service>', '--device'. */
  readonly flags: string;
  readonly about: string;
  readonly choices?: readonly string[];
  readonly default?: string;
  /** Of an option that needs no value: whether the word behind it is one, or what the command is about. */
  readonly means?: (word: string) => boolean;
  /** May be given several times; its value is a list. */
  readonly repeatable?: true;
}

export type Options = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** What every command takes. */
export const globalOptions: readonly CommandOption[] = [
  { flags: '--store <file>', about: 'use this store instead of the default one' },
  { flags: '--config <file>', about: 'read this configuration file' },
];

/** A command line that has been understood. */
export interface Parsed {
  readonly command: Command;
  /** One for each argument that was described; where the last is variadic, as many more as were typed. */
  readonly args: readonly (string | undefined)[];
  readonly options: Options;
}

/** Everything a command is given. */
export interface Call {
  readonly args: readonly (string | undefined)[];
  readonly options: Options;
  readonly streams: Streams;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  settings(): Promise<Settings>;
  /** Reads them once more. `use`: whatever the call has opened logs as they say from then on. @throws as `loadSettings` */
  reread(): Promise<{ readonly settings: Settings; use(): void }>;
  /** Opens the store and everything above it; closed after the command. `through`: see TokensOptions. */
  open(through?: TokensOptions['through']): Promise<Mailgrant>;
  /** Opens only what hands out tokens, which is sooner done; closed after the command. */
  openTokens(): Promise<OpenTokens>;
}

/** The value of an option that takes one. */
export function optionText(call: Call, name: string): string | undefined {
  const value = call.options[name];
  return typeof value === 'string' ? value : undefined;
}

/** The values of an option that may be given several times. */
export function optionTexts(call: Call, name: string): readonly string[] {
  const value = call.options[name];
  return typeof value === 'object' ? value : [];
}
