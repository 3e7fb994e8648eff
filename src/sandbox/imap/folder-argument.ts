// A folder's name as a command's argument, from modified UTF-7 to the store's own.

import { decodeModifiedUtf7 } from '../../wire/imap/modified-utf7.ts';
import type { ImapScanner } from '../../wire/imap/scanner.ts';
import type { Folder } from '../mailboxes/folder.ts';
import type { ImapSession } from './session.ts';

export interface FolderArgument {
  /** As the client wrote it, fit for a line of text. */
  readonly name: string;
  readonly path: string;
  readonly folder: Folder | undefined;
}

/** SP mailbox; undefined when the argument is missing or no folder's name. */
export function readFolder(session: ImapSession, args: ImapScanner): FolderArgument | undefined {
  const written = args.space() ? args.astring()?.bytes.toString('utf8') : undefined;
  if (written === undefined || written === '' || /[\r\n\0]/.test(written)) return undefined;
  // RFC 3501 section 6.3.3: a trailing separator says that folders will be put below it.
  const path = (decodeModifiedUtf7(written) ?? written).replace(/\/$/, '');
  const folder = session.mailbox?.folderByPath(path);
  return { name: written, path, folder };
}
