// What a caller says of a message that is to go out. Nothing here knows how it is written (compose.ts) or sent.

/** `Ben Ito <ben@contoso.example>`, a bare address, several with commas between, or the two halves apart. */
export type OutgoingAddress = string | { readonly name?: string | undefined; readonly address: string };
export type OutgoingAddresses = OutgoingAddress | readonly OutgoingAddress[];

/** Bytes that can be read more than once: a repeat begins anew. */
export type Openable = () => AsyncIterable<Uint8Array>;

export interface OutgoingAttachment {
  /** As the recipient sees it. Default: `attachment-1`. */
  readonly filename?: string | undefined;
  /** Default: what the name's ending says, else application/octet-stream. */
  readonly contentType?: string | undefined;
  readonly content: string | Uint8Array | Openable;
  /** Makes it part of the HTML, which names it as `cid:...`. */
  readonly cid?: string | undefined;
}

export interface OutgoingMessage {
  /** Default: the mailbox that it is sent from. */
  readonly from?: OutgoingAddress | undefined;
  /** Who really sends it, where that is not who it is from. */
  readonly sender?: OutgoingAddress | undefined;
  readonly replyTo?: OutgoingAddresses | undefined;
  readonly to?: OutgoingAddresses | undefined;
  readonly cc?: OutgoingAddresses | undefined;
  /** Gets it, and nobody else is told. */
  readonly bcc?: OutgoingAddresses | undefined;
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
  /** Where there is no `text`, one is made of it for those who read no HTML. */
  readonly html?: string | undefined;
  readonly attachments?: readonly OutgoingAttachment[] | undefined;
  /** Further fields. Those that have an option of their own are refused here. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>> | undefined;
  /**
   * Asks whoever reads it to tell (RFC 8098): the sender, or this address (at Graph always the
   * sender). They may decline.
   */
  readonly readReceipt?: true | OutgoingAddress | undefined;
  readonly priority?: 'high' | 'normal' | 'low' | undefined;
  /** Message-IDs with their brackets. */
  readonly inReplyTo?: string | undefined;
  readonly references?: readonly string[] | undefined;
  /** Milliseconds since the epoch. Default: now. */
  readonly dateMs?: number | undefined;
  /** Default: a new one at the sender's domain. The same one again is the same message: it is sent once. */
  readonly messageId?: string | undefined;
  /** RFC 3834 section 5: said of messages that no person wrote, so that no machine answers them. */
  readonly autoSubmitted?: 'auto-generated' | 'auto-replied' | 'auto-notified' | undefined;
}
