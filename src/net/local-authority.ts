// A certificate for a network in which no public authority knows our names: an authority of our own, kept in a folder,
// whose certificate is installed once on each client, and a server certificate that it issues anew before it ends.

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { fail } from '../errors/error.ts';
import { type Certificate, createAuthority } from './certificate.ts';
import type { IdentityFiles } from './server-identity.ts';

const dayMs = 86_400_000;
/** Clients may stop to accept a server's certificate that lives longer than 825 days (Apple's rule for private ones, too). */
const serverDays = 397;
const authorityDays = 3650;
/** Renewed when less than this is left. */
const renewDays = 30;

export interface LocalIdentity extends IdentityFiles {
  /** The file that clients have to trust. */
  readonly authority: string;
  /** Whether the server's certificate was issued just now. */
  readonly issued: boolean;
}

/**
 * Makes what is not there, keeps what is good, issues the server's certificate anew where it ends soon or lacks a name.
 *
 * @param names - DNS names and IP addresses under which clients connect
 * @throws `server-certificate-unusable` for files that are there and are damaged: clients trust them
 */
export async function localIdentity(options: {
  folder: string;
  names: readonly string[];
  clock: Clock;
}): Promise<LocalIdentity> {
  const { folder, names, clock } = options;
  const nowMs = clock.now();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const at = (name: string): string => join(folder, name);
  const paths = { cert: at('server.pem'), key: at('server-key.pem'), authority: at('authority.pem') };
  const kept = await readPair({ cert: paths.authority, key: at('authority-key.pem') });
  const usable = kept && daysLeft(kept, nowMs) > renewDays ? kept : undefined;
  const authority = await createAuthority({
    name: 'mailgrant local authority',
    nowMs,
    lifetimeDays: authorityDays,
    kept: usable,
  });
  if (!usable) {
    await writeWhole(at('authority-key.pem'), authority.certificate.key);
    await writeWhole(paths.authority, authority.certificate.cert);
  }
  const server = usable && (await readPair(paths));
  if (
    server &&
    daysLeft(server, nowMs) > renewDays &&
    covers(server, names) &&
    isFrom(server, authority.pem)
  ) {
    return { ...paths, issued: false };
  }
  // As long as its authority at most.
  const lifetimeDays = Math.min(serverDays, Math.floor(daysLeft({ cert: authority.pem }, nowMs)));
  const issuer = await createAuthority({
    name: 'mailgrant local authority',
    nowMs,
    lifetimeDays,
    kept: authority.certificate,
  });
  const leaf = await issuer.issue(names);
  await writeWhole(paths.key, leaf.key);
  await writeWhole(paths.cert, `${leaf.cert.trimEnd()}\n${authority.pem.trimEnd()}\n`);
  return { ...paths, issued: true };
}

/** Undefined where there is none yet, and for a pair of which only one half was written. */
async function readPair(files: IdentityFiles): Promise<Certificate | undefined> {
  const [cert, key] = await Promise.all([readText(files.cert), readText(files.key)]);
  if (cert === undefined || key === undefined) return undefined;
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key)) ? { cert, key } : undefined;
  } catch (cause) {
    // Not made again without a word: clients trust what was there.
    const { message } = cause as Error;
    throw fail('server-certificate-unusable', { file: files.cert, reason: message }, { cause });
  }
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw fail('server-certificate-unusable', { file, reason: code ?? message }, { cause });
  }
}

function daysLeft({ cert }: Pick<Certificate, 'cert'>, nowMs: number): number {
  return (Date.parse(new X509Certificate(cert).validTo) - nowMs) / dayMs;
}

function covers({ cert }: Certificate, names: readonly string[]): boolean {
  const parsed = new X509Certificate(cert);
  return names.every(
    (name) => (isIP(name) === 0 ? parsed.checkHost(name) : parsed.checkIP(name)) !== undefined,
  );
}

function isFrom({ cert }: Certificate, authorityPem: string): boolean {
  return new X509Certificate(cert).verify(new X509Certificate(authorityPem).publicKey);
}

/** Whoever reads it meanwhile sees the old or the new. Only this user may read it. */
async function writeWhole(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, file);
}
