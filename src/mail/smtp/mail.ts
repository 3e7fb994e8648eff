// What SMTP is given to send, and what became of it. There are three ends and no fourth: taken over, certainly not taken
// over, and not known, which is when the line broke between the last dot and its answer.

/** RFC 3461: what the sender wants to be told. */
export interface DeliveryReport {
  /** When to report. Nothing said: failures, as servers do anyway. */
  readonly notify?: 'never' | readonly ('success' | 'failure' | 'delay')[] | undefined;
  /** What of the message a report of failure brings back. */
  readonly returns?: 'full' | 'headers' | undefined;
  /** Comes back in the report. Printable ASCII, 100 characters as they are written on the wire. */
  readonly envelopeId?: string | undefined;
}

export interface SmtpMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Line ends are CRLF throughout. Read anew for each try. */
  readonly source: () => AsyncIterable<Uint8Array>;
  readonly bytes: number;
  readonly has8bit: boolean;
  readonly needsUtf8: boolean;
  readonly report?: DeliveryReport | undefined;
  /** To those who are accepted, where some are refused. Default: to nobody then, as mail programs do. */
  readonly partly?: boolean | undefined;
}

export interface RefusedRecipient {
  readonly address: string;
  readonly answer: string;
}

export type SmtpOutcome =
  | {
      readonly outcome: 'sent';
      /** The server's last word, e.g. `250 2.0.0 OK <...> [Hostname=...]`. */
      readonly reply: string;
      readonly accepted: readonly string[];
      readonly refused: readonly RefusedRecipient[];
    }
  | { readonly outcome: 'not-sent'; readonly error: Error }
  /** `error` is what broke the line. */
  | { readonly outcome: 'unknown'; readonly error: Error };
