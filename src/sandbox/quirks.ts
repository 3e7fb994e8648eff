// Where reports about Exchange contradict each other, or where a client wants to be tested against the odder answer,
// the sandbox has a switch. Each switch names both behaviours; the default is the better attested one.

export interface Quirks {
  /** MOVE sends `[COPYUID ..]` as a line that is not IMAP at all, as Exchange has been seen to do. */
  bareCopyUidOnMove: boolean;
  /** An IMAP- or POP-disabled mailbox: refuse at sign-in, or sign in and then be "not connected". */
  disabledProtocol: 'refuse' | 'not-connected';
  /** CAPABILITY before sign-in lists MOVE; several logs lack it. */
  moveBeforeSignIn: boolean;
  /** Failed sign-ins on one connection before `BYE Connection is closed. 14`. */
  failedSignInsMax: number;
  /** Parallel IMAP sessions of one mailbox; one more is "not connected". */
  imapSessionsMax: number;
  /** A transient `Server Unavailable.` line, which is not IMAP, before the next answer of an IMAP session. */
  serverUnavailableLine: boolean;
}

export const defaultQuirks: Quirks = {
  bareCopyUidOnMove: true,
  disabledProtocol: 'not-connected',
  moveBeforeSignIn: true,
  failedSignInsMax: 3,
  imapSessionsMax: 20,
  serverUnavailableLine: false,
};
