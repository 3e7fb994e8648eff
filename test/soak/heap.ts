// What a process holds after everything that nobody needs has been thrown away: asked over its inspector, so that the
// figure says "leak" and not "the collector had no reason to come".

import { once } from 'node:events';
import { WebSocket } from 'undici';

/** @param url - `ws://...`, as Node.js tells it on standard error when it is started with --inspect */
export async function heapAfterCollection(url: string): Promise<number> {
  const socket = new WebSocket(url);
  await once(socket, 'open');
  let id = 0;
  const ask = async (method: string, params: object = {}): Promise<unknown> => {
    id += 1;
    socket.send(JSON.stringify({ id, method, params }));
    for (;;) {
      const [event] = (await once(socket, 'message')) as [{ data: unknown }];
      const answer = JSON.parse(String(event.data)) as { id?: number; result?: unknown };
      if (answer.id === id) return answer.result;
    }
  };
  try {
    // Twice: what is released by a finaliser of the first time goes with the second.
    await ask('HeapProfiler.collectGarbage');
    await ask('HeapProfiler.collectGarbage');
    const answer = (await ask('Runtime.evaluate', {
      expression: 'process.memoryUsage().heapUsed + process.memoryUsage().external',
    })) as { result: { value: number } };
    return answer.result.value;
  } finally {
    socket.close();
  }
}
