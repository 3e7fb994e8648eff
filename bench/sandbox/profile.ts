// What a stretch of the sandbox's work is made of: a CPU profile through Node's inspector, summed up by function.

import { WebSocket } from 'undici';

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
}

/** Lines such as '12.3 % parseMime (imap.js)'; the share is of the time in which anything ran. */
export async function profiled(
  inspectorUrl: string,
  work: () => Promise<unknown>,
  top = 10,
): Promise<string[]> {
  const socket = new WebSocket(inspectorUrl);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('the inspector does not answer')));
  });
  let id = 0;
  const waiting = new Map<number, (result: unknown) => void>();
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as { id?: number; result?: unknown };
    if (message.id !== undefined) waiting.get(message.id)?.(message.result);
  });
  const ask = (method: string): Promise<unknown> => {
    id += 1;
    const answer = new Promise((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ id, method }));
    return answer;
  };
  await ask('Profiler.enable');
  await ask('Profiler.start');
  await work();
  const { profile } = (await ask('Profiler.stop')) as { profile: Profile };
  socket.close();
  return summed(profile, top);
}

function summed({ nodes, samples }: Profile, top: number): string[] {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const counts = new Map<string, number>();
  let busy = 0;
  for (const sample of samples) {
    const name = names.get(sample) ?? '?';
    if (name.startsWith('(idle)')) continue;
    busy += 1;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, top)
    .map(([name, count]) => `${((100 * count) / Math.max(busy, 1)).toFixed(1)} % ${name}`);
}

function nameOf({ functionName, url, lineNumber }: Profile['nodes'][number]['callFrame']): string {
  const file = url.split('/').at(-1) ?? '';
  const name = functionName === '' ? 'anonymous' : functionName;
  return file === '' ? name : `${name} (${file}:${lineNumber + 1})`;
}
