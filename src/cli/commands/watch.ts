// mailgrant watch: a line for everything that happens in a mailbox, until Ctrl-C.

import { fail } from '../../errors/error.ts';
import {
  type ChangeKind,
  changeKinds,
  type NotifyOptions,
  type WatchStatus,
} from '../../mailbox/watching/events.ts';
import { parseEndpoint } from '../../wire/endpoint.ts';
import { type Call, type Command, optionText } from '../command.ts';
import { eventFields, eventJson, eventLine } from '../mail/events.ts';
import { accountArg, mailOptions, type OpenMail, withMailbox } from '../mail/open-mail.ts';
import { runCommand } from '../mail/run-command.ts';
import { jsonFields } from '../output.ts';
import { saidDuration } from '../screen/amount.ts';
import { cleanLine } from '../screen/clean.ts';

export const watch: Command = {
  name: 'watch',
  summary: 'Print a line for everything that happens in a mailbox, until Ctrl-C',
  examples: [
    { line: 'mailgrant watch anna', does: 'the inbox; in a pipe a line of JSON for each event' },
    { line: 'mailgrant watch anna inbox sent', does: 'several folders' },
    {
      line: 'mailgrant watch anna --events created --exec ./on-new-mail',
      does: 'run a program with each as JSON',
    },
    { line: 'mailgrant watch anna --state anna.state', does: 'go on after a pause without missing anything' },
    {
      line: 'mailgrant watch anna --via graph --public-url https://hook.contoso.com/anna --listen 127.0.0.1:8080',
      does: "by Graph's notifications",
    },
  ],
  args: [
    accountArg,
    { name: 'folder', about: 'paths that folders shows; default: inbox', required: false, variadic: true },
  ],
  options: [
    { flags: '--events <kinds>', about: `any of ${changeKinds.join(',')}; default: all` },
    { flags: '--state <file>', about: 'keep in this file how far it has come, and go on from there' },
    { flags: '--exec <command>', about: 'run this for each event, with the event as JSON on standard input' },
    {
      flags: '--poll <seconds>',
      about: 'how often to ask a server that cannot speak by itself; default: 30',
    },
    { flags: '--public-url <url>', about: 'how Graph reaches this machine from outside' },
    { flags: '--listen <host:port>', about: 'where to listen for Graph; default: a free port of 127.0.0.1' },
    ...mailOptions('watch'),
  ],
  json: eventFields,
  next: 'mailgrant delta ACCOUNT FOLDER --state FILE asks once instead of waiting',
  async run(call) {
    const options = watchOptions(call);
    await withMailbox(call, 'watch', async (mail) => {
      const folders = mail.words.length === 0 ? ['inbox'] : mail.words;
      const exec = optionText(call, 'exec');
      const fields = jsonFields(call, eventFields);
      const onStatus = (status: WatchStatus): void => tell(call, status);
      for await (const event of mail.box.watch(folders, { ...mail.asked, ...options, onStatus })) {
        const asJson = fields ?? (call.streams.outIsTerminal ? undefined : eventFields);
        call.streams.out(asJson ? eventJson(event, asJson) : eventLine(call, event));
        if (exec === undefined) continue;
        await execute(call, mail, exec, event.kind, eventJson(event, eventFields));
        // Ctrl-C has ended the command as well: its event was not taken, and is told again.
        call.signal.throwIfAborted();
      }
      // It ends by Ctrl-C alone, and says so with its exit code.
      call.signal.throwIfAborted();
    });
  },
};

async function execute(
  call: Call,
  mail: OpenMail,
  command: string,
  kind: string,
  line: string,
): Promise<void> {
  const { streams, signal } = call;
  const { childEnv: env } = await call.settings();
  await runCommand(command, { kind, line, env, clock: mail.clock, streams, signal });
}

function tell({ streams }: Call, status: WatchStatus): void {
  const where = cleanLine(status.folder);
  const { dim, yellow } = streams.paintErr;
  switch (status.kind) {
    case 'connected':
      return streams.err(dim(`watching ${where} (${status.way})`));
    case 'reconnecting':
      return streams.err(
        // Sentences end with a stop, which a semicolon follows badly.
        yellow(
          `${where}: ${cleanLine(status.reason).replace(/\.$/, '')}; again in ${saidDuration(Math.max(1000, status.inMs))}`,
        ),
      );
    case 'resynced':
      return streams.err(dim(`${where}: compared with what was known (${status.reason})`));
    case 'subscribed':
    case 'renewed':
    case 'subscription-lost':
      return streams.err(dim(`${where}: ${status.kind} ${status.subscription}`));
  }
}

/** @throws `usage` */
function watchOptions(call: Call): {
  events: readonly ChangeKind[] | undefined;
  stateFile: string | undefined;
  pollMs: number | undefined;
  notify: NotifyOptions | undefined;
} {
  const poll = optionText(call, 'poll');
  if (poll !== undefined && !/^[1-9]\d{0,5}$/.test(poll))
    throw usage('--poll wants a number of seconds from 1');
  const listen = optionText(call, 'listen');
  const endpoint = listen === undefined ? undefined : parseEndpoint(listen);
  if (listen !== undefined && !endpoint) throw usage(`--listen wants HOST:PORT, not "${listen}"`);
  const publicUrl = optionText(call, 'publicUrl');
  const notified = publicUrl !== undefined || listen !== undefined;
  return {
    events: eventsOf(call),
    stateFile: optionText(call, 'state'),
    pollMs: poll === undefined ? undefined : Number(poll) * 1000,
    notify: notified ? { publicUrl, listen: endpoint } : undefined,
  };
}

/** @throws `usage` */
export function eventsOf(call: Call): readonly ChangeKind[] | undefined {
  const text = optionText(call, 'events');
  if (text === undefined) return undefined;
  return text.split(',').map((word) => {
    const kind = changeKinds.find((one) => one === word.trim());
    if (kind) return kind;
    throw usage(`--events knows ${changeKinds.join(', ')}, not "${word}"`);
  });
}

function usage(problem: string): Error {
  return fail('usage', { problem, help: 'mailgrant watch --help' });
}
