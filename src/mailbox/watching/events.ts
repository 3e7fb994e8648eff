// What a watch tells: changes of messages, and, apart from them, how the watch itself is doing. The words of nobody's
// protocol; who finds the changes is in the files beside this one. docs/adr/0084.

import type { MessageId, MessageSummary } from '../message.ts';

export const changeKinds = ['created', 'updated', 'deleted'] as const;
/**
 * `created`: it is in the folder now, new or moved there. `updated`: its flags (or, for a draft, its words) are others.
 * `deleted`: it is not in the folder any more, gone or moved.
 */
export type ChangeKind = (typeof changeKinds)[number];

export interface MailboxEvent {
  readonly kind: ChangeKind;
  /** As `Folder.path`. */
  readonly folder: string;
  /** The id that a list of the folder shows, or showed as long as the message was there. */
  readonly id: MessageId;
  /** As it is now; undefined for a message that is gone. */
  readonly message: MessageSummary | undefined;
  /** Milliseconds since the epoch: when it was noticed. */
  readonly atMs: number;
  /**
   * Where to go on after this event: hand it as `since` to the next watch. Holds the names of all messages in the watched
   * folders, so it is as large as they are; made when it is read, and left out when an event is printed as JSON.
   */
  readonly cursor: string;
}

/** How a folder is heard of: by the server's own word, or by asking again and again. */
export type WatchWay = 'idle' | 'notifications' | 'polling';

export type WatchStatus =
  /** What changes from now on is told. */
  | { readonly kind: 'connected'; readonly folder: string; readonly way: WatchWay }
  /** The connection is lost or the server has refused; it is tried again after `inMs`. Nothing is missed by that. */
  | {
      readonly kind: 'reconnecting';
      readonly folder: string;
      readonly reason: string;
      readonly error: Error;
      readonly inMs: number;
    }
  /** The whole folder was compared with what was known of it: the server could not tell what had changed. */
  | {
      readonly kind: 'resynced';
      readonly folder: string;
      readonly reason: 'reconnected' | 'resumed' | 'renumbered' | 'sync-state-lost' | 'out-of-step';
    }
  /** Graph's subscription for the folder was made, prolonged, or made again after it was lost. */
  | {
      readonly kind: 'subscribed' | 'renewed' | 'subscription-lost';
      readonly folder: string;
      readonly subscription: string;
    };

/** A listener for Graph's notifications. Without it, Graph is asked again and again. */
export interface NotifyOptions {
  /** How Graph reaches the listener from outside: an https URL of a tunnel or a reverse proxy. Default: the listener's own. */
  readonly publicUrl?: string | undefined;
  /** Where it listens. Default: a free port of 127.0.0.1. */
  readonly listen?: { readonly host?: string | undefined; readonly port?: number | undefined } | undefined;
}

export interface WatchOptions {
  /** Default: all three. */
  readonly events?: readonly ChangeKind[] | undefined;
  /** The `cursor` of an event, or of `delta`: what has happened since is told first. Default: from now on. */
  readonly since?: string | undefined;
  /** A file that the cursor is kept in: read at the start where it is there, replaced whole after events were taken. */
  readonly stateFile?: string | undefined;
  readonly notify?: NotifyOptions | undefined;
  /** How often a server is asked that cannot speak by itself. Default: 30 s. */
  readonly pollMs?: number | undefined;
  readonly onStatus?: ((status: WatchStatus) => void) | undefined;
}

/** What `delta` answers. */
export interface FolderDelta {
  /** In the order in which they were found. Without a cursor: every message of the folder, as created. */
  readonly changes: readonly MailboxEvent[];
  /** For the next call, or for `since`. */
  readonly cursor: string;
}
