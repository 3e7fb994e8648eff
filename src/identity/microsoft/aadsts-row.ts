// What is known of one of Entra's error numbers.

import type { Retry } from '../../errors/error.ts';
import type { RefusalCode } from '../refusal-codes.ts';

export interface AadstsRow {
  readonly code: RefusalCode;
  /** What the number says, in a clause. */
  readonly meaning: string;
  /** A next step that knows more than the catalogue's. */
  readonly remedy?: string;
  /** Where it differs from the catalogue's. */
  readonly retry?: Retry;
  /** The refresh token itself will never work again. */
  readonly dead?: true;
}

export type AadstsTable = Readonly<Record<number, AadstsRow>>;
