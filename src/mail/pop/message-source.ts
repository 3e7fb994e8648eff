// A message over POP3 in pieces. RETR knows no offset: after a lost connection it begins anew, and what was given already
// is read once more and compared, because a server that converts on the fly need not write the same twice.

import { createHash } from 'node:crypto';
import { fail } from '../../errors/error.ts';
import { isLost, type Maildrop } from './maildrop.ts';
import type { PopPlace } from './open.ts';
import type { PopSession } from './session.ts';

/** In a row, without a byte between them. */
const lostInARowMax = 5;

export async function* messageSource(
  place: PopPlace,
  maildrop: Maildrop,
  name: string,
  options: { fromByte?: number | undefined; signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Uint8Array, void> {
  const { fromByte = 0, signal } = options;
  const given = createHash('sha256');
  let at = fromByte;
  let lost = 0;
  for (;;) {
    let entered = await maildrop.enter({ fresh: lost > 0, signal }, lost > 0);
    try {
      let [one] = await entered.visit.listing.numbersOf([name], signal);
      if (!one && !entered.visit.fresh) {
        // It may have come since that session began.
        entered.leave();
        entered = await maildrop.enter({ fresh: true, signal });
        [one] = await entered.visit.listing.numbersOf([name], signal);
      }
      if (!one) throw gone(place);
      const before = at;
      const again = createHash('sha256');
      for await (const piece of from(entered.visit.session, one.number, fromByte, signal)) {
        const skipped = piece.at >= before ? 0 : Math.min(piece.bytes.length, before - piece.at);
        if (skipped > 0) again.update(piece.bytes.subarray(0, skipped));
        if (skipped === piece.bytes.length) continue;
        if (piece.at + skipped === before && before > fromByte) {
          if (!again.digest().equals(given.copy().digest())) throw changed(place);
        }
        const fresh = piece.bytes.subarray(skipped);
        given.update(fresh);
        at += fresh.length;
        lost = 0;
        yield fresh;
      }
      // What is shorter than it was is another message, too.
      if (at === before && before > fromByte && !again.digest().equals(given.copy().digest())) {
        throw changed(place);
      }
      return;
    } catch (error) {
      entered.drop();
      lost += 1;
      if (!isLost(error) || lost >= lostInARowMax) throw error;
      place.log?.info('mail.pop-resumes', { account: place.account, atBytes: at });
    } finally {
      entered.leave();
    }
    await maildrop.pauseAfter(lost, signal);
  }
}

/** Pieces with their places, from `fromByte` on. */
async function* from(
  session: PopSession,
  number: number,
  fromByte: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ at: number; bytes: Buffer }, void> {
  let at = 0;
  for await (const piece of session.source(number, signal)) {
    const skipped = Math.min(piece.length, Math.max(0, fromByte - at));
    if (skipped < piece.length) yield { at: at + skipped, bytes: piece.subarray(skipped) };
    at += piece.length;
  }
}

function gone({ account }: PopPlace): Error {
  return fail('mail-message-gone', { account, folder: 'the inbox', message: 'that was listed' });
}

function changed({ server }: PopPlace): Error {
  const { host } = server;
  const answer = 'and gave another message when it was asked again';
  return fail('mail-connection-lost', { host, doing: 'RETR', answer }, { retry: 'never' });
}
