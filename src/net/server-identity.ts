// The certificate that a listener shows, and the private key that goes with it, out of two files that somebody else
// renews. Read again when told to: connections that stand keep what they have, the next handshake has the new one, and
// files that cannot be used leave the old one in its place.

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext, type SecureContext } from 'node:tls';
import { fail } from '../errors/error.ts';

export interface IdentityFiles {
  /** PEM: the server's certificate first, then those that vouch for it. */
  readonly cert: string;
  /** PEM, not encrypted. May be the same file. */
  readonly key: string;
}

/** What an administrator wants to know of a certificate. */
export interface CertificateFacts {
  /** DNS names and IP addresses, as in its subjectAltName. */
  readonly names: readonly string[];
  readonly expiresAtMs: number;
  /** SHA-256, in hexadecimal with colons. */
  readonly fingerprint: string;
}

interface Loaded {
  readonly context: SecureContext;
  readonly facts: CertificateFacts;
}

export class ServerIdentity {
  #loaded: Loaded;

  private constructor(loaded: Loaded) {
    this.#loaded = loaded;
  }

  /** @throws `server-certificate-unusable` */
  static async read(files: IdentityFiles): Promise<ServerIdentity> {
    return new ServerIdentity(await load(files));
  }

  /** For the next handshake. */
  get context(): SecureContext {
    return this.#loaded.context;
  }

  get facts(): CertificateFacts {
    return this.#loaded.facts;
  }

  /**
   * Reads files. What was shown before is shown further if they cannot be used.
   *
   * @returns what shows them from then on, and says whether the certificate is another one
   * @throws `server-certificate-unusable`
   */
  async prepare(files: IdentityFiles): Promise<() => boolean> {
    const loaded = await load(files);
    return () => {
      const before = this.#loaded.facts.fingerprint;
      // Also for the same certificate: its key or those that vouch for it may be others.
      this.#loaded = loaded;
      return loaded.facts.fingerprint !== before;
    };
  }
}

async function load(files: IdentityFiles): Promise<Loaded> {
  const [cert, key] = await Promise.all([read(files.cert), read(files.key)]);
  const parsed = inFile(files.cert, () => new X509Certificate(cert));
  const secret = inFile(files.key, () => createPrivateKey(key));
  if (!parsed.checkPrivateKey(secret)) {
    throw fail('server-certificate-unusable', {
      file: files.key,
      reason: `the key is not the one of the certificate in ${files.cert}`,
    });
  }
  const context = inFile(files.cert, () => createSecureContext({ cert, key, minVersion: 'TLSv1.2' }));
  return {
    context,
    facts: {
      names: alternativeNames(parsed.subjectAltName),
      expiresAtMs: Date.parse(parsed.validTo),
      fingerprint: parsed.fingerprint256,
    },
  };
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw fail('server-certificate-unusable', { file, reason: code ?? message }, { cause });
  }
}

function inFile<T>(file: string, parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw fail(
      'server-certificate-unusable',
      { file, reason: reasonOf(cause as NodeJS.ErrnoException) },
      { cause },
    );
  }
}

/** OpenSSL's words are numbers and function names; these are the mistakes that people make. */
function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (/passphrase|bad decrypt|interrupted or cancelled/i.test(message) || code === 'ERR_MISSING_PASSPHRASE') {
    return 'the key is encrypted; a service cannot ask for its passphrase';
  }
  if (/no start line|unsupported/i.test(message)) return 'there is no PEM in it that could be used';
  if (/ee key too small|key too small/i.test(message)) return 'its key is too short for today';
  return message;
}

/** `DNS:mail.contoso.example, IP Address:192.168.0.2` */
function alternativeNames(text: string | undefined): string[] {
  return (text ?? '')
    .split(', ')
    .map((entry) => /^(?:DNS|IP Address):(.+)$/.exec(entry)?.[1])
    .filter((name): name is string => name !== undefined);
}
