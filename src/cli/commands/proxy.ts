// mailgrant proxy: passwords in, tokens out, for software that knows nothing of OAuth.

import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { type ProxyControls, serveProxy } from '../../app/proxy/serve.ts';
import { askStatus, type MetricsPlace } from '../../app/proxy/status.ts';
import { mailTunnel } from '../../app/ways-out.ts';
import { systemClock } from '../../base/clock.ts';
import { type ActivatedSocket, activatedSockets } from '../../config/activated-sockets.ts';
import type { Settings } from '../../config/settings.ts';
import { fail } from '../../errors/error.ts';
import { isLoopback } from '../../net/listen.ts';
import type { PortTls } from '../../proxy/arrive.ts';
import type { ProxyProtocol } from '../../proxy/front/front.ts';
import type { PortOptions, Proxy } from '../../proxy/proxy.ts';
import { parseEndpoint } from '../../wire/endpoint.ts';
import { type Call, type Command, optionText, optionTexts } from '../command.ts';
import { stderrLogger } from '../log.ts';
import { jsonFields, pick } from '../output.ts';
import { clientSettings, settingsClients } from '../proxy-settings/client-settings.ts';
import type { DoorAt, ProxyDoors } from '../proxy-settings/door.ts';
import { networkOptions } from '../tokens-options.ts';
import { version } from '../version.ts';
import { reloading } from './proxy-reload.ts';
import { printProxyStatus, proxyStatusFields } from './proxy-status.ts';
import { logLevelOf, proxyHelp, tlsFolder, waysOf, withSection } from './proxy-ways.ts';

const portNames = { imap: 1143, pop: 1110, smtp: 1587 } as const satisfies Record<ProxyProtocol, number>;
const fields = ['ports', ...proxyStatusFields] as const;
const tlsModes: Readonly<Record<string, PortTls>> = {
  starttls: 'starttls',
  implicit: 'implicit',
  both: 'either',
};

