// A sandbox with some mail behind a bad line: the mailbox's doors lead through a proxy each, tokens are good or what a
// test says they are. For the tests of faults.

import type { Clock } from '../../src/base/clock.ts';
import { Closers } from '../../src/base/closers.ts';
import type { Service } from '../../src/base/token-source.ts';
import { isMailgrantError } from '../../src/errors/error.ts';
import type { MailboxLimits } from '../../src/mail/limits.ts';
import type { ReadService } from '../../src/mailbox/doors/door.ts';
import type { Mailbox } from '../../src/mailbox/mailbox.ts';
import { createAuthority } from '../../src/net/certificate.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { type CuttingProxy, cuttingProxy } from '../kit/cutting-proxy.ts';
import { type CorpusMessage, mailCorpus } from '../kit/mail-corpus.ts';
import { mailboxAt, tokensFrom } from '../kit/mailbox-at.ts';
import { scopeOf } from '../kit/token-home.ts';

export const anna = seed.contoso.anna.name;
export const readServices: readonly ReadService[] = ['imap', 'pop', 'graph'];

export interface BadLine {
  readonly sandbox: Sandbox;
  readonly lines: Readonly<Record<ReadService, CuttingProxy>>;
  /** What was put into the inbox, oldest first. */
  readonly messages: readonly CorpusMessage[];
  token(service: Service): string;
  open(options?: OpenOptions): Promise<Mailbox>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly clock?: Clock;
  readonly limits?: MailboxLimits;
  readonly fetch?: typeof fetch;
  readonly token?: (service: Service) => string | Promise<string>;
}

export async function badLine(options: {
  seed: number;
  count: number;
  bytes?: number;
  clock?: Clock;
  /** Graph without TLS: a connection costs a fifth of it then. */
  plainGraph?: boolean;
}): Promise<BadLine> {
  const { clock, plainGraph = false, ...corpus } = options;
  const closers = new Closers();
  const sandbox = await startSandbox(clock ? { clock } : {});
  closers.push(() => sandbox.close());
  const mailbox = sandbox.mail.mailbox(anna);
  for (const item of mailbox?.items() ?? []) mailbox?.expunge(item);
  const messages = [...mailCorpus(corpus)];
  for (const { raw, receivedMs, flags } of messages) sandbox.mail.deliver(raw, anna, { receivedMs, flags });
  const authority = await createAuthority({ name: 'A bad line', nowMs: Date.now() });
  const kept = (proxy: CuttingProxy): CuttingProxy => {
    closers.push(() => proxy.close());
    return proxy;
  };
  const line = async (port: number): Promise<CuttingProxy> =>
    kept(await cuttingProxy({ port, ca: sandbox.ca.pem }, authority));
  const plain = async (port: number): Promise<CuttingProxy> => kept(await cuttingProxy({ port }, authority));
  const lines = {
    imap: await line(sandbox.servers.imaps.port),
    pop: await line(sandbox.servers.pops.port),
    graph: plainGraph
      ? await plain(Number(new URL(sandbox.cloudHttp.graph).port))
      : await line(Number(new URL(sandbox.urls.graph).port)),
  };
  const token = (service: Service): string =>
    sandbox.entra.mint({ user: anna, app: seed.apps.desktop.appId, scopes: scopeOf(service) }).accessToken;
  return {
    sandbox,
    lines,
    messages,
    token,
    open({ token: make = token, ...options } = {}) {
      const { imap, pop, graph } = lines;
      return mailboxAt(
        {
          imap: { host: 'localhost', port: imap.port, security: 'tls' },
          pop: { host: 'localhost', port: pop.port, security: 'tls' },
          graph: `${plainGraph ? 'http' : 'https'}://localhost:${graph.port}`,
        },
        { ca: authority.pem, address: anna, tokens: tokensFrom(anna, make), ...options },
      );
    },
    close: () => closers.close(),
  };
}

export async function bytesOf(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source) pieces.push(piece);
  return Buffer.concat(pieces);
}

export type Outcome =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly code: string };

/** What came of it: a value, or an error with a name. @throws whatever has no name, and Error where nothing came in time */
export async function outcomeOf(work: Promise<unknown>, limitMs: number): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing had come after ${limitMs} ms`)), limitMs);
  });
  try {
    return { kind: 'done', value: await Promise.race([work, late]) };
  } catch (error) {
    if (!isMailgrantError(error)) throw error;
    return { kind: 'refused', code: error.code };
  } finally {
    clearTimeout(timer);
  }
}
