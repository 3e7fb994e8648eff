// What has become of a folder that is selected. RFC 3501 does not say what a server tells a session whose folder is taken
// away by another: Dovecot hangs up, others let it wait in a folder that is not there any more.

import type { ImapFlow } from 'imapflow';
import { mark } from './arrivals.ts';
import { isRefusal } from './command.ts';
import { folderExists } from './folders.ts';

/** `replaced`: there is another folder of that name. `same` also where the server does not say. */
export type FolderFate = 'same' | 'replaced' | 'missing';

export async function folderFate(
  client: ImapFlow,
  folder: { readonly name: string; readonly uidValidity: string },
): Promise<FolderFate> {
  try {
    const now = await mark(client, folder.name);
    if (!now || now.uidValidity === '0') return 'same';
    return now.uidValidity === folder.uidValidity ? 'same' : 'replaced';
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // STATUS may be refused for other reasons, and some servers do not take it for the folder that is selected.
    return (await folderExists(client, folder.name)) ? 'same' : 'missing';
  }
}
