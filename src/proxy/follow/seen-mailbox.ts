// What a client has been told of the mailbox that it has selected, as counts: enough to say whether another connection
// shows it the same messages under the same numbers. Knows no message.
//
// Message numbers are places in the order of UIDs, and UIDs only grow (RFC 9051 section 2.3.1). So it is enough to count
// the messages below the UIDNEXT of the selection ("old") and those that came later ("fresh"): of the old ones none can
// be added, so the same count means the same messages; of the fresh ones none is missing where every UID that was given
// away is still there.

export interface SeenMailbox {
  /** As the server writes it in a command: an astring. */
  readonly name: Buffer;
  readonly readOnly: boolean;
  /** The client asked for CONDSTORE at its selection (RFC 7162). */
  readonly condstore: boolean;
  readonly uidValidity: number;
  /** At the selection. */
  readonly uidNext: number;
  readonly old: number;
  readonly fresh: number;
}

/** The same mailbox, as another connection finds it. */
export interface FoundMailbox {
  readonly uidValidity: number | undefined;
  readonly uidNext: number | undefined;
  readonly exists: number;
  /** UIDs at or above the `uidNext` of the selection; undefined while they were not asked for. */
  readonly freshUids: readonly number[] | undefined;
}

export type Fit =
  | {
      readonly kind: 'fits' /** More than the client knows of: to be told. */;
      readonly exists: number | undefined;
    }
  /** `UID SEARCH UID uidNext:*` decides. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'differs'; readonly why: string };

/** Whether the client may go on with its message numbers. */
export function fit(seen: SeenMailbox, found: FoundMailbox): Fit {
  if (found.uidValidity !== seen.uidValidity) return { kind: 'differs', why: 'UIDVALIDITY has changed' };
  const known = seen.old + seen.fresh;
  if (found.exists < known) return { kind: 'differs', why: 'messages are gone' };
  // Nothing has come since the selection, as far as the server's own count of UIDs goes.
  if (found.uidNext === seen.uidNext) {
    return found.exists === seen.old && seen.fresh === 0
      ? { kind: 'fits', exists: undefined }
      : { kind: 'differs', why: 'the messages are others' };
  }
  if (!found.freshUids) return { kind: 'ask' };
  // `n:*` names the last message even where its UID is below n (RFC 9051 section 6.4.4).
  const fresh = found.freshUids.filter((uid) => uid >= seen.uidNext).sort((a, b) => a - b);
  if (found.exists - fresh.length !== seen.old) return { kind: 'differs', why: 'messages are gone' };
  if (fresh.length < seen.fresh) return { kind: 'differs', why: 'messages are gone' };
  const dense = fresh.every((uid, index) => index >= seen.fresh || uid === seen.uidNext + index);
  if (!dense) return { kind: 'differs', why: 'the messages that came last may be others' };
  return { kind: 'fits', exists: found.exists > known ? found.exists : undefined };
}
