// A client, the guard of senders and a server, joined without sockets: what splice.ts does with them.

import type { SmtpSenders } from '../../src/proxy/splice/smtp-senders.ts';
import type { LaxSmtpServer } from './lax-smtp-server.ts';

/** The replies to `said`, which comes in pieces; what the guard does not want to hear yet waits. */
export function talkThrough(
  guard: SmtpSenders,
  server: LaxSmtpServer,
  said: Buffer,
  fragmentBytes: number,
): string {
  let replies = '';
  const toServer = (pieces: readonly Buffer[]): void => {
    let next = pieces;
    while (next.length > 0) {
      const answer = server.push(Buffer.concat(next));
      replies += Buffer.concat(guard.fromServer(answer)).toString('latin1');
      next = guard.toServer();
    }
  };
  for (let at = 0; at < said.length; at += fragmentBytes) {
    toServer(guard.fromClient(said.subarray(at, at + fragmentBytes)));
  }
  return replies;
}