export const proxy: Command = {
  name: 'proxy',
  summary: 'Let mail programs that only know passwords use connected mailboxes',
  examples: [
    { line: 'mailgrant proxy', does: 'IMAP, POP and SMTP for this machine, until Ctrl-C' },
    { line: 'mailgrant proxy --imap 1143 --smtp 1587', does: 'only these two, on these ports' },
    {
      line: 'mailgrant proxy --smtp 0.0.0.0:587 --tls-cert mail.pem --tls-key mail-key.pem',
      does: 'for other machines, by STARTTLS',
    },
    {
      line: 'mailgrant proxy --print-settings thunderbird --user anna@contoso.com',
      does: 'what to type where, and end',
    },
    { line: 'mailgrant proxy status', does: 'ask the one that runs: who is there, what was refused and why' },
  ],
  args: [{ name: 'action', about: 'status', required: false, choices: ['status'] }],
  options: [
    { flags: '--imap <address>', about: 'port, or host:port; default 127.0.0.1:1143' },
    { flags: '--pop <address>', about: 'port, or host:port; default 127.0.0.1:1110' },
    { flags: '--smtp <address>', about: 'port, or host:port; default 127.0.0.1:1587' },
    { flags: '--tls-cert <file>', about: 'certificate for clients, with those that vouch for it, as PEM' },
    { flags: '--tls-key <file>', about: 'its private key, as PEM without a passphrase' },
    {
      flags: '--tls-local <name>',
      about:
        'make a certificate for this name or address, by an authority of your own that clients trust once',
      repeatable: true,
    },
    {
      flags: '--tls-mode <mode>',
      about: 'how TLS begins: by STARTTLS, with the first byte, or both on one port',
      choices: Object.keys(tlsModes),
    },
    {
      flags: '--load-balancer <network>',
      about: 'these hosts tell whom they connect for (PROXY protocol 1 or 2), and have to',
      repeatable: true,
    },
    { flags: '--name <name>', about: 'how it calls itself to clients and servers; default localhost' },
    {
      flags: '--per-mailbox <count>',
      about: 'sessions of a mailbox at a time, by each protocol; default 20',
    },
    { flags: '--per-address <count>', about: 'sessions from one address at a time; default 1000' },
    {
      flags: '--waiting-per-address <count>',
      about: 'connections from one address that have not signed in; default 1000',
    },
    { flags: '--waiting <count>', about: 'the same of all addresses together; default 2000' },
    {
      flags: '--trust <network>',
      about: 'network=account: may send by SMTP without a sign-in, for example 192.168.7.0/24=anna',
      repeatable: true,
    },
    {
      flags: '--print-settings <client>',
      about: `print what to type where, and end: ${settingsClients.join(', ')}`,
    },
    { flags: '--user <address>', about: 'whom the printed settings are for' },
    { flags: '--metrics <address>', about: 'tell Prometheus by HTTP: port, or host:port, of this machine' },
    { flags: '--metrics-open', about: 'other machines may read the metrics: numbers, without a password' },
    { flags: '--pass-through', about: 'do not mend IMAP sessions that the server ends' },
    { flags: '--old-auth-line', about: 'EHLO names AUTH=PLAIN LOGIN as well, for very old senders' },
  ],
  json: fields,
  next: 'mailgrant app-password create ACCOUNT --name DEVICE, for each program that signs in here',
  async run(typed) {
    const settings = await typed.settings();
    const call = withSection(typed, settings.proxy);
    const store = settings.get('store') ?? '';
    const statusPath = statusPathBeside(store);
    const [action] = call.args;
    if (action === 'status') {
      return printProxyStatus(call, await askStatus(statusPath, call.signal), systemClock().now());
    }
    if (action !== undefined)
      throw fail('usage', { problem: `there is no "proxy ${action}"`, help: proxyHelp });
    const { streams, signal } = call;
    const ports = portsOf(call);
    const client = optionText(call, 'printSettings');
    if (client !== undefined) {
      return streams.write(clientSettings(client, doorsFor(call, ports, tlsFolder(settings))));
    }
    const ways = networkOptions(settings);
    const clock = systemClock();
    let level = logLevelOf(settings);
    const log = stderrLogger(() => level, streams, clock);
    // A service is told to read its files again at any moment: before it is ready, and while its last sessions end, too.
    // Without a listener the signal would end it.
    let reload: (() => void) | undefined;
    let isDue = false;
    const onHangup = (): void => {
      if (reload) reload();
      else isDue = true;
    };
    process.on('SIGHUP', onHangup);
    try {
      await serveProxy({
        ...waysOf(call, settings),
        mailgrant: await call.open(),
        clock,
        log,
        signal,
        ports,
        caPem: ways.caPem,
        tunnel: await mailTunnel(ways),
        metrics: metricsOf(call),
        version: version(),
        statusPath,
        ready: (started, controls) => {
          const use = (settings: Settings): void => {
            level = logLevelOf(settings);
          };
          reload = reloading({ typed, settings, controls, log, use });
          if (isDue) reload();
          tell(call, started, controls);
        },
      });
    } finally {
      process.off('SIGHUP', onHangup);
    }
  },
};

/** Beside the store: one proxy for each. On Windows there are no such files, but pipes with names. */
function statusPathBeside(store: string): string {
  if (process.platform !== 'win32') return join(dirname(store), 'proxy.sock');
  return `\\\\.\\pipe\\mailgrant-proxy-${store.replace(/[^A-Za-z0-9]+/g, '-')}`;
}

