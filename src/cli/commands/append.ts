// mailgrant append: whole messages (.eml, RFC 5322) into a folder. They are not sent to anybody.

import { fail } from '../../errors/error.ts';
import { type Call, type Command, optionText } from '../command.ts';
import { printJson } from '../mail/json.ts';
import { messageFile, spooled } from '../mail/message-file.ts';
import { accountArg, mailOptions, type OpenMail, withMailbox } from '../mail/open-mail.ts';
import { jsonFields, tabbed } from '../output.ts';
import { counted } from '../screen/amount.ts';
import { Progress } from '../screen/progress.ts';

const fields = ['file', 'id'] as const;

export const append: Command = {
  name: 'append',
  summary: 'Put messages from files into a folder, without sending them',
  examples: [
    { line: 'mailgrant append anna archive letter.eml', does: 'one message' },
    { line: 'mailgrant append anna inbox/Old *.eml --read', does: 'many, marked as read' },
    { line: 'generate-report | mailgrant append anna inbox -', does: 'from standard input' },
  ],
  args: [
    accountArg,
    { name: 'folder', about: 'a path that folders shows', required: false },
    {
      name: 'file',
      about: 'messages as they are (RFC 5322), or - for standard input',
      required: false,
      variadic: true,
    },
  ],
  options: [
    { flags: '--read', about: 'mark as read' },
    { flags: '--flag', about: 'flag' },
    { flags: '--draft', about: 'mark as a draft' },
    { flags: '--received <time>', about: 'when the mailbox shall say that it came: 2026-01-31T12:00Z' },
    ...mailOptions('append'),
  ],
  json: fields,
  async run(call) {
    const receivedAtMs = receivedOf(call);
    const flags = {
      ...(call.options['read'] === true ? { seen: true } : {}),
      ...(call.options['flag'] === true ? { flagged: true } : {}),
      ...(call.options['draft'] === true ? { draft: true } : {}),
    };
    await withMailbox(call, 'append', async (mail) => {
      const [folder, ...files] = mail.words;
      if (folder === undefined || files.length === 0) {
        throw fail('usage', { problem: 'say the folder and a file, or -', help: 'mailgrant append --help' });
      }
      await putAll(call, mail, { folder, files, flags, receivedAtMs });
    });
  },
};

async function putAll(
  call: Call,
  mail: OpenMail,
  given: { folder: string; files: readonly string[]; flags: object; receivedAtMs: number | undefined },
): Promise<void> {
  const { folder, files, flags, receivedAtMs } = given;
  const { streams, signal } = call;
  const progress = new Progress(streams, mail.clock, 'put');
  const put = async (file: string): Promise<string> => {
    const message = await messageFile(file, signal);
    return mail.box.append(folder, message, { ...mail.asked, flags, receivedAtMs });
  };
  const asked = jsonFields(call, fields);
  const done: { file: string; id: string }[] = [];
  try {
    for (const file of files) {
      const id = await (file === '-' ? spooled(streams.input, signal, put) : put(file));
      done.push({ file, id });
      progress.show({ count: done.length, of: files.length });
      if (!asked && !streams.outIsTerminal) streams.out(tabbed([file, id]));
    }
  } finally {
    progress.end();
    // What was put is said, whatever happened to the next one.
    if (asked) await printJson(call, done, asked);
    else if (streams.outIsTerminal && done.length > 0)
      streams.out(`${counted(done.length, 'message')} put into ${folder}.`);
  }
}

/** @throws `usage` */
function receivedOf(call: Call): number | undefined {
  const text = optionText(call, 'received');
  if (text === undefined) return undefined;
  const atMs = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(atMs)) return atMs;
  throw fail('usage', {
    problem: `--received wants a time such as 2026-01-31T12:00Z, not "${text}"`,
    help: 'mailgrant append --help',
  });
}
