// A process that copies the inbox into a Maildir: to be timed, to be killed, to run out of disk. Its task comes by stdin;
// it says every message by a dot and, at the end, what came of it.

import { isMailgrantError } from '../../src/errors/error.ts';
import { mailboxAt, type Places, tokensFrom } from '../kit/mailbox-at.ts';

export interface ExportTask {
  readonly places: Places;
  readonly ca: string;
  readonly address: string;
  readonly token: string;
  readonly via: 'imap' | 'pop' | 'graph';
  readonly into: string;
}

const pieces: Uint8Array[] = [];
for await (const piece of process.stdin) pieces.push(piece as Uint8Array);
const { places, ca, address, token, via, into } = JSON.parse(Buffer.concat(pieces).toString()) as ExportTask;
const box = await mailboxAt(places, { ca, address, tokens: tokensFrom(address, () => token) });
try {
  const onProgress = (): boolean => process.stdout.write('.');
  const { exported, already } = await box.export('inbox', { format: 'maildir', into, via, onProgress });
  process.stdout.write(`\n${JSON.stringify({ exported, already })}\n`);
} catch (error) {
  if (!isMailgrantError(error)) throw error;
  process.stdout.write(`\n${JSON.stringify({ code: error.code })}\n`);
  process.exitCode = 1;
} finally {
  await box.close();
}
