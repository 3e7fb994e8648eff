// What the proxy counts, for Prometheus. Labels are protocols, error codes and reasons out of fixed lists: no names, no
// addresses, nothing that grows with the number of users. docs/adr/0104-metrics.md

import { readdir } from 'node:fs/promises';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { BrokerEvent } from '../../broker/events.ts';
import type { ErrorCode } from '../../errors/error.ts';
import type { CertificateFacts } from '../../net/server-identity.ts';
import { type ProxyProtocol, proxyProtocols } from '../../proxy/front/front.ts';
import type { ProxyObserver } from '../../proxy/observer.ts';
import type { Proxy } from '../../proxy/proxy.ts';
import type { Shield } from '../../proxy/shield/shield.ts';

/** What is looked at when somebody asks. */
export interface Watched {
  readonly proxy: Pick<Proxy, 'ports' | 'sessions'>;
  readonly shield: Pick<Shield, 'closed'>;
  readonly identity: { readonly facts: CertificateFacts } | undefined;
}

/** A cached token and a server near by answer in some 20 ms; a minute is where the sign-in at the server is given up. */
const secondsBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export class ProxyMetrics implements ProxyObserver {
  readonly #registry = new Registry();
  readonly #signIns: Counter<'protocol' | 'result'>;
  readonly #seconds: Histogram<'protocol'>;
  readonly #ended: Counter<'protocol' | 'reason'>;
  readonly #mended: Counter<'protocol'>;
  readonly #refusals: Counter<'protocol' | 'code'>;
  readonly #refreshes: Counter<'resource' | 'result'>;
  /** Of sessions that are over; those that stand are added when somebody asks. */
  readonly #bytes = new Map<string, number>();

  constructor(version: string) {
    const registers = [this.#registry];
    this.#signIns = new Counter({
      name: 'mailgrant_proxy_sign_ins_total',
      help: 'Sign-ins of clients; result is ok, or the code of the refusal (docs/errors.md).',
      labelNames: ['protocol', 'result'],
      registers,
    });
    this.#seconds = new Histogram({
      name: 'mailgrant_proxy_sign_in_duration_seconds',
      help: 'From the password of a client to the answer, the sign-in at the mail server included.',
      labelNames: ['protocol'],
      buckets: secondsBuckets,
      registers,
    });
    this.#ended = new Counter({
      name: 'mailgrant_proxy_sessions_ended_total',
      help: 'Connections of clients that are over, by the reason in their log line.',
      labelNames: ['protocol', 'reason'],
      registers,
    });
    this.#mended = new Counter({
      name: 'mailgrant_proxy_sessions_mended_total',
      help: 'Sessions that the server ended and that went on for the client.',
      labelNames: ['protocol'],
      registers,
    });
    this.#refusals = new Counter({
      name: 'mailgrant_proxy_upstream_refusals_total',
      help: 'Sign-ins at a mail server that failed, by the code of the error.',
      labelNames: ['protocol', 'code'],
      registers,
    });
    this.#refreshes = new Counter({
      name: 'mailgrant_token_refreshes_total',
      help: 'Access tokens asked for at the identity provider: refreshed, refresh-failed, revoked, refused, consent-needed.',
      labelNames: ['resource', 'result'],
      registers,
    });
    new Gauge({
      name: 'mailgrant_build_info',
      help: 'Always 1; the versions are the labels.',
      labelNames: ['version', 'node'],
      registers,
    }).set({ version, node: process.versions.node }, 1);
    processMetrics(registers);
    // A series that is there from the start shows its first increase.
    for (const protocol of proxyProtocols) {
      this.#signIns.inc({ protocol, result: 'ok' }, 0);
      this.#mended.inc({ protocol }, 0);
      this.#seconds.zero({ protocol });
    }
  }

  signIn(protocol: ProxyProtocol, { ms, refusal }: { ms: number; refusal: ErrorCode | undefined }): void {
    this.#signIns.inc({ protocol, result: refusal ?? 'ok' });
    this.#seconds.observe({ protocol }, Math.max(0, ms) / 1000);
  }

  mended(protocol: ProxyProtocol): void {
    this.#mended.inc({ protocol });
  }

  ended(protocol: ProxyProtocol, { why, bytesIn, bytesOut }: Parameters<ProxyObserver['ended']>[1]): void {
    this.#ended.inc({ protocol, reason: why });
    addBytes(this.#bytes, protocol, bytesIn, bytesOut);
  }

  upstreamRefused(protocol: ProxyProtocol, code: ErrorCode): void {
    this.#refusals.inc({ protocol, code });
  }

  token(event: BrokerEvent): void {
    if (event.type === 'connected' || event.type === 'signed-out') return;
    this.#refreshes.inc({ resource: 'resource' in event ? event.resource : 'all', result: event.type });
  }

  /** Once, when everything listens. */
  watch({ proxy, shield, identity }: Watched): void {
    const registers = [this.#registry];
    const over = this.#bytes;
    new Gauge({
      name: 'mailgrant_proxy_listeners',
      help: 'Ports that are listened on.',
      labelNames: ['protocol', 'tls'],
      registers,
      collect() {
        this.reset();
        for (const { protocol, tls } of proxy.ports) this.inc({ protocol, tls });
      },
    });
    new Gauge({
      name: 'mailgrant_proxy_sessions',
      help: 'Connections of clients that are open.',
      labelNames: ['protocol', 'state'],
      registers,
      collect() {
        for (const protocol of proxyProtocols) {
          for (const state of ['signing-in', 'signed-in']) this.set({ protocol, state }, 0);
        }
        for (const { protocol, state } of proxy.sessions)
          if (state !== 'ended') this.inc({ protocol, state });
      },
    });
    new Gauge({
      name: 'mailgrant_proxy_throttled_mailboxes',
      help: 'Mailboxes whose server has asked for quiet: nobody is let in for now.',
      labelNames: ['protocol'],
      registers,
      collect() {
        for (const protocol of proxyProtocols) this.set({ protocol }, 0);
        for (const { service } of shield.closed) this.inc({ protocol: service });
      },
    });
    new Counter({
      name: 'mailgrant_proxy_transferred_bytes_total',
      help: 'Bytes of clients (in) and to them (out), TLS not counted.',
      labelNames: ['protocol', 'direction'],
      registers,
      collect() {
        const sums = new Map(over);
        for (const { protocol, state, bytesIn, bytesOut } of proxy.sessions) {
          if (state === 'signed-in') addBytes(sums, protocol, bytesIn, bytesOut);
        }
        this.reset();
        for (const protocol of proxyProtocols) {
          for (const direction of ['in', 'out']) {
            this.inc({ protocol, direction }, sums.get(`${protocol} ${direction}`) ?? 0);
          }
        }
      },
    });
    if (!identity) return;
    new Gauge({
      name: 'mailgrant_proxy_certificate_expiry_timestamp_seconds',
      help: 'When the certificate that clients are shown expires.',
      registers,
      collect() {
        this.set(identity.facts.expiresAtMs / 1000);
      },
    });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** In the text format 0.0.4. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }
}

function addBytes(
  sums: Map<string, number>,
  protocol: ProxyProtocol,
  bytesIn: number,
  bytesOut: number,
): void {
  for (const [direction, bytes] of Object.entries({ in: bytesIn, out: bytesOut })) {
    const key = `${protocol} ${direction}`;
    sums.set(key, (sums.get(key) ?? 0) + bytes);
  }
}

/** Those that alerts and dashboards ask for by name; the library's whole set keeps a timer running that wakes us 100 times a second. */
function processMetrics(registers: Registry[]): void {
  new Gauge({
    name: 'process_start_time_seconds',
    help: 'Start time of the process since the epoch.',
    registers,
  }).set(performance.timeOrigin / 1000);
  new Counter({
    name: 'process_cpu_seconds_total',
    help: 'CPU time of the process, of user and system.',
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1e6);
    },
  });
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Memory of the process.',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  if (process.platform !== 'linux') return;
  new Gauge({
    name: 'process_open_fds',
    help: 'File descriptors that are open.',
    registers,
    async collect() {
      this.set((await readdir('/proc/self/fd')).length);
    },
  });
}
