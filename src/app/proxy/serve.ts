// `mailgrant proxy`: the proxy on top of an open store, until it is told to go. Where its parts meet: tokens, door keeper,
// servers, certificates, and the socket over which its state is asked for.

import { join } from 'node:path';
import { aborted } from '../../base/aborted.ts';
import type { Clock, Timer } from '../../base/clock.ts';
import { Closers } from '../../base/closers.ts';
import type { Logger } from '../../base/logger.ts';
import { isMailgrantError, MailgrantError } from '../../errors/error.ts';
import { withToken } from '../../mail/door.ts';
import { LimitsRegistry } from '../../mail/limits.ts';
import { Dialer } from '../../net/dial.ts';
import type { Endpoint } from '../../net/listen.ts';
import { localIdentity } from '../../net/local-authority.ts';
import { type IdentityFiles, ServerIdentity } from '../../net/server-identity.ts';
import type { Tunnel } from '../../net/tunnel.ts';
import type { Admission } from '../../proxy/admission/admission.ts';
import { HouseDoorkeeper } from '../../proxy/admission/doorkeeper.ts';
import type { PlaceNumbers } from '../../proxy/admission/places.ts';
import type { TrustedNetwork } from '../../proxy/admission/trusted-networks.ts';
import type { ProxyProtocol } from '../../proxy/front/front.ts';
import { type PortOptions, Proxy, type ProxyLimits } from '../../proxy/proxy.ts';
import { proxyLimits, Shield } from '../../proxy/shield/shield.ts';
import type { Upstream } from '../../proxy/upstream/upstream.ts';
import { createUpstreams } from '../../proxy/upstream/upstreams.ts';
import { WhileUnchanged } from '../../store/while-unchanged.ts';
import type { Mailgrant } from '../mailgrant.ts';
import { type MetricsPlace, serveMetrics, serveStatus } from './status.ts';

export interface ServeProxyOptions {
  readonly mailgrant: Mailgrant;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly ports: readonly PortOptions[];
  readonly caPem: string | undefined;
  /** The way out to the mail servers, where there is no direct one. */
  readonly tunnel?: Tunnel | undefined;
  /** For TLS towards clients. */
  readonly identity?: IdentityFiles | undefined;
  /** In the place of `identity`: a certificate for these names, by an authority of our own that is kept in the folder. */
  readonly local?: { readonly folder: string; readonly names: readonly string[] } | undefined;
  /** How it calls itself to clients and servers. */
  readonly name: string;
  /** Mend IMAP sessions that the server ends. */
  readonly rescue: boolean;
  /** Networks of hosts that speak the PROXY protocol. */
  readonly loadBalancers?: readonly string[] | undefined;
  /** Sessions at a time; left away: what Exchange is known to bear. */
  readonly places?: Partial<PlaceNumbers> | undefined;
  /** Of lines, times and connections that have not signed in; left away: `proxyLimits` of src/proxy/proxy.ts. */
  readonly limits?: ProxyLimits | undefined;
  /** For clients of SMTP that are older than RFC 2554. */
  readonly oldAuthLine?: boolean | undefined;
  /** Clients that may send without a sign-in. */
  readonly trusted?: readonly TrustedNetwork[] | undefined;
  /** How long sessions may go on after the signal. */
  readonly graceMs: number;
  /** Where Prometheus asks, beside the status socket. */
  readonly metrics?: MetricsPlace | undefined;
  /** Which mailgrant this is. */
  readonly version?: string | undefined;
  /** A Unix socket, or a named pipe. */
  readonly statusPath: string;
  /** Called when everything listens. */
  readonly ready: (proxy: Proxy, controls: ProxyControls) => void;
}

export interface ProxyControls {
  /** Reads the certificate again. @throws `server-certificate-unusable`; the old one stays */
  reload(): Promise<void>;
  /** Where metrics are told by HTTP. */
  readonly metricsAt: Endpoint | undefined;
  /** What clients have to trust, where the authority is our own. */
  readonly authorityFile: string | undefined;
}

/**
 * Resolves when `signal` was aborted and every session has ended.
 *
 * @throws `port-taken`, `port-not-allowed`, `address-not-here`, `proxy-needs-tls`, `server-certificate-unusable`,
 *   `proxy-runs-already`
 */
