// A Dovecot of its own settings, with as many people as a test wants, each with an empty mailbox.

import { generateKeyPairSync, sign } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Closers } from '../../src/base/closers.ts';
import type { MailboxWorld } from '../../src/mailbox/context.ts';
import { openDoor } from '../../src/mailbox/doors/open-door.ts';
import { Mailbox } from '../../src/mailbox/mailbox.ts';
import { createAuthority } from '../../src/net/certificate.ts';
import { startDovecot } from './dovecot.ts';
import { fixedTokens } from './fixed-tokens.ts';
import { mailboxWorld } from './imap-worlds.ts';

export interface DovecotPlace {
  /** Somebody new. */
  person(): string;
  world(person: string): MailboxWorld;
  /** Closed with the place. */
  box(person: string): Mailbox;
  close(): Promise<void>;
}

/** @param options - `special`: names and their use, which a folder has once somebody has made it */
export async function dovecotPlace(options: {
  separator: string;
  special?: Readonly<Record<string, string>>;
}): Promise<DovecotPlace> {
  const closers = new Closers();
  const folder = mkdtempSync(join(tmpdir(), 'dovecot-'));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  try {
    chmodSync(folder, 0o755);
    const server = join(folder, 'server');
    mkdirSync(server);
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const authority = await createAuthority({ name: 'Dovecot', nowMs: Date.now() });
    const audience = 'https://outlook.office.com';
    const dovecot = await startDovecot({
      folder: server,
      tls: await authority.issue(),
      signingKey: { kid: 'test', pem },
      audience,
      auto: 'no',
      ...options,
    });
    closers.push(() => dovecot.close());
    const bearer = (claims: Record<string, unknown>): string => {
      const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
      const text = `${part({ alg: 'RS256', typ: 'JWT', kid: 'test' })}.${part(claims)}`;
      return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
    };
    let count = 0;
    const world = (person: string): MailboxWorld => {
      const now = Math.floor(Date.now() / 1000);
      const token = bearer({ upn: person, sub: person, aud: audience, iat: now - 60, exp: now + 86_400 });
      return mailboxWorld({
        port: dovecot.imapPort,
        ca: authority.pem,
        tokens: fixedTokens([token], person),
        address: person,
      });
    };
    return {
      person() {
        count += 1;
        return `person-${count}@contoso.example`;
      },
      world,
      box(person) {
        const box = new Mailbox(world(person), openDoor);
        closers.push(() => box.close());
        return box;
      },
      close: () => closers.close(),
    };
  } catch (error) {
    await closers.close();
    throw error;
  }
}
