// What happens in a sandbox, as it happens: server-sent events (HTML Standard, 9.2). It looks for what is new instead of
// being told, so that nothing that works has to know that somebody watches.

import type { Timer } from '../../base/clock.ts';
import type { Sandbox } from '../sandbox.ts';
import { type View, viewTable } from './views.ts';

const lookEveryMs = 250;

/** Lists that grow at the top, by the name of their events. */
const growing = ['requests', 'tokens', 'submissions'] as const;

/** Ends with `signal`, which is the connection's. */
export function eventStream(sandbox: Sandbox, signal: AbortSignal): Response {
  return serverSentEvents(signal, (send) => {
    const last = new Map(growing.map((name) => [name, tailOf(sandbox, name).at(-1)]));
    const stopMail = sandbox.mail.onChange(({ mailbox, folder, kind, uid }) =>
      send('mail', { mailbox: mailbox.address, folder: folder.path, kind, uid }),
    );
    const stopListening = sandbox.transcripts.subscribe(({ kind, text }, { id, face }) =>
      send('transcript', { id, face, kind, text }),
    );
    const stopLooking = everySoOften(sandbox, lookEveryMs, () => {
      for (const name of growing) {
        const tail = tailOf(sandbox, name);
        const before = last.get(name);
        if (tail.at(-1) === before) continue;
        // What was last may have gone for want of room: then everything that is left is new.
        const fresh = tail.slice(before === undefined ? 0 : tail.lastIndexOf(before) + 1);
        last.set(name, tail.at(-1));
        const view: View = viewTable[name];
        if (!('list' in view)) continue;
        const { entries } = view.list(sandbox, { top: fresh.length });
        for (const entry of [...entries].reverse()) send(name, entry);
      }
    });
    return () => {
      stopMail();
      stopListening();
      stopLooking();
    };
  });
}

function tailOf({ requests, entra, mail }: Sandbox, name: (typeof growing)[number]): readonly object[] {
  if (name === 'requests') return requests.entries;
  return name === 'tokens' ? entra.issued() : mail.submissions;
}

/** Runs now and again until it is stopped; keeps no process alive. */
export function everySoOften({ clock }: Sandbox, everyMs: number, look: () => void): () => void {
  let timer: Timer;
  let stopped = false;
  const arm = (): void => {
    timer = clock.after(
      everyMs,
      () => {
        if (stopped) return;
        look();
        arm();
      },
      { background: true },
    );
  };
  arm();
  return () => {
    stopped = true;
    timer.cancel();
  };
}

/** @param start - is given what sends an event, and answers what ends the sending. */
export function serverSentEvents(
  signal: AbortSignal,
  start: (send: (event: string, data: unknown) => void) => () => void,
): Response {
  const encoder = new TextEncoder();
  let stop: (() => void) | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (event: string, data: unknown): void => {
        // A reader that does not keep up is let go: it asks again by itself.
        if ((controller.desiredSize ?? 0) < -eventsWaitingMax) return end();
        controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
      };
      const end = (): void => {
        stop?.();
        stop = undefined;
        controller.close();
      };
      controller.enqueue(encoder.encode('retry: 1000\n\n'));
      stop = start(send);
      signal.addEventListener('abort', () => stop?.(), { once: true });
    },
    cancel() {
      stop?.();
    },
  });
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
  });
}

const eventsWaitingMax = 1000;
