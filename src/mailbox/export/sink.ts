// Where messages go. They are added one by one and become an export's batch by batch (export.ts); what was added and not
// published is nothing yet.

import type { DoorMessage } from '../doors/door.ts';
import type { Taken } from './journal.ts';

export interface ToWrite {
  readonly message: DoorMessage;
  readonly key: string;
  readonly name: string;
  /** As the journal keeps it. */
  readonly content?: string | undefined;
}

export interface Sink {
  /** Given where the sink grows one file: its size before the batch, to be made durable before anything is added. */
  begin?(): number;
  /** Resolves with the bytes that it takes there. @throws what `pieces` throws: nothing of it is left then */
  add(given: ToWrite, pieces: AsyncIterable<Uint8Array>): Promise<number>;
  /** The same for one that is in memory, in one go. Its memory is the sink's from then on, to write over. */
  readonly addWhole?: ((given: ToWrite, octets: Uint8Array) => number) | undefined;
  /** Makes durable what was added before it was called; says what it is. More may be added meanwhile, where `begin` is not given. */
  seal(): Promise<readonly Taken[]>;
  /** Makes it visible. */
  publish(): Promise<void>;
  /** What was sealed by one that was interrupted: which of these are published. */
  recover(plan: readonly Taken[]): Promise<readonly Taken[]>;
  /** Away with what was added and not published. */
  drop(): Promise<void>;
  close(): Promise<void>;
}

/** So many messages, or bytes, become durable together: a few syncs for all of them. */
export const batchMessages = 128;
export const batchBytes = 16 * 1024 * 1024;
