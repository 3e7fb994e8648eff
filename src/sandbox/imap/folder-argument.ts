// A folder's name as a command's argument, from modified UTF-7 to the store's own.

import { decodeModifiedUtf7 } from '../../wire/imap/modified-utf7.ts';
import type { ImapScanner } from '../../wire/imap/scanner.ts';
import type { Folder } from '../mailboxes/folder.ts';
import { no, type Outcome } from './outcome.ts';
import type { ImapSession } from './session.ts';

export interface FolderArgument {
  /** As the client wrote it, a character a byte; fit for a line of text. */
  readonly name: string;
  readonly path: string;
  readonly folder: Folder | undefined;
}

/** SP mailbox; undefined when the argument is missing or no folder's name. */
export function readFolder(session: ImapSession, args: ImapScanner): FolderArgument | undefined {
  const bytes = args.space() ? args.astring()?.bytes : undefined;
  const name = bytes?.toString('latin1');
  if (!bytes || !name || /[\r\n\0]/.test(name)) return undefined;
  // RFC 3501 section 6.3.3: a trailing separator says that folders will be put below it.
  const path = (decodeModifiedUtf7(name) ?? bytes.toString('utf8')).replace(/\/$/, '');
  return { name, path, folder: session.mailbox?.folderByPath(path) };
}

/** The refusal of a name that no folder has; what is not 7-bit cannot be repeated in a line of text. */
export function missing({ name }: FolderArgument, code?: string): Outcome {
  return no(`${/^[\x20-\x7e]*$/.test(name) ? name : 'The folder'} doesn't exist.`, code);
}
