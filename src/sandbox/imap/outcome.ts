// How a command ended, before it is put into words: the completion line is the session's business.

import type { ImapCommand } from '../../wire/imap/command.ts';
import type { ImapSession } from './session.ts';

export interface Outcome {
  readonly status: 'OK' | 'NO' | 'BAD';
  /** Default: '<COMMAND> completed.' */
  readonly text?: string;
  /** Response code without its brackets. */
  readonly code?: string;
  /** The connection ends with this text. */
  readonly bye?: string;
  /** The command has sent its completion line already. */
  readonly silent?: boolean;
  /**
   * Which news of the selected folder go out before the completion line. FETCH, STORE and SEARCH must not renumber
   * messages under the client's feet (RFC 3501 section 7.4.1): 'no-expunge'.
   */
  readonly flush?: 'all' | 'no-expunge' | false;
}

export interface CommandEntry {
  readonly name: string;
  readonly needs: 'nothing' | 'not-authenticated' | 'authenticated' | 'selected';
  /** Takes no arguments: any is an error. */
  readonly bare?: boolean;
  run(session: ImapSession, command: ImapCommand): Outcome | Promise<Outcome>;
}

export const completed: Outcome = { status: 'OK' };
export const invalidState: Outcome = { status: 'BAD', text: 'Command received in Invalid state.' };
export const badArgument: Outcome = { status: 'BAD', text: 'Command Argument Error. 11' };

export function no(text: string, code?: string): Outcome {
  return { status: 'NO', text, ...(code === undefined ? {} : { code }) };
}

/** Exchange's refusal while a mailbox is over its budget; some logs have NO in place of BAD. */
export function throttled(backoffMs: number): Outcome {
  return { status: 'BAD', text: `Request is throttled. Suggested Backoff Time: ${backoffMs} milliseconds` };
}
