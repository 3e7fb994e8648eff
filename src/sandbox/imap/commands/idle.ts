// IDLE (RFC 2177): news as they come until the client says DONE.

import { type CommandEntry, completed } from '../outcome.ts';

export const idle: CommandEntry = {
  name: 'IDLE',
  needs: 'authenticated',
  async run(session) {
    const { selected } = session;
    await session.line('+ IDLE accepted, awaiting DONE command.');
    // Whatever came between the last answer and this one is said first.
    let telling = selected?.flush(session, 'all') ?? Promise.resolve();
    selected?.onNews(() => {
      telling = telling.then(() => selected.flush(session, 'all'));
    });
    const line = await session.readUnit();
    selected?.onNews(undefined);
    await telling;
    if (line?.toString('latin1').trim().toUpperCase() === 'DONE') return completed;
    return { status: 'BAD', text: 'Command received in Invalid state.' };
  },
};