export async function serveProxy(options: ServeProxyOptions): Promise<void> {
  const { mailgrant, clock, log, signal, ports, caPem, name, rescue } = options;
  // What a client's user reads is explained: this process lives long enough to load what the doctor knows.
  const { explainError } = await import('../../doctor/explain-error.ts');
  MailgrantError.explainWith((error) => explainError(error, 'en'));
  const { ProxyMetrics } = await import('./metrics.ts');
  const metrics = new ProxyMetrics(options.version ?? 'unknown');
  const closers = new Closers();
  try {
    const { local } = options;
    const files = local ? await localIdentity({ ...local, clock }) : options.identity;
    const identity = files && (await ServerIdentity.read(files));
    const reload = async (): Promise<void> => {
      if (!identity) return;
      if (local) await localIdentity({ ...local, clock });
      const replaced = await identity.reload();
      const expiresAt = new Date(identity.facts.expiresAtMs).toISOString();
      if (identity.facts.expiresAtMs < clock.now()) log.warn('proxy.certificate-expired', { expiresAt });
      if (replaced) log.info('proxy.certificate-replaced', { expiresAt });
    };
    closers.push(
      everyHour(clock, () => reload().catch((error) => log.error('proxy.certificate-unusable', { error }))),
    );
    const { places, trusted } = options;
    const doorkeeper = new HouseDoorkeeper({ store: mailgrant.store, clock, log, places, trusted });
    closers.push(() => doorkeeper.close());
    const offers = new Map<ProxyProtocol, readonly string[]>();
    const upstreams = createUpstreams({
      dialer: new Dialer({ clock, ca: caPem, tunnel: options.tunnel }),
      clock,
    });
    const shield = new Shield({ clock, limits: new LimitsRegistry(clock, proxyLimits) });
    const whereabouts = new WhileUnchanged(
      () => mailgrant.store.version(),
      async (id) => {
        const account = await mailgrant.account(id);
        return { account, servers: await mailgrant.servers(account) };
      },
    );
    const connect = async (
      admission: Admission,
      protocol: ProxyProtocol,
      signal: AbortSignal,
    ): Promise<Upstream> => {
      const { account, servers } = await whereabouts.get(admission.account);
      const server = servers[protocol];
      const known = { 'account.type': account.personal ? 'personal' : 'work' };
      const door = { tokens: mailgrant.tokens, account: account.id, log, signal, known };
      const visit = { service: protocol, mailbox: admission.mailbox, signal };
      const { user } = admission;
      const signIn = (): Promise<Upstream> =>
        withToken(door, protocol, (token) =>
          upstreams[protocol]({ server, token, user, name, signal, account: account.name }),
        ).catch((error: unknown) => {
          if (isMailgrantError(error) && !signal.aborted) metrics.upstreamRefused(protocol, error.code);
          throw error;
        });
      const { result: upstream, leave } = await shield.run(visit, signIn);
      upstream.socket.once('close', leave);
      offers.set(protocol, upstream.capabilities);
      return upstream;
    };
    closers.push(mailgrant.tokens.on((event) => metrics.token(event)));
    mailgrant.schedule.start();
    closers.push(() => mailgrant.schedule.stop());
    const proxy = await Proxy.start({
      ports,
      name,
      doorkeeper,
      connect,
      limited: ({ mailbox }, service, told) => shield.told({ service, mailbox }, told),
      tls: identity && (() => identity.context),
      loadBalancers: options.loadBalancers,
      behind: (protocol) => offers.get(protocol),
      clock,
      log,
      rescue,
      observer: metrics,
      limits: options.limits,
      oldAuthLine: options.oldAuthLine,
    });
    closers.push(() => proxy.stop({ graceMs: options.graceMs }));
    metrics.watch({ proxy, shield, identity });
    const status = await serveStatus({ path: options.statusPath, proxy, shield, identity, metrics });
    closers.push(() => status.close());
    const shown = options.metrics && (await serveMetrics({ ...options.metrics, metrics }));
    if (shown) closers.push(() => shown.close());
    options.ready(proxy, {
      reload,
      metricsAt: shown,
      authorityFile: local && join(local.folder, 'authority.pem'),
    });
    await aborted(signal);
  } finally {
    await closers.close();
  }
}

/** Whoever renews a certificate need not tell us. @returns what ends it */
function everyHour(clock: Clock, run: () => Promise<void>): () => void {
  let timer: Timer;
  const arm = (): void => {
    timer = clock.after(3_600_000, () => void run().finally(arm), { background: true });
  };
  arm();
  return () => timer.cancel();
}
