// One message on its way from MAIL to the end of its data: what the client has said about it so far.

import type { MailParameters } from '../../wire/smtp/parameters.ts';
import type { Recipient } from '../mailboxes/reports.ts';

/** What EHLO announces; larger messages are refused whatever a mailbox may send. */
export const smtpSizeMax = 157_286_400;

export interface Transaction {
  /** Empty for the null sender. */
  readonly from: string;
  readonly parameters: MailParameters;
  readonly recipients: Recipient[];
  /** BDAT chunks so far; undefined before the first. */
  chunks: Buffer[] | undefined;
  bytes: number;
}
