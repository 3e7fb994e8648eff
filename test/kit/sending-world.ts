// Anna's mailbox over the sandbox's faces: SMTP and IMAP by socket, Graph by its routes, tokens of the test's own making.

import { type Clock, systemClock } from '../../src/base/clock.ts';
import { Secret } from '../../src/base/secret.ts';
import type {
  AccessToken,
  AccountId,
  ResourceId,
  Service,
  TokenSource,
} from '../../src/base/token-source.ts';
import type { MailServer } from '../../src/identity/provider.ts';
import { LimitsRegistry, type MailboxLimits } from '../../src/mail/limits.ts';
import type { MailboxWorld } from '../../src/mailbox/context.ts';
import { Mailbox } from '../../src/mailbox/mailbox.ts';
import { Dialer } from '../../src/net/dial.ts';
import type { Tunnel } from '../../src/net/tunnel.ts';
import { anna, type World } from './sandbox-faces.ts';

export interface SendingWorld {
  readonly box: Mailbox;
  readonly world: MailboxWorld;
  /** Requests that Graph has had: `POST /v1.0/me/sendMail`. */
  readonly asked: string[];
}

const permissions: Record<Service, string[]> = {
  imap: ['IMAP.AccessAsUser.All'],
  pop: ['POP.AccessAsUser.All'],
  smtp: ['SMTP.Send'],
  graph: ['Mail.ReadWrite', 'Mail.Send', 'Mail.ReadWrite.Shared', 'Mail.Send.Shared', 'User.Read'],
};

export function sendingWorld(
  faces: World,
  options: {
    connected?: readonly Service[];
    address?: string;
    clock?: Clock;
    limits?: MailboxLimits;
    /** What the tokens for Graph say that they are for, beside being for all of it. Default: nothing. */
    scopes?: readonly string[];
    smtp?: { host: string; port: number };
    tunnel?: Tunnel;
    fetch?: (request: Request, next: (request: Request) => Promise<Response>) => Promise<Response>;
  } = {},
): SendingWorld {
  const { clock = systemClock() } = options;
  const asked: string[] = [];
  const tokens: TokenSource = {
    get(_account, service) {
      const resource = service === 'graph' ? 'graph' : 'exchange';
      return Promise.resolve(
        token(faces.token(anna, resource, permissions[service]), resource, options.scopes),
      );
    },
    invalidate: () => Promise.resolve(),
  };
  const at = (endpoint: { host: string; port: number }, security: MailServer['security']): MailServer => ({
    host: endpoint.host,
    port: endpoint.port,
    security,
  });
  const { endpoints } = faces.faces;
  const next = async (request: Request): Promise<Response> => faces.faces.graph.fetch(request);
  const world: MailboxWorld = {
    account: {
      // A brand over a plain string: this stands in for the store, which makes them.
      id: 'account-1' as AccountId,
      ref: 'anna',
      address: anna,
      kind: 'delegated',
      personal: false,
      displayName: 'Anna Novák',
    },
    address: options.address ?? anna,
    connected: options.connected ?? ['imap', 'smtp', 'graph'],
    tokens,
    servers: {
      imap: at(endpoints.imaps, 'tls'),
      pop: at(endpoints.pops, 'tls'),
      smtp: at(options.smtp ?? endpoints.smtp, 'starttls'),
      graph: 'https://graph.contoso.example',
    },
    dialer: new Dialer({ clock, ca: faces.caPem, tunnel: options.tunnel }),
    fetch: (input, init) => {
      const request = new Request(input, init);
      asked.push(`${request.method} ${new URL(request.url).pathname}`);
      return options.fetch ? options.fetch(request, next) : next(request);
    },
    limits: options.limits ?? new LimitsRegistry(clock).of(options.address ?? anna),
    clock,
  };
  return { box: new Mailbox(world), world, asked };
}

function token(value: string, resource: string, scopes: readonly string[] = []): AccessToken {
  return {
    accountId: 'account-1' as AccountId,
    resource: resource as ResourceId,
    secret: new Secret(value),
    scopes,
    obtainedAtMs: 0,
    expiresAtMs: Number.MAX_SAFE_INTEGER,
    username: anna,
    generation: 1,
  };
}
