// The files of another program, decrypted by GnuPG where that program had them encrypted by it, and what is
// found in them.

import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Secret } from '../../base/secret.ts';
import { fail } from '../../errors/error.ts';
import { isOpenPgp, readerOf, readers } from '../../importing/formats.ts';
import type { FoundDoor, FoundGrant, GrantReader } from '../../importing/found-grant.ts';
import type { Streams } from '../streams.ts';

/** A cache of MSAL with thousands of accounts has some megabytes. */
const fileBytesMax = 64 * 1024 * 1024;

export interface FilesOptions {
  readonly streams: Streams;
  /** What `gpg` is started with. */
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** Asked for a file that needs it; throws where there is none. */
  readonly password: (file: string) => Promise<Secret>;
}

export interface Found {
  readonly grants: readonly FoundGrant[];
  /** Of the programs that are proxies themselves. */
  readonly doors: readonly FoundDoor[];
}

/** @throws `import-file-unreadable`, `import-gpg-failed`, `import-format-unknown`, `import-password-...` */
export async function foundIn(files: readonly string[], options: FilesOptions): Promise<Found> {
  const known: Array<{ file: string; bytes: Buffer; reader: GrantReader }> = [];
  for (const file of files) {
    const raw = file === '-' ? await standardInput(options.streams) : readFile(file);
    const bytes = isOpenPgp(raw) ? await decrypted(file, raw, options) : raw;
    const reader = readerOf({ bytes, fileName: fileName(file) });
    if (!reader) {
      const programs = readers.map(({ program }) => program).join(', ');
      throw fail('import-format-unknown', { file, known: programs });
    }
    const first = known.find((other) => other.reader === reader && reader.program === 'email-oauth2-proxy');
    // Its configuration and its cache store are two halves of one file.
    if (first) first.bytes = Buffer.concat([first.bytes, Buffer.from('\n'), bytes]);
    else known.push({ file, bytes, reader });
  }
  const grants: FoundGrant[] = [];
  for (const { file, bytes, reader } of known) {
    const password = (): Promise<Secret> => options.password(file);
    grants.push(...(await reader.read({ bytes, fileName: fileName(file), password })));
  }
  return { grants, doors: known.flatMap(({ bytes, reader }) => reader.doors?.(bytes) ?? []) };
}

/** What may be an address: without the ending that encryption gave it. */
function fileName(file: string): string {
  return basename(file).replace(/\.(gpg|pgp|asc)$/, '');
}

function readFile(file: string): Buffer {
  try {
    if (statSync(file).size > fileBytesMax) throw new Error('it is far too large for a file of tokens');
    return readFileSync(file);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw fail('import-file-unreadable', { file, reason: code ?? message }, { cause });
  }
}

async function standardInput({ input }: Streams): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of input) {
    bytes += chunk.length;
    if (bytes > fileBytesMax) throw fail('import-file-unreadable', { file: '-', reason: 'too long' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** As the user would: with her own gpg, agent and keys. What it asks, it asks at her terminal. */
function decrypted(file: string, sealed: Buffer, { env, signal }: FilesOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const refuse = (reason: string): void => reject(fail('import-gpg-failed', { file, reason }));
    const child = spawn('gpg', ['--quiet', '--decrypt'], { env, signal, stdio: 'pipe' });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => void out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => void err.push(chunk));
    child.once('error', (error: NodeJS.ErrnoException) => {
      refuse(error.code === 'ENOENT' ? 'gpg is not installed' : error.message);
    });
    child.once('close', (code) => {
      if (code === 0) return resolve(Buffer.concat(out));
      const said = Buffer.concat(err).toString('utf8').trim().split('\n').at(-1) ?? '';
      refuse(said === '' ? `it ended with ${code ?? 'a signal'}` : said.replace(/\.$/, ''));
    });
    // A gpg that refuses at once closes its input: its own words say why.
    child.stdin.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') refuse(error.message);
    });
    child.stdin.end(sealed);
  });
}
