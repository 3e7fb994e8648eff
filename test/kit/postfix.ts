// Debian's Postfix as a submission server that asks Dovecot about tokens and files what it takes into Dovecot's
// Maildirs, and as what an office has: a relay for its own machines. Nothing leaves the machine. Needs root, as Postfix does.

import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ForeignServer, startServer } from './foreign-server.ts';
import { freePort } from './free-port.ts';

const nobody = 65_534;

export interface Postfix extends ForeignServer {
  readonly port: number;
}

export async function startPostfix(options: {
  folder: string;
  tls: { key: string; cert: string };
  /** Dovecot's socket. */
  authSocket: string;
  /** Dovecot's folder of Maildirs. */
  mail: string;
  recipients: readonly string[];
}): Promise<Postfix> {
  const { folder, tls, authSocket, mail, recipients } = options;
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const domains = [...new Set(recipients.map((address) => address.split('@')[1] ?? ''))];
  return runPostfix(
    folder,
    `default_transport = discard
virtual_mailbox_domains = ${domains.join(' ')}
virtual_mailbox_base = ${mail}
virtual_mailbox_maps = texthash:${file('mailboxes', recipients.map((to) => `${to} ${to}/Maildir/\n`).join(''))}
virtual_uid_maps = static:${nobody}
virtual_gid_maps = static:${nobody}
smtpd_tls_cert_file = ${file('postfix-cert.pem', tls.cert)}
smtpd_tls_key_file = ${file('postfix-key.pem', tls.key)}
smtpd_tls_security_level = encrypt
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = ${authSocket}
smtpd_sasl_response_limit = 65536
line_length_limit = 65536
message_size_limit = 80000000
virtual_mailbox_limit = 0
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = permit_sasl_authenticated, reject
`,
  );
}

/** @param settings - of main.cf: the way out, which is the only one */
export async function startRelay(folder: string, settings: string): Promise<Postfix> {
  return runPostfix(folder, `mynetworks = 127.0.0.0/8\nminimal_backoff_time = 5s\n${settings}`);
}

async function runPostfix(folder: string, settings: string): Promise<Postfix> {
  const file = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  chmodSync(folder, 0o755);
  const [queue, data] = [join(folder, 'queue'), join(folder, 'data')];
  mkdirSync(queue);
  mkdirSync(data);
  chownSync(data, userId('postfix'), -1);
  const port = await freePort();
  // postlogd writes only where it is allowed to, and the files in folders with these beginnings are.
  const logFile = join(folder, 'postfix.log');
  file(
    'main.cf',
    `compatibility_level = 3.6
queue_directory = ${queue}
data_directory = ${data}
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
maillog_file = ${logFile}
maillog_file_prefixes = ${folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = localhost.localdomain
mydestination =
${settings}`,
  );
  const plain = (name: string): string => `${name} unix - - n - 0 ${name}\n`;
  file(
    'master.cf',
    `127.0.0.1:${port} inet n - n - - smtpd
postlog unix-dgram n - n - 1 postlogd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
tlsmgr unix - - n 1000? 1 tlsmgr
anvil unix - - n - 1 anvil
virtual unix - n n - - virtual
smtp unix - - n - - smtp
discard unix - - n - - discard
proxymap unix - - n - - proxymap
scache unix - - n - 1 scache
${['bounce', 'defer', 'trace', 'error', 'retry', 'flush', 'verify', 'showq']
  .map((name) =>
    name === 'defer' || name === 'trace'
      ? `${name} unix - - n - 0 bounce\n`
      : name === 'retry'
        ? `${name} unix - - n - - error\n`
        : plain(name),
  )
  .join('')}`,
  );
  // Makes the folders of the queue. `postfix start-fg` would put a shell between us and the process to be ended.
  execFileSync('/usr/sbin/postfix', ['-c', folder, 'check'], { stdio: 'ignore' });
  const server = await startServer({
    command: '/usr/lib/postfix/sbin/master',
    args: ['-c', folder, '-d'],
    ports: [port],
    logFile,
  });
  return { port, pid: server.pid, close: () => server.close() };
}

function userId(name: string): number {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const id = Number(line?.split(':')[2]);
  if (!Number.isInteger(id)) throw new Error(`there is no user ${name}: is Postfix installed?`);
  return id;
}