/** Those that systemd has opened; else those that are named, or all of them. */
function portsOf(call: Call): readonly PortOptions[] {
  const tls = tlsModes[optionText(call, 'tlsMode') ?? 'starttls'] ?? 'starttls';
  const opened = activatedSockets(process.pid);
  if (opened.length > 0) return opened.map(activatedPort);
  const named = (Object.keys(portNames) as ProxyProtocol[]).filter(
    (protocol) => optionText(call, protocol) !== undefined,
  );
  const chosen = named.length > 0 ? named : (Object.keys(portNames) as ProxyProtocol[]);
  return chosen.map((protocol) => {
    const text = optionText(call, protocol) ?? String(portNames[protocol]);
    return { protocol, ...addressOf(`--${protocol}`, text), tls };
  });
}

function addressOf(flag: string, text: string): { host: string; port: number } {
  const endpoint = parseEndpoint(text);
  if (endpoint) return { host: endpoint.host ?? '127.0.0.1', port: endpoint.port };
  throw fail('usage', { problem: `${flag} takes a port, or host:port, not "${text}"`, help: proxyHelp });
}

function metricsOf(call: Call): MetricsPlace | undefined {
  const text = optionText(call, 'metrics');
  if (text === undefined) return undefined;
  return { ...addressOf('--metrics', text), beyondLoopback: call.options['metricsOpen'] === true };
}

/** By the name of its unit: `imap`, `pop`, `smtp`, and with `-tls` where TLS comes first. */
function activatedPort({ fd, name }: ActivatedSocket): PortOptions {
  const [, protocol, tls] = /^(imap|pop|smtp)(-tls)?$/.exec(name) ?? [];
  if (protocol === undefined) {
    const problem = `the socket "${name}" is none of imap, pop, smtp, imap-tls, pop-tls, smtp-tls`;
    throw fail('config-invalid', { file: 'the socket unit', problem });
  }
  // One of three words: the pattern says so.
  return { protocol: protocol as ProxyProtocol, fd, host: '', port: 0, tls: tls ? 'implicit' : 'starttls' };
}

/** As a client on this machine, or on another, will reach them. */
function doorsFor(call: Call, ports: readonly PortOptions[], tlsFolder: string): ProxyDoors {
  const [first] = ports;
  const [local] = optionTexts(call, 'tlsLocal');
  const certificate = optionText(call, 'tlsCert') !== undefined || local !== undefined;
  const beyond = first !== undefined && !isLoopback(first.host);
  const wild = first?.host === '0.0.0.0' || first?.host === '::';
  const doors: { -readonly [P in ProxyProtocol]?: DoorAt } = {};
  for (const { protocol, port, tls } of ports) {
    doors[protocol] = { port, security: !certificate ? 'none' : tls === 'starttls' ? 'starttls' : 'tls' };
  }
  // Whoever checks a certificate connects by a name that stands in it.
  const name = optionText(call, 'name') ?? local;
  return {
    host: beyond ? (name ?? (wild ? hostname() : first.host)) : (local ?? '127.0.0.1'),
    ...doors,
    user: optionText(call, 'user') ?? 'anna@contoso.com',
    caFile: local === undefined ? undefined : join(tlsFolder, 'authority.pem'),
  };
}

function tell(call: Call, started: Proxy, { authorityFile, metricsAt }: ProxyControls): void {
  const { streams } = call;
  const json = jsonFields(call, fields);
  if (metricsAt) streams.err(`Metrics: http://${place(metricsAt)}/metrics`);
  if (json) return streams.out(JSON.stringify(pick({ ports: started.ports }, json)));
  for (const { protocol, host, port, tls } of started.ports) {
    streams.out(
      `${protocol.toUpperCase().padEnd(5)} ${place({ host, port })}${tls === 'implicit' ? '  TLS' : ''}`,
    );
  }
  streams.err(
    'Sign in with an address and an app password: mailgrant app-password create ACCOUNT --name DEVICE',
  );
  if (authorityFile !== undefined) streams.err(`Clients on other machines have to trust ${authorityFile}`);
  streams.err('Ctrl-C ends it.');
}

function place({ host, port }: { readonly host: string; readonly port: number }): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
