// What the benchmarks of mail share: how long they may take, and where their files are.

import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { type DovecotMailbox, dovecotMailbox } from '../../test/kit/dovecot-mailbox.ts';
import { whereIs } from '../../test/kit/interop.ts';

export interface Setting {
  /** Fewer rounds and less mail: for whoever is working on it. */
  readonly quick: boolean;
}

/** In memory where there is such a place: what is compared is programs, not discs. */
export const mailFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Why there can be no Dovecot, or undefined. */
export function missingDovecot(): string | undefined {
  if (whereIs('dovecot') === undefined) return 'Dovecot: not installed';
  return process.getuid?.() === 0 ? undefined : 'Dovecot: needs root';
}

export function startMailbox(): Promise<DovecotMailbox> {
  return dovecotMailbox({ parent: mailFolder });
}

export const corpusSeed = 20_261_126;
