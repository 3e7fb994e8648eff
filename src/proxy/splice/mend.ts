// Brings a new server to where the lost one was (follow/find-again.ts), over its socket: the client hears nothing of it.

import type { Clock } from '../../base/clock.ts';
import { withDeadline } from '../../base/deadline.ts';
import { nextChunk } from '../../net/next-chunk.ts';
import { ImapFramer } from '../../wire/imap/framer.ts';
import { type FoundAgain, findAgain } from '../follow/find-again.ts';
import type { MendPlan } from '../follow/imap-follower.ts';
import type { Upstream } from '../upstream/upstream.ts';

/** A SEARCH over many new messages comes in one line. */
const limits = { lineBytesMax: 1024 * 1024, literalBytesMax: 64 * 1024, unitBytesMax: 2 * 1024 * 1024 };
/** SELECT of a large folder takes Exchange some seconds. */
const mendLimitMs = 30_000;

export interface Mended {
  readonly found: FoundAgain;
  /** What the server has said behind its last answer. */
  readonly rest: Buffer;
}

/** The socket is paused before and afterwards. @throws what ended the line, DeadlineExceeded, the signal's reason */
export function mend(
  { socket, rest }: Pick<Upstream, 'socket' | 'rest'>,
  plan: MendPlan,
  options: { clock: Clock; signal?: AbortSignal | undefined },
): Promise<Mended> {
  const framer = new ImapFramer('server', limits);
  framer.push(rest);
  return withDeadline({ ...options, limitMs: mendLimitMs }, async (signal) => {
    const dialogue = findAgain(plan);
    let step = dialogue.next();
    for (let number = 1; !step.done; number += 1) {
      // Of a session's tags we know only that its client chose them: one that nobody would choose.
      const tag = `mailgrant.${number}`;
      socket.write(Buffer.concat([Buffer.from(`${tag} `), step.value, Buffer.from('\r\n')]));
      step = dialogue.next(await answerTo(tag, socket, framer, signal));
    }
    return { found: step.value, rest: framer.takeRest() };
  });
}

async function answerTo(
  tag: string,
  socket: Upstream['socket'],
  framer: ImapFramer,
  signal: AbortSignal,
): Promise<Buffer[]> {
  const lines: Buffer[] = [];
  for (;;) {
    for (let frame = framer.next(); frame; frame = framer.next()) {
      if (frame.kind !== 'unit') throw new Error('the server says what cannot be followed');
      lines.push(frame.bytes);
      if (frame.bytes.toString('latin1', 0, tag.length + 1) === `${tag} `) return lines;
    }
    const chunk = await nextChunk(socket, signal);
    if (!chunk) throw new Error('the server has closed the line');
    framer.push(chunk);
  }
}
