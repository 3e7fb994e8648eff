// What every mail command begins with: whose mailbox, and the words that are left for the command.
//
// The account is the first word. It can be left out where one account is connected and the first word cannot be a name:
// nothing at all, a row's number, `-`, or something with a colon in it, as ids and conditions have (docs/adr/0086).

import { setFlagsFromString } from 'node:v8';
import type { Mailgrant } from '../../app/mailgrant.ts';
import type { Clock } from '../../base/clock.ts';
import type { Service } from '../../base/token-source.ts';
import { fail } from '../../errors/error.ts';
import type { Mailbox } from '../../mailbox/mailbox.ts';
import { doorsFor, type Verb } from '../../mailbox/routes.ts';
import type { AccountRecord } from '../../store/store.ts';
import { type Call, type Command, type CommandOption, optionText } from '../command.ts';

export interface OpenMail {
  readonly box: Mailbox;
  readonly account: AccountRecord;
  readonly clock: Clock;
  /** What was typed after the account. */
  readonly words: readonly string[];
  /** For every verb: the door that was asked for, and Ctrl-C. */
  readonly asked: { readonly via: Service | undefined; readonly signal: AbortSignal };
}

export const accountArg = {
  name: 'account',
  about: 'short name or address; may be left out where there is only one',
  required: false,
} as const satisfies NonNullable<Command['args']>[number];

/** The options of every mail command. */
export function mailOptions(verb: Verb): readonly CommandOption[] {
  const doors = doorsFor(verb);
  return [
    { flags: '--via <service>', about: 'through this door and no other', choices: doors },
    { flags: '--mailbox <address>', about: 'a shared mailbox that the account may open' },
  ];
}

/** Opens the mailbox that a command line means, for as long as `work` takes. */
export async function withMailbox<T>(
  call: Call,
  command: string,
  work: (mail: OpenMail) => Promise<T>,
): Promise<T> {
  lightWasm();
  const mailgrant = await call.open();
  const typed = call.args.filter((word) => word !== undefined);
  const { account, words } = await accountOf(mailgrant, typed, command);
  const box = await mailgrant.mailbox(account.id, { address: optionText(call, 'mailbox') });
  const asked = { via: optionText(call, 'via') as Service | undefined, signal: call.signal };
  try {
    return await work({ box, account, clock: mailgrant.clock, words, asked });
  } finally {
    await box.close();
  }
}

/**
 * The HTTP client reads answers by WebAssembly (undici's llhttp). Its one large function would be compiled a second time for
 * speed, which takes 20 to 34 MB for some milliseconds and gains nothing that a command could notice: an answer's body goes past
 * it. The budget is what every V8 obeys at any time; `--liftoff-only` is heard by that of Node.js 24 at the start alone.
 */
function lightWasm(): void {
  setFlagsFromString('--wasm-tiering-budget=2000000000');
}

async function accountOf(
  mailgrant: Mailgrant,
  typed: readonly string[],
  command: string,
): Promise<{ account: AccountRecord; words: readonly string[] }> {
  const [first, ...rest] = typed;
  const { accounts } = mailgrant.store;
  const named = first === undefined || neverAName(first) ? undefined : await accounts.get(first);
  if (named) return { account: named, words: rest };
  const several = await accounts.list({ limit: 20 });
  const [only] = several;
  if (first !== undefined && !neverAName(first) && !/^\d+$/.test(first)) {
    // Often it was a folder or a word, and the account was left out.
    const forgotten = !first.includes('@') && (typed.length === 1 || command === 'search');
    if (!only || !forgotten) throw fail('account-unknown', { account: first });
    const example = ['mailgrant', command, only.name, ...typed.map(quoted)].join(' ');
    const hint = `The account comes first: ${example}. See what is connected: mailgrant accounts. Connect a mailbox: mailgrant login ${quoted(first)}`;
    throw fail('account-unknown', { account: first }, { hint });
  }
  if (only && several.length === 1) return { account: only, words: typed };
  if (!only) throw fail('account-none', { command });
  throw fail('account-unsaid', {
    count: several.length === 20 ? 'many' : several.length,
    accounts: several.map(({ name }) => name).join(', '),
    command,
    example: [only.name, ...typed.map(quoted)].join(' '),
  });
}

/** As a shell would have it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** What a name or an address cannot look like (store/names.ts). */
function neverAName(word: string): boolean {
  return word === '-' || word.startsWith('<') || word.includes(':');
}
