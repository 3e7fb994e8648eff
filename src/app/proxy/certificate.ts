// The certificate that the proxy shows to clients, and whoever sees to it that it is the one on disk: read again when it is
// said so, by itself soon after a file is another one, and renewed in time where the authority is our own. What cannot be
// used changes nothing. docs/adr/0122-what-is-taken-up-while-it-runs.md

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SecureContext } from 'node:tls';
import type { Clock, Timer } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import { isMailgrantError } from '../../errors/error.ts';
import { localIdentity } from '../../net/local-authority.ts';
import { type CertificateFacts, type IdentityFiles, ServerIdentity } from '../../net/server-identity.ts';

export interface CertificateSource {
  /** Files that somebody else renews. */
  readonly identity?: IdentityFiles | undefined;
  /** In their place: a certificate for these names, by an authority of our own that is kept in the folder. */
  readonly local?: { readonly folder: string; readonly names: readonly string[] } | undefined;
}

/** Two looks have to see the same before it is read: a pair of files is not replaced in one moment. */
const lookMs = 10_000;
/** Certificates of our own are renewed weeks before their end. */
const looksUntilRenewal = 360;

export class ShownCertificate {
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #identity: ServerIdentity;
  #source: CertificateSource;
  #files: IdentityFiles;
  /** As the files were when they were read last, whether they could be used or not. */
  #read: string;
  /** As they were at the last look. */
  #seen: string;
  #looks = 0;
  #timer: Timer | undefined;
  #closed = false;

  private constructor(
    tools: { readonly clock: Clock; readonly log: Logger },
    state: { identity: ServerIdentity; source: CertificateSource; files: IdentityFiles; stamp: string },
  ) {
    this.#clock = tools.clock;
    this.#log = tools.log;
    this.#identity = state.identity;
    this.#source = state.source;
    this.#files = state.files;
    this.#read = state.stamp;
    this.#seen = state.stamp;
    this.#arm();
  }

  /** @returns undefined where no certificate is meant. @throws `server-certificate-unusable` */
  static async open(
    source: CertificateSource,
    tools: { readonly clock: Clock; readonly log: Logger },
  ): Promise<ShownCertificate | undefined> {
    const files = await filesOf(source, tools.clock);
    if (!files) return undefined;
    const stamp = await stampOf(files);
    const identity = await ServerIdentity.read(files);
    return new ShownCertificate(tools, { identity, source, files, stamp });
  }

  /** For the next handshake. */
  get context(): SecureContext {
    return this.#identity.context;
  }

  get facts(): CertificateFacts {
    return this.#identity.facts;
  }

  /** What clients have to trust, where the authority is our own. */
  get authorityFile(): string | undefined {
    return this.#source.local && join(this.#source.local.folder, 'authority.pem');
  }

  /**
   * Reads what is to be shown from now on.
   *
   * @param source - left away or empty: the same as before
   * @returns what makes it so
   * @throws `server-certificate-unusable`; what was shown before is shown further
   */
  async prepare(source: CertificateSource = {}): Promise<() => void> {
    const meant = source.identity || source.local ? source : this.#source;
    const files = (await filesOf(meant, this.#clock)) ?? this.#files;
    const stamp = await stampOf(files);
    if (files.cert === this.#files.cert && files.key === this.#files.key) this.#read = stamp;
    const show = await this.#identity.prepare(files);
    return () => {
      this.#source = meant;
      this.#files = files;
      this.#read = stamp;
      this.#seen = stamp;
      const replaced = show();
      const expiresAtMs = this.facts.expiresAtMs;
      const expiresAt = new Date(expiresAtMs).toISOString();
      if (expiresAtMs < this.#clock.now()) this.#log.warn('proxy.certificate-expired', { expiresAt });
      if (replaced) this.#log.info('proxy.certificate-replaced', { expiresAt, names: this.facts.names });
    };
  }

  close(): void {
    this.#closed = true;
    this.#timer?.cancel();
  }

  #arm(): void {
    if (this.#closed) return;
    const look = (): void => void this.#look().finally(() => this.#arm());
    this.#timer = this.#clock.after(lookMs, look, { background: true });
  }

  async #look(): Promise<void> {
    this.#looks += 1;
    const renews = this.#source.local !== undefined && this.#looks % looksUntilRenewal === 0;
    const stamp = await stampOf(this.#files);
    const settled = stamp === this.#seen;
    this.#seen = stamp;
    if (!renews && (!settled || stamp === this.#read)) return;
    try {
      const show = await this.prepare();
      if (!this.#closed) show();
    } catch (error) {
      const code = isMailgrantError(error) ? error.code : undefined;
      this.#log.error('proxy.certificate-unusable', { code, error });
    }
  }
}

async function filesOf(
  { identity, local }: CertificateSource,
  clock: Clock,
): Promise<IdentityFiles | undefined> {
  return local ? localIdentity({ ...local, clock }) : identity;
}

/** Another one whenever a file was written, replaced, or became another by the link that leads to it. */
async function stampOf({ cert, key }: IdentityFiles): Promise<string> {
  const stamps = await Promise.all(
    [cert, key].map((file) =>
      stat(file, { bigint: true }).then(
        ({ dev, ino, size, mtimeNs, ctimeNs }) => [dev, ino, size, mtimeNs, ctimeNs].join(' '),
        // It is in the middle of being replaced, or gone: whoever reads it next will say so.
        (error: NodeJS.ErrnoException) => `not there: ${error.code}`,
      ),
    ),
  );
  return stamps.join(', ');
}
