// Deleting over POP3: marks, and QUIT, which alone carries them out (RFC 1939 section 6). A session that ends without QUIT
// has deleted nothing; one whose answer to QUIT is lost or is a refusal is looked into by the next.

import { fail, isMailgrantError } from '../../errors/error.ts';
import { isLost, type Maildrop, type Visit } from './maildrop.ts';
import type { PopPlace } from './open.ts';

const triesMax = 3;

/** All or none: where one of them is not there, none is marked. @throws `mail-message-gone`, `mail-pop-delete-failed` */
export async function deleteMessages(
  place: PopPlace,
  maildrop: Maildrop,
  names: readonly string[],
  options: { signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const { signal } = options;
  /** How many of each name shall be left; known after the first look. */
  let left: ReadonlyMap<string, number> | undefined;
  let answer = 'the connection was lost';
  for (let tries = 1; ; tries += 1) {
    const outcome = await maildrop.visit({ fresh: true, signal }, async (visit) => {
      const there = await visit.listing.count(names, signal);
      left ??= afterwards(place, there, names);
      const remaining = stillThere(there, left);
      if (remaining.length === 0) return { kind: 'done' as const };
      if (tries > triesMax) return { kind: 'refused' as const, count: remaining.length };
      await mark(visit, remaining, signal);
      return quit(visit, signal);
    });
    if (outcome.kind === 'done') return;
    if (outcome.kind === 'refused') {
      const { account, server } = place;
      throw fail('mail-pop-delete-failed', { host: server.host, account, count: outcome.count, answer });
    }
    answer = outcome.answer;
    await maildrop.pauseAfter(tries, signal);
  }
}

function afterwards(
  { account }: PopPlace,
  there: ReadonlyMap<string, number>,
  names: readonly string[],
): ReadonlyMap<string, number> {
  const left = new Map(there);
  for (const name of names) left.set(name, (left.get(name) ?? 0) - 1);
  const missing = [...left.values()].some((count) => count < 0);
  if (missing) throw fail('mail-message-gone', { account, folder: 'the inbox', message: 'that was listed' });
  return left;
}

/** A name for each message that is more than there shall be. */
function stillThere(
  there: ReadonlyMap<string, number>,
  left: ReadonlyMap<string, number>,
): readonly string[] {
  return [...left].flatMap(([name, wanted]) =>
    Array.from({ length: Math.max(0, (there.get(name) ?? 0) - wanted) }, () => name),
  );
}

async function mark(
  { session, listing }: Visit,
  names: readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const found = await listing.numbersOf(names, signal);
  try {
    for (const one of found) if (one) await session.dele(one.number, signal);
  } catch (error) {
    // The session would carry out what is marked with the next QUIT, whoever says it.
    session.close();
    throw error;
  }
}

/** After this the session is over, whatever the answer. */
async function quit(
  { session }: Visit,
  signal: AbortSignal | undefined,
): Promise<{ kind: 'done' } | { kind: 'unclear'; answer: string }> {
  try {
    const { kind, text } = await session.quit(signal);
    return kind === 'ok' ? { kind: 'done' } : { kind: 'unclear', answer: `-ERR ${text}` };
  } catch (error) {
    if (!isMailgrantError(error) || !isLost(error)) throw error;
    return { kind: 'unclear', answer: error.message };
  }
}
