// Debian's Dovecot as an IMAP and POP server that takes the sandbox's tokens: it checks signature, audience, user and
// expiry by itself, from the sandbox's public key and nothing else. Needs root, as Dovecot does.

import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ForeignServer } from './foreign-server.ts';
import { startServer } from './foreign-server.ts';
import { freePort } from './free-port.ts';

/** Who owns the mail: Debian's nobody. */
const nobody = 65_534;

export interface Dovecot extends ForeignServer {
  readonly imapPort: number;
  readonly popPort: number;
  /** Where Postfix asks who somebody is. */
  readonly authSocket: string;
  /** Maildirs: `{mail}/{address}/Maildir`. */
  readonly mail: string;
}

export interface DovecotOptions {
  readonly folder: string;
  readonly tls: { key: string; cert: string };
  readonly signingKey: { kid: string; pem: string };
  readonly audience: string;
  /** Of the names of folders. Default: '/', as Exchange has it; a Maildir's own is a dot. */
  readonly separator?: string;
  /** Folders with their use: `{ Papierkorb: 'Trash' }`. */
  readonly special?: Readonly<Record<string, string>>;
  /** Whether those are made for everybody. Default: 'subscribe'. */
  readonly auto?: 'subscribe' | 'no';
}

export async function startDovecot(options: DovecotOptions): Promise<Dovecot> {
  const { folder, tls, signingKey, audience, separator = '/', special = {}, auto = 'subscribe' } = options;
  const specialFolders = Object.entries(special)
    .map(([name, use]) => `  mailbox "${name}" {\n    auto = ${auto}\n    special_use = \\${use}\n  }\n`)
    .join('');
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  chmodSync(folder, 0o755);
  const mail = join(folder, 'mail');
  mkdirSync(mail, { mode: 0o777 });
  chmodSync(mail, 0o777);
  // <prefix>/<azp, or "default">/<algorithm>/<key id>
  const keys = join(folder, 'keys', 'default', 'RS256');
  mkdirSync(keys, { recursive: true });
  writeFileSync(join(keys, signingKey.kid), signingKey.pem);
  const oauth2 = file(
    'oauth2.conf',
    `introspection_mode = local
local_validation_key_dict = fs:posix:prefix=${join(folder, 'keys')}/
username_attribute = upn
active_attribute = aud
active_value = ${audience}
`,
  );
  const [imapPort, popPort] = [await freePort(), await freePort()];
  const authSocket = join(folder, 'auth-for-postfix');
  const logFile = join(folder, 'dovecot.log');
  const config = file(
    'dovecot.conf',
    `base_dir = ${join(folder, 'run')}
state_dir = ${join(folder, 'state')}
log_path = ${logFile}
auth_verbose = yes
protocols = imap pop3
listen = 127.0.0.1
ssl = required
ssl_cert = <${file('cert.pem', tls.cert)}
ssl_key = <${file('key.pem', tls.key)}
auth_mechanisms = xoauth2 oauthbearer
# Refusals are what is tested: no penalty that grows with them.
auth_failure_delay = 0
first_valid_uid = 1
mail_location = maildir:~/Maildir
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${oauth2}
}
userdb {
  driver = static
  args = uid=${nobody} gid=${nobody} home=${mail}/%u
}
namespace inbox {
  inbox = yes
  separator = ${separator}
${specialFolders}}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service auth {
  unix_listener ${authSocket} {
    mode = 0666
  }
}
service imap-login {
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = ${imapPort}
    ssl = yes
  }
}
service pop3-login {
  inet_listener pop3 {
    port = 0
  }
  inet_listener pop3s {
    port = ${popPort}
    ssl = yes
  }
}
`,
  );
  const server = await startServer({
    command: '/usr/sbin/dovecot',
    args: ['-F', '-c', config],
    ports: [imapPort, popPort],
    logFile,
  });
  return { imapPort, popPort, authSocket, mail, pid: server.pid, close: () => server.close() };
}
