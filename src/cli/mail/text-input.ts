// The words of a message from where they are: the command line, a file, or standard input, typed or piped.

import { promises, readFileSync, statSync } from 'node:fs';
import { fail } from '../../errors/error.ts';
import type { Call } from '../command.ts';

/** No person writes that much; files are attached. */
const textBytesMax = 16 * 1024 * 1024;

/** @throws `file-unreadable`, `input-too-long` */
export async function textFile(file: string, what: string): Promise<string> {
  return withoutMark((await fileBytes(file, what)).toString('utf8'));
}

/** For whoever tells the encoding by the octets. @throws `file-unreadable`, `input-too-long` */
export async function fileBytes(file: string, what: string): Promise<Buffer> {
  try {
    const about = statSync(file);
    if (about.size <= textBytesMax) {
      // A file on a disk has nobody to wait for. What can be silent is read beside everything else, which takes 2 ms to load.
      const bytes = about.isFile() ? readFileSync(file) : await promises.readFile(file);
      if (bytes.length <= textBytesMax) return bytes;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw fail('file-unreadable', { file, reason: code }, { cause: error });
  }
  throw tooLong(what);
}

/** All of standard input. At a terminal that is what is typed until Ctrl-D. @throws `input-too-long` */
export async function typedText(call: Call, what: string): Promise<string> {
  return withoutMark((await typedBytes(call, what)).toString('utf8'));
}

/** As `typedText`, for whoever tells the encoding by the octets. @throws `input-too-long` */
export async function typedBytes({ streams, signal }: Call, what: string): Promise<Buffer> {
  if (streams.inIsTerminal)
    streams.err(streams.paintErr.dim(`${what}, ended by Ctrl-D on a line of its own:`));
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of streams.input) {
    signal.throwIfAborted();
    bytes += piece.length;
    if (bytes > textBytesMax) throw tooLong(what);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Windows begins files with a byte order mark, which nobody wants to read. */
function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '');
}

function tooLong(what: string): Error {
  return fail('input-too-long', {
    what,
    example:
      'mailgrant send anna --to ben@contoso.com --subject Report --attach report.csv --text "See the file."',
    limit: textBytesMax,
  });
}
