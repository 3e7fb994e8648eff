// The process whose memory is measured: one mailbox, one message, read piece by piece as a program would that writes it
// somewhere. Says the digest of what it read, and the most memory that it ever had resident.

import { createHash } from 'node:crypto';
import type { ReadService } from '../../src/mailbox/doors/door.ts';
import { mailboxAt, type Places, tokensFrom } from '../kit/mailbox-at.ts';
import { peakMb } from '../kit/peak-memory.ts';

/** What the test writes to stdin. */
export interface MemoryTask {
  readonly places: Places;
  readonly ca: string;
  readonly address: string;
  readonly token: string;
  readonly via: ReadService;
  readonly id: string;
}

export interface MemoryOutcome {
  readonly sha256: string;
  readonly rssMb: number;
}

const pieces: Uint8Array[] = [];
for await (const piece of process.stdin) pieces.push(piece as Uint8Array);
const task = JSON.parse(Buffer.concat(pieces).toString('utf8')) as MemoryTask;
const { places, ca, address, token, via, id } = task;
const box = await mailboxAt(places, { ca, address, tokens: tokensFrom(address, () => token) });
const hash = createHash('sha256');
for await (const piece of box.source(id, { via })) hash.update(piece);
await box.close();
const outcome: MemoryOutcome = { sha256: hash.digest('hex'), rssMb: peakMb() };
process.stdout.write(JSON.stringify(outcome));
