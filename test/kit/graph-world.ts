// A mailbox of the sandbox and the door to it by Graph, in one process: requests are handed over without a network, seen,
// counted and, where a test wants it, answered by the test.

import type { Clock } from '../../src/base/clock.ts';
import type { TokenSource } from '../../src/base/token-source.ts';
import { MailboxLimits } from '../../src/mail/limits.ts';
import type { MailboxWorld } from '../../src/mailbox/context.ts';
import { type FixedTokens, fixedTokens } from './fixed-tokens.ts';
import { allMail } from './graph-talk.ts';
import { anna, type World } from './sandbox-faces.ts';
import { wayTo } from './way-to.ts';

export type Intercept = (url: URL, init: RequestInit) => Response | undefined | Promise<Response | undefined>;

export interface GraphWorld {
  readonly world: MailboxWorld;
  readonly tokens: FixedTokens;
  /** `GET /v1.0/me/messages`, in the order in which they were sent. */
  readonly asked: readonly string[];
  readonly inFlightMax: () => number;
  /** Answers in Graph's place where it does not return undefined. */
  intercept: Intercept;
}

export function graphWorld(
  sandbox: World,
  options: {
    clock: Clock;
    who?: string;
    address?: string;
    permissions?: string[];
    app?: boolean;
    tokens?: readonly string[];
    graph?: string;
  },
): GraphWorld {
  const { clock, who = anna, address = who, permissions = allMail, app = false } = options;
  const token = (): string => sandbox.token(who, 'graph', permissions, { app });
  const tokens = fixedTokens(options.tokens ?? [token(), token()], who);
  const asked: string[] = [];
  let inFlight = 0;
  let most = 0;
  const made: { intercept: Intercept } = { intercept: () => undefined };
  const send = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    asked.push(`${init.method ?? 'GET'} ${decodeURIComponent(url.pathname)}`);
    inFlight += 1;
    most = Math.max(most, inFlight);
    try {
      return (await made.intercept(url, init)) ?? (await sandbox.faces.graph.request(url.href, init));
    } finally {
      inFlight -= 1;
    }
  };
  const nowhere = { host: '127.0.0.1', port: 1, security: 'tls' } as const;
  const world: MailboxWorld = {
    account: {
      id: 'account-1' as MailboxWorld['account']['id'], // stands in for the store, which makes them
      ref: 'anna',
      address: who,
      kind: app ? 'app' : 'delegated',
      personal: false,
      displayName: undefined,
    },
    address,
    connected: ['graph'],
    tokens: tokens satisfies TokenSource,
    servers: {
      imap: nowhere,
      pop: nowhere,
      smtp: nowhere,
      graph: options.graph ?? 'https://graph.localhost',
    },
    dialer: wayTo(),
    fetch: send,
    limits: new MailboxLimits(clock),
    clock,
  };
  return Object.assign(made, { world, tokens, asked, inFlightMax: () => most });
}
