// The parts of a message as a person knows them: those that its header tells of, and files that stand in the middle of a plain text,
// each as a part of its own behind the text that it was taken out of.

import { parseFields } from '../header/fields.ts';
import { InlineFiles, type InlinePiece } from './inline-files.ts';
import type { Part } from './part.ts';
import { roleOf } from './role.ts';
import { type PartEvent, splitParts } from './split.ts';

/** In one message. Whoever sends more has another purpose. */
const filesMax = 100;

export async function* readableParts(source: AsyncIterable<Uint8Array>): AsyncGenerator<PartEvent, void> {
  let left = filesMax;
  let text:
    | { readonly part: Part; readonly files: InlineFiles; count: number; open: Part | undefined }
    | undefined;
  const told = function* (pieces: readonly InlinePiece[]): Generator<PartEvent> {
    for (const piece of text ? pieces : []) {
      if (!text) return;
      if (piece.kind === 'text') yield { kind: 'bytes', part: text.part, bytes: piece.bytes };
      else if (piece.kind === 'begin') {
        left -= 1;
        text.count += 1;
        text.open = fileIn(text.part, text.count, piece.name);
        yield { kind: 'part', part: text.open };
      } else if (text.open) {
        const part = text.open;
        if (piece.kind === 'data') yield { kind: 'bytes', part, bytes: piece.bytes };
        else {
          text.open = undefined;
          yield { kind: 'end', part };
        }
      }
    }
  };
  for await (const event of splitParts(source)) {
    if (event.kind === 'bytes' && event.part === text?.part) {
      yield* told(text.files.write(event.bytes));
      continue;
    }
    if (event.kind !== 'bytes' && text) {
      yield* told(text.files.end());
      text = undefined;
    }
    yield event;
    if (event.kind !== 'part' || !mayHold(event.part)) continue;
    const { part } = event;
    text = { part, files: new InlineFiles(part.parameters.get('charset'), left), count: 0, open: undefined };
  }
}

function mayHold(part: Part): boolean {
  return part.type === 'text/plain' && !part.isMultipart && roleOf(part) === 'text';
}

/** Named apart from what IMAP numbers: there is no such part at a server. */
function fileIn(text: Part, number: number, name: string | undefined): Part {
  return {
    path: `${text.path}-${number}`,
    parent: text.parent,
    fields: parseFields(new Uint8Array()),
    type: 'application/octet-stream',
    parameters: new Map(),
    disposition: 'attachment',
    name,
    encoding: '',
    contentId: undefined,
    isMultipart: false,
  };
}
