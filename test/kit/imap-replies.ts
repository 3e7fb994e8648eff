// Whether bytes of a server are whole responses of IMAP, by its grammar.

import { ImapFramer } from '../../src/wire/imap/framer.ts';
import { checkImapResponse } from './imap-grammar.ts';

/** @throws Error naming what is wrong and where */
export function checkImapReplies(bytes: Buffer): void {
  const limits = { lineBytesMax: 65_536, literalBytesMax: 65_536, unitBytesMax: 1 << 20 };
  const framer = new ImapFramer('server', limits);
  framer.push(bytes);
  for (let frame = framer.next(); frame; frame = framer.next()) {
    if (frame.kind !== 'unit') throw new Error(`${frame.kind} in ${bytes.toString('latin1')}`);
    checkImapResponse(frame.bytes);
  }
  if (framer.open || framer.buffered > 0) throw new Error(`no whole line: ${bytes.toString('latin1')}`);
}
