import { describe, expect, it } from 'vitest';
import { readPrometheus } from '../../../test/kit/prometheus-grammar.ts';
import type { SessionView } from '../../proxy/session.ts';
import { ProxyMetrics } from './metrics.ts';
import { serveMetrics } from './status.ts';

const session = (protocol: 'imap' | 'smtp', bytes: number): SessionView => ({
  id: 1,
  protocol,
  address: '192.0.2.1',
  sinceMs: 0,
  state: 'signed-in',
  secure: true,
  account: 'anna',
  mailbox: 'anna@contoso.example',
  password: 'scanner',
  mended: 0,
  bytesIn: bytes,
  bytesOut: 2 * bytes,
});

function busy(): { metrics: ProxyMetrics; sessions: SessionView[] } {
  const metrics = new ProxyMetrics('1.2.3');
  const sessions = [session('imap', 100)];
  metrics.watch({
    proxy: { sessions, ports: [{ protocol: 'imap', host: '127.0.0.1', port: 143, tls: 'starttls' }] },
    shield: { closed: [{ service: 'imap', mailbox: 'ben@contoso.example', untilMs: 1, answer: 'wait' }] },
    identity: { facts: { names: ['mail.contoso.example'], expiresAtMs: 1_800_000_000_000, fingerprint: '' } },
  });
  metrics.signIn('imap', { ms: 80, refusal: undefined });
  metrics.signIn('imap', { ms: 4_000, refusal: 'app-password-refused' });
  // A clock that was set back.
  metrics.signIn('smtp', { ms: -5, refusal: undefined });
  metrics.upstreamRefused('imap', 'mail-throttled');
  metrics.mended('imap');
  metrics.ended('imap', { why: 'client-left', bytesIn: 7, bytesOut: 9 });
  const account = { id: 'x', name: 'anna', address: 'anna@contoso.example' };
  metrics.token({ type: 'refreshed', account, resource: 'exchange', expiresAtMs: 0 } as never);
  return { metrics, sessions };
}

describe('metrics', () => {
  it('are in the text format, and named as they should be', async () => {
    const samples = readPrometheus(await busy().metrics.text());
    const expected: Array<[string, number]> = [
      ['mailgrant_proxy_sign_ins_total{protocol="imap",result="ok"}', 1],
      ['mailgrant_proxy_sign_ins_total{protocol="imap",result="app-password-refused"}', 1],
      ['mailgrant_proxy_sign_ins_total{protocol="pop",result="ok"}', 0],
      ['mailgrant_proxy_sign_in_duration_seconds_bucket{le="0.1",protocol="imap"}', 1],
      ['mailgrant_proxy_sign_in_duration_seconds_count{protocol="imap"}', 2],
      ['mailgrant_proxy_sign_in_duration_seconds_sum{protocol="smtp"}', 0],
      ['mailgrant_proxy_sessions{protocol="imap",state="signed-in"}', 1],
      ['mailgrant_proxy_sessions{protocol="pop",state="signing-in"}', 0],
      ['mailgrant_proxy_sessions_ended_total{protocol="imap",reason="client-left"}', 1],
      ['mailgrant_proxy_sessions_mended_total{protocol="imap"}', 1],
      ['mailgrant_proxy_upstream_refusals_total{protocol="imap",code="mail-throttled"}', 1],
      ['mailgrant_proxy_throttled_mailboxes{protocol="imap"}', 1],
      ['mailgrant_proxy_transferred_bytes_total{protocol="imap",direction="in"}', 107],
      ['mailgrant_proxy_transferred_bytes_total{protocol="imap",direction="out"}', 209],
      ['mailgrant_proxy_listeners{protocol="imap",tls="starttls"}', 1],
      ['mailgrant_proxy_certificate_expiry_timestamp_seconds{}', 1_800_000_000],
      ['mailgrant_token_refreshes_total{resource="exchange",result="refreshed"}', 1],
      [`mailgrant_build_info{version="1.2.3",node="${process.versions.node}"}`, 1],
    ];
    expect(expected.map(([name]) => [name, samples.get(name)])).toEqual(expected);
    expect(samples.get('process_resident_memory_bytes{}')).toBeGreaterThan(1e6);
  });
  it('say nothing of whom they are about', async () => {
    expect(await busy().metrics.text()).not.toMatch(/anna|ben|contoso|scanner|192\.0\.2/);
  });
  it('are the same when they are asked for twice, and never fall when a session ends', async () => {
    const { metrics, sessions } = busy();
    const key = 'mailgrant_proxy_transferred_bytes_total{protocol="imap",direction="in"}';
    const ask = async (): Promise<number | undefined> => readPrometheus(await metrics.text()).get(key);
    expect([await ask(), await ask()]).toEqual([107, 107]);
    sessions.pop();
    metrics.ended('imap', { why: 'logout', bytesIn: 120, bytesOut: 200 });
    expect(await ask()).toBe(127);
  });
});

describe('over HTTP', () => {
  it('are not told beyond this machine, unless that was said', async () => {
    const { metrics } = busy();
    await expect(serveMetrics({ host: '0.0.0.0', port: 0, beyondLoopback: false, metrics })).rejects.toThrow(
      expect.objectContaining({
        code: 'listen-beyond-loopback',
        hint: expect.stringContaining('--metrics-open') as string,
      }) as Error,
    );
  });
  it('are told by GET, and nothing else is', async () => {
    const { metrics } = busy();
    const place = await serveMetrics({ host: '127.0.0.1', port: 0, beyondLoopback: false, metrics });
    const at = `http://127.0.0.1:${place.port}`;
    const told = await fetch(`${at}/metrics?x=1`);
    expect(told.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(readPrometheus(await told.text()).size).toBeGreaterThan(30);
    expect(await (await fetch(`${at}/health`)).json()).toEqual({ status: 'ok' });
    for (const [path, method] of [
      ['/status', 'GET'],
      ['/', 'GET'],
      ['/metrics', 'POST'],
    ] as const) {
      expect((await fetch(at + path, { method })).status).toBe(404);
    }
    await place.close();
  });
});
