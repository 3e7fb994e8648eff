// mailgrant save: attachments into a folder, or the message itself into a file.

import { fail } from '../../errors/error.ts';
import type { SavedFile, SaveProgress } from '../../mailbox/reading/save.ts';
import { type Call, type Command, optionText, optionTexts } from '../command.ts';
import { oneId } from '../mail/ids.ts';
import { accountArg, mailOptions, type OpenMail, withMailbox } from '../mail/open-mail.ts';
import { jsonFields, pick, tabbed } from '../output.ts';
import { saidBytes, saidBytesCells } from '../screen/amount.ts';
import { fit } from '../screen/cells.ts';
import { cleanLine } from '../screen/clean.ts';
import { Progress } from '../screen/progress.ts';

const fields = ['file', 'bytes', 'part', 'name'] as const;

export const save: Command = {
  name: 'save',
  summary: 'Save the attachments of a message, or the message itself',
  examples: [
    { line: 'mailgrant save anna 3', does: 'its attachments, into this folder' },
    { line: 'mailgrant save anna 3 ~/Invoices --only 2', does: 'one of them, by the number that read shows' },
    { line: 'mailgrant save anna 3 --raw message.eml', does: 'the message as it came' },
    { line: 'mailgrant save anna 3 kept --all', does: 'both, into one folder' },
  ],
  args: [
    accountArg,
    { name: 'id', about: 'an id, a Message-ID, or the number of a row of the last list', required: false },
    { name: 'folder', about: 'where to; default: this folder', required: false },
  ],
  options: [
    {
      flags: '--only <part>',
      about: 'this attachment, by its number or name; may be given several times',
      repeatable: true,
    },
    { flags: '--raw <file>', about: 'the message itself into this file (.eml)' },
    { flags: '--all', about: 'the message itself beside its attachments' },
    { flags: '--overwrite', about: 'replace files that are there' },
    ...mailOptions('read'),
  ],
  json: fields,
  tidiesAtHangup: true,
  async run(call) {
    const raw = optionText(call, 'raw');
    await withMailbox(call, 'save', async (mail) => {
      const [word, folder = '.'] = mail.words;
      if (raw !== undefined && mail.words.length > 1) {
        throw fail('usage', {
          problem: 'with --raw FILE there is no folder to name',
          help: 'mailgrant save --help',
        });
      }
      const id = await oneId(call, mail, 'save', word);
      const saved = await files(call, mail, { id, folder, raw });
      report(call, saved);
    });
  },
};

async function files(
  call: Call,
  { box, asked, clock }: OpenMail,
  { id, folder, raw }: { id: string; folder: string; raw: string | undefined },
): Promise<readonly SavedFile[]> {
  const progress = new Progress(call.streams, clock, 'saved');
  const onProgress = ({ bytes }: SaveProgress): void => progress.show({ bytes });
  const options = { ...asked, overwrite: call.options['overwrite'] === true, onProgress };
  try {
    if (raw !== undefined) return [await box.saveMessage(id, raw, options)];
    const only = optionTexts(call, 'only');
    const attachments = await box.saveAttachments(
      id,
      folder,
      only.length === 0 ? options : { ...options, only },
    );
    return call.options['all'] === true
      ? [...attachments, await box.saveMessage(id, folder, options)]
      : attachments;
  } finally {
    progress.end();
  }
}

function report(call: Call, saved: readonly SavedFile[]): void {
  const { streams } = call;
  const asked = jsonFields(call, fields);
  if (asked) {
    const rows = saved.map((file) => pick({ ...file }, asked));
    return streams.out(JSON.stringify(rows, null, streams.outIsTerminal ? 2 : undefined));
  }
  if (saved.length === 0) return streams.err('The message has no attachments.');
  for (const { file, bytes } of saved) {
    if (streams.outIsTerminal)
      streams.out(
        `${streams.paint.dim(fit(saidBytes(bytes), saidBytesCells, '', 'right'))}  ${cleanLine(file)}`,
      );
    else streams.out(tabbed([file, bytes]));
  }
}
