// Debian's Dovecot as what we are compared with: a proxy that takes a password and signs in with a token (`proxy_mech =
// xoauth2`). It has no tokens of its own: they stand in its table of users. Needs root, as Dovecot does.

import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ForeignServer, startServer } from './foreign-server.ts';
import { freePort } from './free-port.ts';

export interface DovecotProxy extends ForeignServer {
  /** Without TLS, on loopback. */
  readonly imapPort: number;
  readonly popPort: number;
  /** Undefined where there is no server for it. */
  readonly smtpPort: number | undefined;
  /** Of the master process: its children are its sessions. */
  readonly pid: number;
}

export interface ProxiedUser {
  readonly address: string;
  readonly password: string;
  readonly token: string;
}

export async function startDovecotProxy(options: {
  folder: string;
  users: readonly ProxiedUser[];
  /** TLS from the first byte, submission by STARTTLS; the certificate is not looked at. */
  upstream: { imapPort: number; popPort?: number; smtpPort?: number };
  tls: { key: string; cert: string };
}): Promise<DovecotProxy> {
  const { folder, users, upstream, tls } = options;
  chmodSync(folder, 0o755);
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    chmodSync(path, 0o644);
    return path;
  };
  const table = (name: string, port: number | undefined, ssl = 'ssl=any-cert'): string =>
    file(
      name,
      users
        .map(({ address, password, token }) =>
          [
            `${address}:{PLAIN}${password}`,
            '',
            '',
            '',
            '',
            '',
            `proxy=y host=127.0.0.1 port=${port ?? 1} ${ssl} proxy_mech=xoauth2 pass=${token}\n`,
          ].join(':'),
        )
        .join(''),
    );
  const [imapPort, popPort] = [await freePort(), await freePort()];
  const smtpPort = upstream.smtpPort === undefined ? undefined : await freePort();
  const logFile = join(folder, 'proxy.log');
  table('imap-users', upstream.imapPort);
  table('pop3-users', upstream.popPort);
  if (smtpPort !== undefined) table('submission-users', upstream.smtpPort, 'ssl=any-cert starttls=any-cert');
  const listener = (service: string, kind: string, port: number): string => `service ${service} {
  inet_listener ${kind} {
    port = ${port}
  }
  inet_listener ${kind}s {
    port = 0
  }
  # One process for many sessions: what Dovecot calls its high-performance mode.
  service_count = 0
  process_min_avail = 2
  client_limit = 6000
  vsz_limit = 2G
}
`;
  const config = file(
    'proxy.conf',
    `base_dir = ${join(folder, 'run')}
state_dir = ${join(folder, 'state')}
log_path = ${logFile}
protocols = imap pop3${smtpPort === undefined ? '' : ' submission'}
listen = 127.0.0.1
ssl = yes
ssl_cert = <${file('cert.pem', tls.cert)}
ssl_key = <${file('key.pem', tls.key)}
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
auth_cache_size = 10M
mail_max_userip_connections = 0
hostname = localhost.localdomain
default_client_limit = 12000
service anvil {
  client_limit = 12003
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service auth {
  client_limit = 14000
}
${listener('imap-login', 'imap', imapPort)}${listener('pop3-login', 'pop3', popPort)}${smtpPort === undefined ? '' : listener('submission-login', 'submission', smtpPort)}passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${join(folder, '%s-users')}
}
userdb {
  driver = static
  args = uid=65534 gid=65534 home=/nonexistent
}
`,
  );
  const server = await startServer({
    command: '/usr/sbin/dovecot',
    args: ['-F', '-c', config],
    ports: [imapPort, popPort, ...(smtpPort === undefined ? [] : [smtpPort])],
    logFile,
  });
  return { imapPort, popPort, smtpPort, pid: server.pid, close: () => server.close() };
}
