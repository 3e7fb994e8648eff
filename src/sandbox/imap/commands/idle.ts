// IDLE (RFC 2177): news as they come until the client says DONE.

import { type CommandEntry, completed } from '../outcome.ts';
import type { Selected } from '../selected.ts';

export const idle: CommandEntry = {
  name: 'IDLE',
  needs: 'authenticated',
  bare: true,
  async run(session) {
    const { selected, output } = session;
    // Whatever came between the last answer and this one is said first.
    selected?.flush(output, 'all');
    await session.line('+ IDLE accepted, awaiting DONE command.');
    let news = false;
    let telling: Promise<void> | undefined;
    // While the client takes nothing, news gathers in the folder's view and not in the socket.
    const tell = async (view: Selected): Promise<void> => {
      for (; news && session.selected === view; await output.send()) {
        news = false;
        view.flush(output, 'all');
      }
      telling = undefined;
    };
    selected?.onNews(() => {
      news = true;
      telling ??= tell(selected);
    });
    const line = await session.readUnit();
    selected?.onNews(undefined);
    await telling;
    if (line?.toString('latin1').trim().toUpperCase() === 'DONE') return completed;
    return { status: 'BAD', text: 'Command received in Invalid state.' };
  },
};
