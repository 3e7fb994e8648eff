// What the watch asks of a door: compare one folder with what is known of it, and say when it may be time to compare
// again. A wake-up need not be true and may come twice; only what a comparison finds is told. docs/adr/0084.

import type { DoorFolder, DoorMessage } from '../doors/door.ts';
import type { WatchStatus, WatchWay } from './events.ts';
import type { FolderState, Known, Mutation } from './folder-state.ts';

export type FolderChange =
  | {
      readonly kind: 'created' | 'updated';
      readonly key: string;
      readonly known: Known;
      readonly message: DoorMessage;
    }
  | { readonly kind: 'deleted'; readonly key: string }
  /** Nobody is told: the same messages under other keys, or a link to what comes next. */
  | { readonly kind: 'silent'; readonly mutation: Mutation };

type Resynced = Extract<WatchStatus, { kind: 'resynced' }>['reason'];
type SubscriptionNews = Extract<WatchStatus, { kind: 'subscribed' | 'renewed' | 'subscription-lost' }>;

/** What a source may say of itself while it works. */
export interface SourceReport {
  resynced(reason: Resynced): void;
  subscription(kind: SubscriptionNews['kind'], id: string): void;
}

export interface LookOptions {
  /** False where nobody is told of what is found: then what names a message and shows its changes is enough. */
  readonly tells: boolean;
  readonly signal: AbortSignal;
}

/** One folder by one door. Opens what it needs when it first looks, and again after `reset`. */
export interface FolderSource {
  /** How it is woken at present. */
  readonly way: WatchWay;
  /**
   * What differs between `state` and the server. The caller applies each change to `state` before it asks for the next; a
   * look that was broken off is begun anew, and finds the rest.
   */
  look(state: FolderState, options: LookOptions): AsyncGenerator<FolderChange, void>;
  /** Resolves when it may be worth while to look again. */
  wait(signal: AbortSignal): Promise<void>;
  /** Throws away what may be broken. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** A folder that is watched: its path for people, its handle for the door. */
export interface WatchedFolder {
  readonly path: string;
  readonly folder: DoorFolder;
}
