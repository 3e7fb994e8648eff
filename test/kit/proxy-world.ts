// The proxy in front of the sandbox's mail servers, with a door keeper of few words: the password `right` enters as
// whoever is named, `as anna alone` may send as anna and nobody else, and everything else is wrong.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { systemClock } from '../../src/base/clock.ts';
import { silentLogger } from '../../src/base/logger.ts';
import type { AccountId } from '../../src/base/token-source.ts';
import { fail } from '../../src/errors/error.ts';
import { createAuthority } from '../../src/net/certificate.ts';
import type { Admission, Doorkeeper } from '../../src/proxy/admission/admission.ts';
import type { ProxyProtocol } from '../../src/proxy/front/front.ts';
import { Proxy } from '../../src/proxy/proxy.ts';
import { connectImap } from '../../src/proxy/upstream/imap.ts';
import { connectPop } from '../../src/proxy/upstream/pop.ts';
import { connectSmtp } from '../../src/proxy/upstream/smtp.ts';
import { openWorld, type World } from './sandbox-faces.ts';
import { upstreamRequest, upstreamTools } from './upstream-request.ts';

type Door = ProxyProtocol | 'imaps' | 'pops' | 'smtps';

export interface ProxyWorld {
  readonly behind: World;
  readonly ports: Readonly<Record<Door, number>>;
  /** What clients have to trust. */
  readonly caFile: string;
  readonly folder: string;
  /** Sessions that are open. */
  readonly sessions: number;
  close(): Promise<void>;
}

export async function openProxyWorld(): Promise<ProxyWorld> {
  const behind = await openWorld();
  const clock = systemClock();
  const authority = await createAuthority({ name: 'proxy', nowMs: clock.now() });
  const context = createSecureContext(await authority.issue());
  const folder = mkdtempSync(join(tmpdir(), 'proxy-world-'));
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, authority.pem);
  const tools = upstreamTools(behind.caPem);
  const connectors = {
    imap: { connect: connectImap, door: 'imaps', permission: 'IMAP.AccessAsUser.All' },
    pop: { connect: connectPop, door: 'pops', permission: 'POP.AccessAsUser.All' },
    smtp: { connect: connectSmtp, door: 'smtp', permission: 'SMTP.Send' },
  } as const;
  const port = (protocol: ProxyProtocol, tls: 'implicit' | 'starttls') =>
    ({ protocol, host: '127.0.0.1', port: 0, tls }) as const;
  const proxy = await Proxy.start({
    name: 'mail.contoso.example',
    ports: [
      ...[port('imap', 'starttls'), port('pop', 'starttls'), port('smtp', 'starttls')],
      ...[port('imap', 'implicit'), port('pop', 'implicit'), port('smtp', 'implicit')],
    ],
    tls: () => context,
    doorkeeper,
    connect({ user }, protocol, signal) {
      const { connect, door, permission } = connectors[protocol];
      const token = behind.token(user, 'exchange', [permission]);
      const security = door === 'smtp' ? 'starttls' : 'tls';
      const { port } = behind.faces.endpoints[door];
      return connect(upstreamRequest({ port, security, token, user, signal }), tools);
    },
    clock,
    log: silentLogger,
    rescue: true,
  });
  const [imap, pop, smtp, imaps, pops, smtps] = proxy.ports.map((one) => one.port) as [
    ...[number, number, number],
    ...[number, number, number],
  ];
  return {
    behind,
    ports: { imap, pop, smtp, imaps, pops, smtps },
    caFile,
    folder,
    get sessions() {
      return proxy.sessions.length;
    },
    async close() {
      await proxy.stop({ graceMs: 0 });
      await behind.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const doorkeeper: Doorkeeper = {
  async admit({ credentials }): Promise<Admission> {
    const { user = '', password } = credentials ?? {};
    const shown = password?.reveal();
    if (shown !== 'right' && shown !== 'as anna alone') throw fail('app-password-refused', {});
    return {
      // A brand over a plain string: this stands in for the store, which makes it.
      account: 'account-1' as AccountId,
      accountName: 'anna',
      mailbox: user,
      user,
      passwordName: 'test',
      senders: shown === 'right' ? undefined : [user],
      ended: new AbortController().signal,
      leave() {},
    };
  },
};
