// The command line: finds the command, runs it, turns what it throws into words and an exit code.

import { systemClock, type Timer } from '../base/clock.ts';
import { languageOf } from '../doctor/said.ts';
import { isMailgrantError, MailgrantError } from '../errors/error.ts';
import { openCall } from './call.ts';
import type { Command, Parsed } from './command.ts';
import { loadCommands } from './commands.ts';
import { jsonFields } from './output.ts';
import { commandFirst, plainWords, wordsFirst } from './plain-words.ts';
import { openStreams, type Streams } from './streams.ts';
import { version } from './version.ts';

/** A reader that left, but not before the command has cleaned up behind itself: so long at most. */
const tidyLimitMs = 5_000;

/** @returns the exit code */
export async function runCommandLine(): Promise<number> {
  const interrupted = new AbortController();
  let readerLeft: Timer | undefined;
  const words = process.argv.slice(2);
  const colourless = words.indexOf('--no-color');
  if (colourless !== -1) words.splice(colourless, 1);
  let stdout: NodeJS.WriteStream | undefined;
  let stderr: NodeJS.WriteStream | undefined;
  let endsBySignal = false;
  const streams = openStreams({
    get readsDeaf() {
      return endsBySignal;
    },
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      stdout ??= openStdout(() => {
        readerLeft = systemClock().after(tidyLimitMs, () => process.exit(0));
        interrupted.abort(new Error('nobody reads'));
      });
      return stdout;
    },
    get stderr() {
      stderr ??= openStderr();
      return stderr;
    },
    stdoutFd: process.platform === 'win32' ? undefined : 1,
    stdinFd: process.platform === 'win32' ? undefined : 0,
    env: process.env,
    colour: colourless === -1 ? undefined : false,
  });
  const onSignal = (): void => interrupted.abort(new Error('interrupted'));
  try {
    const argv = commandFirst(words);
    // Nobody who asks for the version wants to wait for the help of every command.
    const isVersion = argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V');
    const commands = isVersion ? [] : await loadCommands(argv.filter((word) => !word.startsWith('-')));
    const parsed = await understand(argv, commands, streams);
    if (!parsed) return 0;
    endsBySignal = parsed.command.endsBySignal === true;
    if (!endsBySignal) process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
    if (parsed.command.tidiesAtHangup) process.once('SIGHUP', onSignal);
    await run(parsed, streams, interrupted.signal);
    return 0;
  } catch (error) {
    if (readerLeft !== undefined) return 0;
    if (interrupted.signal.aborted && !isMailgrantError(error)) return 130;
    return await explain(error, streams);
  } finally {
    readerLeft?.cancel();
  }
}

/** A reader that went away (`mailgrant accounts | head -1`) is no failure: what is being fetched for it is stopped. */
function openStdout(onReaderLeft: () => void): NodeJS.WriteStream {
  return process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') {
      onReaderLeft();
      return;
    }
    process.stderr.write(`Standard output takes no more (${error.code ?? error.message}).\n`);
    process.exit(1);
  });
}

/**
 * Talk that nobody hears (`mailgrant watch 2>&1 | head -1`, a log on a full disk) does not decide how a command ends; without
 * a listener the process would.
 */
function openStderr(): NodeJS.WriteStream {
  return process.stderr.on('error', () => undefined);
}

/** Undefined when help or the version was printed. */
async function understand(
  argv: readonly string[],
  commands: readonly Command[],
  streams: Streams,
): Promise<Parsed | undefined> {
  const [command, ...others] = commands;
  const only = others.length === 0 ? command : undefined;
  const given = wordsFirst(argv, only);
  // Where the command takes no further word, it was meant for the option.
  const plain = only && (plainWords(given, only) ?? plainWords(argv, only));
  if (plain) return plain;
  const { parse } = await import('./program.ts');
  const words = given.length === 0 ? ['--help'] : given;
  return parse(words, commands, { version: version(), write: streams.write });
}

async function run({ command, args, options }: Parsed, streams: Streams, signal: AbortSignal): Promise<void> {
  const text = (name: string): string | undefined => {
    const value = options[name];
    return typeof value === 'string' ? value : undefined;
  };
  const call = openCall({ args, options, streams, signal, store: text('store'), config: text('config') });
  try {
    // An unknown field is said before anything is done.
    if (command.json) jsonFields(call, command.json);
    await command.run(call);
  } finally {
    await call.close();
  }
}

/** What a person reads when a command fails, and the one place that decides on exit codes. */
async function explain(error: unknown, streams: Streams): Promise<number> {
  const { paintErr } = streams;
  if (error instanceof MailgrantError) {
    const { explainError } = await import('../doctor/explain-error.ts');
    const { errorPage } = await import('./screen/error-page.ts');
    const { title, code, message, hint } = error;
    const { traceId, correlationId, timestamp } = error.details;
    const ids =
      traceId === undefined && correlationId === undefined
        ? undefined
        : `Trace ID ${String(traceId ?? '-')}, Correlation ID ${String(correlationId ?? '-')}, ${String(timestamp ?? '')}`;
    const [cause] = explainError(error, languageOf(streams.locale))?.causes ?? [];
    const page = { title, code, message, hint, cause, ids };
    for (const line of errorPage(page, { paint: paintErr, width: streams.errWidth })) streams.err(line);
    return error.exit;
  }
  streams.err(paintErr.red('This should not have happened.'));
  streams.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}
