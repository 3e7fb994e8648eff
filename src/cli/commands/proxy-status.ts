// mailgrant proxy status: what the proxy that runs says of itself, as a page for people, lines for a pipe, or JSON.

import type { ProxyStatus } from '../../app/proxy/status.ts';
import type { Call } from '../command.ts';
import { jsonFields, pick, saidTime } from '../output.ts';

export const proxyStatusFields = [
  'pid',
  'startedAt',
  'signIns',
  'refused',
  'certificate',
  'sessions',
  'throttled',
  'refusals',
] as const;

const iso = (ms: number): string => new Date(ms).toISOString();

export function printProxyStatus(call: Call, status: ProxyStatus, nowMs: number): void {
  const { streams } = call;
  const { paint } = streams;
  const json = jsonFields(call, ['ports', ...proxyStatusFields]);
  if (json) {
    const { pid, ports, signIns, refused, certificate, sessions, throttled, refusals } = status;
    const row = {
      pid,
      ports,
      startedAt: iso(status.startedAtMs),
      signIns,
      refused,
      certificate: certificate && { names: certificate.names, expiresAt: iso(certificate.expiresAtMs) },
      sessions: sessions.map(({ sinceMs, ...session }) => ({ ...session, since: iso(sinceMs) })),
      throttled: throttled.map(({ untilMs, ...mailbox }) => ({ ...mailbox, until: iso(untilMs) })),
      refusals: refusals.map(({ atMs, ...refusal }) => ({ ...refusal, at: iso(atMs) })),
    };
    return streams.out(JSON.stringify(pick(row, json), null, streams.outIsTerminal ? 2 : undefined));
  }
  const ports = status.ports.map(({ protocol, host, port }) => `${protocol} ${host}:${port}`).join(', ');
  streams.out(`Running since ${saidTime(status.startedAtMs, nowMs)} as process ${status.pid}: ${ports}`);
  streams.out(
    `${status.signIns} sign-ins, ${status.refused} refused, ${status.sessions.length} sessions now`,
  );
  if (status.certificate) {
    streams.out(
      `Certificate for ${status.certificate.names.join(', ')}, good until ${iso(status.certificate.expiresAtMs).slice(0, 10)}`,
    );
  }
  for (const session of status.sessions) {
    const { protocol, mailbox, address, sinceMs, password, mended, state } = session;
    const who = mailbox === undefined ? state : `${mailbox} by "${password}"`;
    const repairs = mended > 0 ? `, mended ${mended} times` : '';
    streams.out(
      `  ${protocol.padEnd(4)}  ${who} from ${address}, since ${saidTime(sinceMs, nowMs)}${repairs}`,
    );
  }
  for (const { service, mailbox, untilMs, answer } of status.throttled) {
    const until = `${iso(untilMs).slice(11, 19)} UTC (${saidTime(untilMs, nowMs)})`;
    streams.out(`  ${paint.yellow(mailbox)} by ${service} is throttled until ${until}: ${answer}`);
  }
  if (status.refusals.length === 0) return;
  streams.out('');
  streams.out(paint.bold('Refused, and not signed in since:'));
  for (const { user, protocol, address, atMs, message, cause, next } of status.refusals) {
    streams.out(`  ${paint.red(user || 'no name')} by ${protocol} from ${address}, ${saidTime(atMs, nowMs)}`);
    streams.out(`    ${message}`);
    if (cause !== undefined) streams.out(`    Why: ${cause}`);
    streams.out(`    Next: ${next}`);
  }
}
