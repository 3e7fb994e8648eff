// Mailboxes to open by IMAP: the sandbox's, and Debian's Dovecot with tokens that are signed here. What `openImapDoor` needs
// to know of the world, and nothing of accounts, stores or consent.

import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock } from '../../src/base/clock.ts';
import type { AccountId } from '../../src/base/token-source.ts';
import { MailboxLimits } from '../../src/mail/limits.ts';
import type { MailboxWorld } from '../../src/mailbox/context.ts';
import { createAuthority } from '../../src/net/certificate.ts';
import { createFaults, type Faults } from '../../src/sandbox/faults/faults.ts';
import { startDovecot } from './dovecot.ts';
import { type FixedTokens, fixedTokens } from './fixed-tokens.ts';
import { anna, openWorld, type World } from './sandbox-faces.ts';
import { wayTo } from './way-to.ts';

export interface ImapWorld {
  readonly world: MailboxWorld;
  close(): Promise<void>;
}

/** What a door by IMAP is handed; the other servers are nowhere. */
export function mailboxWorld(options: {
  port: number;
  ca: string;
  tokens: FixedTokens;
  address: string;
  clock?: Clock;
  security?: 'tls' | 'starttls';
}): MailboxWorld {
  const { port, ca, tokens, address, clock = systemClock(), security = 'tls' } = options;
  const server = { host: '127.0.0.1', port, security } as const;
  return {
    account: {
      // A brand over a plain string: this stands in for the store, which makes them.
      id: 'account-1' as AccountId,
      ref: 'anna',
      address,
      kind: 'delegated',
      personal: false,
      displayName: undefined,
    },
    address,
    connected: ['imap'],
    tokens,
    servers: { imap: server, pop: server, smtp: server, graph: 'https://127.0.0.1:1' },
    dialer: wayTo(ca),
    fetch: () => Promise.reject(new Error('no Graph here')),
    limits: new MailboxLimits(clock),
    clock,
  };
}

export async function sandboxWorld(
  options: {
    clock?: Clock /** Of the first token; the second lives twice as long, and so on. */;
    lifetimeMs?: number;
    tokens?: number;
  } = {},
): Promise<ImapWorld & { sandbox: World; faults: Faults }> {
  const { clock = systemClock(), lifetimeMs = 3_600_000, tokens = 1 } = options;
  const faults = createFaults();
  const sandbox = await openWorld({ faults, clock });
  const bearers = Array.from({ length: tokens }, (_, index) =>
    sandbox.token(anna, 'exchange', ['IMAP.AccessAsUser.All'], { lifetimeMs: lifetimeMs * (index + 1) }),
  );
  const world = mailboxWorld({
    port: sandbox.faces.endpoints.imaps.port,
    ca: sandbox.caPem,
    tokens: fixedTokens(bearers, anna),
    address: anna,
    clock,
  });
  return { world, sandbox, faults, close: () => sandbox.close() };
}

export async function dovecotWorld(): Promise<ImapWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'dovecot-'));
  chmodSync(folder, 0o755);
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const authority = await createAuthority({ name: 'Dovecot', nowMs: Date.now() });
  const audience = 'https://outlook.office.com';
  const dovecot = await startDovecot({
    folder,
    tls: await authority.issue(),
    signingKey: { kid: 'test', pem },
    audience,
  });
  const bearer = jwt(privateKey, { upn: anna, aud: audience, sub: anna });
  const world = mailboxWorld({
    port: dovecot.imapPort,
    ca: authority.pem,
    tokens: fixedTokens([bearer], anna),
    address: anna,
  });
  return {
    world,
    async close() {
      await dovecot.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function jwt(key: KeyObject, claims: Record<string, string>): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = { alg: 'RS256', typ: 'JWT', kid: 'test' };
  const text = `${part(head)}.${part({ iat: now - 60, nbf: now - 60, exp: now + 86_400, ...claims })}`;
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
}
