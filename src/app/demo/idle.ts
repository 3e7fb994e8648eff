// What IDLE tells of one folder, as one sequence.

import type { ImapSession } from '../../mail/imap/session.ts';
import { type FolderNews, FolderWatch } from '../../mail/imap/watch.ts';

/** Asked of a server without IDLE as often. */
const pollMs = 1_000;

/** Resolves when the folder is watched: whatever happens from then on is told. Ends when `signal` is aborted. */
export async function idleNews(
  session: ImapSession,
  folder: string,
  signal: AbortSignal,
): Promise<AsyncIterable<FolderNews>> {
  const watch = await FolderWatch.open(session, folder, { signal });
  await watch.survey(signal);
  return news(watch, signal);
}

async function* news(watch: FolderWatch, signal: AbortSignal): AsyncGenerator<FolderNews, void> {
  try {
    for (;;) {
      yield* await watch.news(signal);
      await watch.wait({ pollMs, signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    watch.close();
  }
}
