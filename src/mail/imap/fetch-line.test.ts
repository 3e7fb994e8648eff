import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { expect, it } from 'vitest';
import { fakeClock } from '../../../test/kit/fake-clock.ts';
import { WholeBodies } from './bodies.ts';
import { FetchLine } from './fetch-line.ts';
import { SocketReads } from './socket-reads.ts';

/** What is said to it is kept; what it says is pushed. */
function line(): { said: string[]; socket: Duplex; fetches: FetchLine } {
  const said: string[] = [];
  const socket = new Duplex({
    read() {},
    write(piece: Buffer, _, done) {
      said.push(piece.toString());
      done();
    },
  });
  // Of a socket nothing else is used here.
  const taken = Object.assign(socket, { destroySoon: () => socket.destroy() }) as unknown as Socket;
  const parts = { clock: fakeClock(), leave: () => undefined };
  return { said, socket, fetches: new FetchLine({ socket: taken, reads: new SocketReads() }, parts) };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('asks for more when the command before is over: what a server tells in between may belong to either', async () => {
  const { said, socket, fetches } = line();
  const [first, second] = [new WholeBodies(Buffer.alloc(100)), new WholeBodies(Buffer.alloc(100))];
  fetches.fetch([1], first);
  fetches.fetch([2, 3], second);
  expect(said).toEqual(['f1 UID FETCH 1 (UID BODY.PEEK[])\r\n']);
  socket.push('* 1 FETCH (UID 1 BODY[] {2}\r\nab)\r\n');
  await turn();
  expect(said).toHaveLength(1);
  socket.push('f1 OK done\r\n');
  expect([...(await first.found)]).toEqual([[1, Buffer.from('ab')]]);
  expect(said[1]).toBe('f2 UID FETCH 2:3 (UID BODY.PEEK[])\r\n');
  socket.push('* 2 FETCH (UID 2 BODY[] {1}\r\nc)\r\n* 3 FETCH (UID 3 BODY[] {1}\r\nd)\r\nf2 OK done\r\n');
  expect([...(await second.found).keys()]).toEqual([2, 3]);
  expect(fetches.waiting).toBe(0);
  fetches.close();
});

it('ends with an answer that nobody asked for', async () => {
  const { socket, fetches } = line();
  const bodies = new WholeBodies(Buffer.alloc(100));
  fetches.fetch([1], bodies);
  socket.push('f7 OK done\r\n');
  await expect(bodies.found).rejects.toThrow('an answer to f7, which was not asked');
  expect(fetches.isOpen).toBe(false);
});
