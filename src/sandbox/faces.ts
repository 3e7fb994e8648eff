// The mail half of the offline Microsoft 365: IMAP, POP, SMTP submission and Graph over one store of mailboxes. Knows
// tokens only by what the judge says about them, and people only by the directory.

import type { Socket } from 'node:net';
import type { Hono } from 'hono';
import type { Clock } from '../base/clock.ts';
import { Closers } from '../base/closers.ts';
import { type Logger, silentLogger } from '../base/logger.ts';
import { listen, type TlsIdentity } from '../net/listen.ts';
import { Connection } from './connection.ts';
import type { DataFolder } from './data/folder.ts';
import type { Certificates } from './faults/certificates.ts';
import type { Faults } from './faults/faults.ts';
import { openGraph } from './graph/app.ts';
import type { Subscriptions } from './graph/subscriptions/subscriptions.ts';
import { ImapSession } from './imap/session.ts';
import { MailStore } from './mailboxes/mail-store.ts';
import type { Directory, TokenJudge } from './model.ts';
import { PopSession } from './pop/session.ts';
import { defaultQuirks, type Quirks } from './quirks.ts';
import { SessionCounter } from './session-counter.ts';
import { memoryShelf } from './shelf.ts';
import { SubmissionDesk } from './smtp/desk.ts';
import { SmtpSession } from './smtp/session.ts';
import { Throttles } from './throttles.ts';
import { watchMail } from './transcripts/mail-watch.ts';
import type { TranscriptStore } from './transcripts/transcripts.ts';

/** `imap`, `pop` and `smtp` start in clear text and offer STARTTLS; `imaps` and `pops` are TLS from the first byte. */
export const doors = ['imap', 'imaps', 'pop', 'pops', 'smtp'] as const;
export type Door = (typeof doors)[number];

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

export interface FacesOptions {
  readonly directory: Directory;
  readonly judge: TokenJudge;
  readonly clock: Clock;
  /** The certificate that a new connection is shown. */
  readonly certificates: Certificates;
  readonly faults: Faults;
  readonly transcripts: TranscriptStore;
  /** Address to listen on, for example '127.0.0.1'. */
  readonly host: string;
  /** A port that is left out is chosen by the operating system. */
  readonly ports?: Partial<Record<Door, number>>;
  /** How Graph reaches notification URLs. Default: the global fetch. */
  readonly fetch?: typeof fetch;
  readonly log?: Logger;
  readonly quirks?: Partial<Quirks>;
  /** Where everything is kept; in memory otherwise. */
  readonly data?: DataFolder | undefined;
  /** Signs the validation tokens of Graph's rich notifications. */
  readonly sign?: (claims: Readonly<Record<string, unknown>>) => string;
}

export interface Faces {
  readonly endpoints: Readonly<Record<Door, Endpoint>>;
  /** One more listener for a door. @throws as openFaces. */
  open(door: Door, at: { host: string; port: number | undefined }): Promise<Endpoint>;
  /** Answers `/v1.0/*` and `/oidc/userinfo`; absolute links carry the request's own origin. */
  readonly graph: Hono;
  /** Those of Graph, whoever made them. */
  readonly subscriptions: Subscriptions;
  /** The control side: deliver, look, listen. */
  readonly mail: MailStore;
  /** Budgets of IMAP requests. */
  readonly throttles: Throttles;
  /** May be changed while the faces are open; sessions read it as they go. */
  readonly quirks: Quirks;
  close(): Promise<void>;
}

/** Said to a client that has been silent for too long. */
const farewells: Readonly<Record<Door, string>> = {
  imap: '* BYE Connection is closed. 13\r\n',
  imaps: '* BYE Connection is closed. 13\r\n',
  pop: '',
  pops: '',
  smtp: '421 4.4.1 Connection timed out\r\n',
};

/** Opens every door. @throws `port-taken` and the like of net/listen.ts; nothing stays open then. */
export async function openFaces(options: FacesOptions): Promise<Faces> {
  const { directory, judge, clock, certificates, log = silentLogger } = options;
  const { faults, transcripts } = options;
  const { data } = options;
  const { shelf } = data ?? { shelf: memoryShelf };
  const quirks: Quirks = Object.assign(shelf.record('quirks', { ...defaultQuirks }), options.quirks);
  const perMinute = (): number => quirks.submissionsPerMinute;
  const mail = new MailStore({ directory, clock, ledger: data?.ledger, perMinute, shelf });
  const desk = { directory, judge, mail, quirks, clock };
  const sessions = new SessionCounter();
  const throttles = new Throttles(clock);
  const locks = new SessionCounter();
  const submissions = new SubmissionDesk(clock);
  const closers = new Closers();
  closers.push(() => mail.settle());
  const deliver = afterwards(data, options.fetch ?? fetch);
  const graph = openGraph({ ...desk, fetch: deliver, log, sign: options.sign }, shelf);
  closers.push(() => graph.close());

  const serve: Record<Door, (connection: Connection) => Promise<void>> = {
    imap: (connection) => new ImapSession({ ...desk, connection, sessions, throttles }).run(),
    imaps: (connection) => new ImapSession({ ...desk, connection, sessions, throttles }).run(),
    pop: (connection) => new PopSession({ ...desk, connection, locks }).run(),
    pops: (connection) => new PopSession({ ...desk, connection, locks }).run(),
    smtp: (connection) => new SmtpSession({ ...desk, connection, faults, submissions }).run(),
  };
  const open = async (door: Door, at: { host: string; port: number | undefined }): Promise<Endpoint> => {
    const farewell = farewells[door];
    const place = door === 'imaps' ? 'imap' : door === 'pops' ? 'pop' : door;
    const listener = await listen({
      ...at,
      onConnection(socket: Socket) {
        const watch = watchMail({
          face: door,
          clientAddress: socket.remoteAddress ?? '',
          faults,
          transcripts,
        });
        const identity = (): TlsIdentity | Promise<TlsIdentity> => certificates(place);
        const connection = new Connection(socket, {
          clock,
          identity,
          farewell,
          watch,
          commits: data?.commits,
        });
        const converse = async (): Promise<void> => {
          if (door !== place && !(await connection.startTls())) {
            log.info('sandbox.handshake.failed', { door });
            return;
          }
          const stroke = watch.greeting();
          if (stroke) await connection.suffer(stroke);
          if (!connection.ended) await serve[door](connection);
        };
        converse().catch((error: unknown) => {
          log.error('sandbox.session.failed', { door, error });
          connection.end();
        });
      },
    });
    closers.push(() => listener.close());
    return { host: listener.host, port: listener.port };
  };
  try {
    const { host, ports } = options;
    const endpoints = {
      imap: await open('imap', { host, port: ports?.imap }),
      imaps: await open('imaps', { host, port: ports?.imaps }),
      pop: await open('pop', { host, port: ports?.pop }),
      pops: await open('pops', { host, port: ports?.pops }),
      smtp: await open('smtp', { host, port: ports?.smtp }),
    };
    return {
      endpoints,
      open,
      graph: graph.app,
      subscriptions: graph.subscriptions,
      mail,
      throttles,
      quirks,
      close: () => closers.close(),
    };
  } catch (error) {
    await closers.close();
    throw error;
  }
}

/** Nobody outside is told of what might still be lost. */
function afterwards(data: DataFolder | undefined, send: typeof fetch): typeof fetch {
  if (!data) return send;
  return async (...request) => {
    await data.commits.settled();
    return send(...request);
  };
}
