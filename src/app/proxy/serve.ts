// `mailgrant proxy`: the proxy on top of an open store, until it is told to go. Where its parts meet: tokens, door keeper,
// servers, certificates, and the socket over which its state is asked for.

import { aborted } from '../../base/aborted.ts';
import type { Clock } from '../../base/clock.ts';
import { Closers } from '../../base/closers.ts';
import { DeadlineExceeded, withDeadline } from '../../base/deadline.ts';
import type { Logger } from '../../base/logger.ts';
import { fail, isMailgrantError, MailgrantError } from '../../errors/error.ts';
import { withToken } from '../../mail/door.ts';
import { LimitsRegistry } from '../../mail/limits.ts';
import { Dialer } from '../../net/dial.ts';
import type { Endpoint } from '../../net/listen.ts';
import type { Tunnel } from '../../net/tunnel.ts';
import type { Admission } from '../../proxy/admission/admission.ts';
import { HouseDoorkeeper, type HouseRules } from '../../proxy/admission/doorkeeper.ts';
import type { ProxyProtocol } from '../../proxy/front/front.ts';
import { type PortOptions, Proxy, type ProxyManners, proxyLimits } from '../../proxy/proxy.ts';
import { proxyLimits as mailboxNumbers, Shield } from '../../proxy/shield/shield.ts';
import type { Upstream } from '../../proxy/upstream/upstream.ts';
import { createUpstreams } from '../../proxy/upstream/upstreams.ts';
import { WhileUnchanged } from '../../store/while-unchanged.ts';
import type { Mailgrant } from '../mailgrant.ts';
import { type CertificateSource, ShownCertificate } from './certificate.ts';
import { type MetricsPlace, serveMetrics, serveStatus } from './status.ts';

/** What may be another while it runs. */
export interface ServedWays extends ProxyManners, HouseRules, CertificateSource {
  /** How long sessions may go on after the signal. */
  readonly graceMs: number;
}

export interface ServeProxyOptions extends ServedWays {
  readonly mailgrant: Mailgrant;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly ports: readonly PortOptions[];
  readonly caPem: string | undefined;
  /** The way out to the mail servers, where there is no direct one. */
  readonly tunnel?: Tunnel | undefined;
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
  /**
   * Reads the certificate again, and has other ways count from now on. All of it, or nothing.
   *
   * @throws `server-certificate-unusable`, `app-password-limit-invalid`; everything is as it was then
   */
  reload(ways?: ServedWays): Promise<void>;
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
  const { mailgrant, clock, log, signal, ports, caPem } = options;
  let ways: ServedWays = options;
  // What a client's user reads is explained: this process lives long enough to load what the doctor knows.
  const { explainError } = await import('../../doctor/explain-error.ts');
  MailgrantError.explainWith((error) => explainError(error, 'en'));
  const { ProxyMetrics } = await import('./metrics.ts');
  const metrics = new ProxyMetrics(options.version ?? 'unknown');
  const closers = new Closers();
  try {
    const certificate = await ShownCertificate.open(options, { clock, log });
    closers.push(() => certificate?.close());
    const { places, trusted } = options;
    const doorkeeper = new HouseDoorkeeper({ store: mailgrant.store, clock, log, places, trusted });
    closers.push(() => doorkeeper.close());
    const offers = new Map<ProxyProtocol, readonly string[]>();
    const upstreams = createUpstreams({
      dialer: new Dialer({ clock, ca: caPem, tunnel: options.tunnel }),
      clock,
    });
    const shield = new Shield({ clock, limits: new LimitsRegistry(clock, mailboxNumbers) });
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
      const signInAs = mailgrant.names.of(account, admission.mailbox);
      const door = { tokens: mailgrant.tokens, account: account.id, log, signal, known, signInAs };
      const visit = { service: protocol, mailbox: admission.mailbox, signal };
      const { name, limits = proxyLimits } = ways;
      const signIn = async (): Promise<Upstream> => {
        let hasToken = false;
        const limit = { clock, limitMs: limits.serverMs, signal };
        try {
          return await withDeadline(limit, (signal) =>
            withToken({ ...door, signal }, protocol, (token) => {
              hasToken = true;
              const user = token.username;
              return upstreams[protocol]({ server, token, user, name, signal, account: account.name });
            }),
          );
        } catch (thrown) {
          const error = inWords(thrown, { host: server.host, account: account.address, hasToken });
          if (isMailgrantError(error) && !signal.aborted) metrics.upstreamRefused(protocol, error.code);
          throw error;
        }
      };
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
      name: options.name,
      rescue: options.rescue,
      limits: options.limits,
      loadBalancers: options.loadBalancers,
      oldAuthLine: options.oldAuthLine,
      doorkeeper,
      connect,
      limited: ({ mailbox }, service, told) => shield.told({ service, mailbox }, told),
      tls: certificate && (() => certificate.context),
      behind: (protocol) => offers.get(protocol),
      clock,
      log,
      observer: metrics,
    });
    closers.push(() => proxy.stop({ graceMs: ways.graceMs }));
    const shown = { proxy, shield, identity: certificate, metrics };
    metrics.watch(shown);
    const status = await serveStatus({ path: options.statusPath, ...shown });
    closers.push(() => status.close());
    const told = options.metrics && (await serveMetrics({ ...options.metrics, metrics }));
    if (told) closers.push(() => told.close());
    options.ready(proxy, {
      async reload(next = ways) {
        // What cannot be used is found before anything is another.
        const changes = [proxy.prepare(next), doorkeeper.prepare(next), await certificate?.prepare(next)];
        ways = next;
        for (const change of changes) change?.();
      },
      metricsAt: told,
      authorityFile: certificate?.authorityFile,
    });
    await aborted(signal);
  } finally {
    await closers.close();
  }
}

/** Time that is up is told as what it was that took so long. */
function inWords(
  thrown: unknown,
  { host, account, hasToken }: { host: string; account: string; hasToken: boolean },
): unknown {
  if (!(thrown instanceof DeadlineExceeded)) return thrown;
  const seconds = Math.round(thrown.limitMs / 1000);
  return hasToken
    ? fail('mail-timeout', { host, doing: 'the sign-in', seconds }, { cause: thrown })
    : fail('refresh-timeout', { account, seconds }, { cause: thrown });
}
