// Replies of a POP server (RFC 1939 section 3, response codes of RFC 2449 section 8), in a dialogue, an exception or alone.

import type { Evidence } from '../evidence.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { anyOf } from './any-of.ts';
import { sentence, withNext } from './reply-text.ts';
import { worded } from './worded.ts';

const refused = worded(/(?:^|([\s'"`:>([<「『]))-ERR\b[ \t:]{0,3}(.*)$/);
const accepted = worded(/(?:^|([\s'"`:>([<]))\+OK\b[ \t]?(.*)$/);
const words = worded(
  anyOf(
    /\b(?:Authentication|Logon) failure: unknown user name or bad password/i,
    /(?<=\bPOP3?\b.{1,30})\b(?:Authentication|Logon) failure\b/i,
    /\bProtocol error\. Connection is closed\. \d{1,3}/i,
  ),
);

export const popReply: Recogniser = {
  name: 'POP reply',
  keepsBooks: true,
  wants: worded(/-ERR|\+OK|(?:Authentication|Logon) failure|Protocol error\./i),
  *line(line, reading): Iterable<Evidence> {
    const no = refused.exec(line.text);
    const match = no ?? accepted.exec(line.text);
    const bare = match ? undefined : words.exec(line.text);
    if (!match && !bare) return;
    reading.protocol = 'pop';
    const rest = match ? (match[2] ?? '') : (bare?.[0] ?? '');
    const [, responseCode = '', said = ''] =
      /^(?:\[([A-Z][A-Z0-9/-]{2,30})\]\s{0,4})?(.*)$/s.exec(rest) ?? [];
    const text = withNext(sentence(said, match?.[1] ?? ''), line.next);
    const command = commandOf(text, reading.commands.get('') ?? '');
    const signedIn =
      /successfully (?:authenticated|logged on)|logged in|^\d{1,6} messages|mailbox (?:locked|open)|maildrop/i.test(
        text,
      );
    if (!no && match && !signedIn && command !== 'PASS') return;
    yield {
      kind: 'reply',
      protocol: 'pop',
      status: no || bare ? 'err' : 'ok',
      code: 0,
      enhanced: '',
      responseCode,
      command: signedIn && command === '' ? 'AUTH' : command,
      text,
      place: placeOf(line),
    };
  },
};

/** Exchange says "Authentication failure" of AUTH and "Logon failure" of USER and PASS. */
function commandOf(text: string, last: string): string {
  if (/^authentication failure/i.test(text)) return 'AUTH';
  if (/^logon failure/i.test(text)) return 'PASS';
  return /^(?:USER|PASS|APOP|AUTH|STAT|LIST|RETR|DELE|TOP|UIDL|CAPA|STLS|QUIT|NOOP|RSET)$/.test(last)
    ? last
    : '';
}
