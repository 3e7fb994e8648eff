// A mail transcript as a dialog file: `C` and `S` lines that can be played against a server again. Tokens are slots, and
// what is different in every session is `*`. What could not be kept, or was not text, makes no dialog.

import { fail } from '../../errors/error.ts';
import type { Transcript } from './transcripts.ts';

/** What the sandbox makes anew for each session, in the server's lines. */
const changing: ReadonlyArray<readonly [RegExp, string]> = [
  [/^(220 \S+ Microsoft ESMTP MAIL Service ready at ).*$/, '$1*'],
  // The bracket of a refusal: host, time, session.
  [/ \d{4}-\d\d-\d\dT[\d:.]+Z [0-9A-F]{16}\]/g, ' *]'],
  [/^(250 2\.0\.0 OK )<[^>]*>/, '$1<*>'],
  [/^(\* OK The Microsoft Exchange IMAP4 service is ready\. ).*$/, '$1[*]'],
  [/^(\+OK The Microsoft Exchange POP3 service is ready\. ).*$/, '$1[*]'],
  [/\[UIDVALIDITY \d+\]/, '[UIDVALIDITY *]'],
  [/\[(APPENDUID|COPYUID) \d+ /, '[$1 * '],
  [/\bINTERNALDATE "[^"]*"/g, 'INTERNALDATE "*"'],
];

/** @throws `sandbox-transcript-no-dialog` */
export function dialogOf(transcript: Transcript): string {
  const { id, face, entries, dropped } = transcript;
  const refuse = (why: string): Error => fail('sandbox-transcript-no-dialog', { id, why });
  if (face === 'entra' || face === 'graph') throw refuse('it is of a request over HTTP');
  if (dropped > 0) throw refuse('its beginning was not kept');
  const lines = [`# ${face}, transcript ${id}. source: recorded by the sandbox`];
  // The door says whether TLS comes before the first word.
  const started =
    face === 'imaps' || face === 'pops' ? entries.findIndex(({ text }) => text === 'TLS') + 1 : 0;
  for (const { kind, text, dialog } of entries.slice(started)) {
    if (kind === 'note') {
      if (text.startsWith('fault: ')) throw refuse('a fault struck it');
      if (dialog !== undefined) lines.push(dialog === 'END' ? 'S END' : dialog);
    } else if (dialog === undefined) {
      throw refuse(`a line is too long or not text (${text.slice(0, 60)})`);
    } else if (kind === 'client') {
      lines.push(...dialog.split('\r\n').map((line) => `C ${line}`));
    } else {
      lines.push(
        `S ${changing.reduce((line, [pattern, general]) => line.replace(pattern, general), dialog)}`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}
