// Replies of an IMAP server (RFC 3501 and 9051, section 7) out of a debug log of whatever program, or alone. Which command
// a reply answers is told by its tag, else by its words, else by what was sent last.

import type { Evidence } from '../evidence.ts';
import type { Line } from '../lines.ts';
import { placeOf, type Reading, type Recogniser } from '../recogniser.ts';
import { anyOf } from './any-of.ts';
import { sentence, withNext } from './reply-text.ts';
import { worded } from './worded.ts';

type Status = 'ok' | 'no' | 'bad' | 'bye' | 'preauth';

const tagged = worded(
  /(?:^|([\s'"`:>\](<]))(\*|[A-Za-z]{0,12}[.-]?\d{1,10}|[A-Za-z]{1,2}\d[A-Za-z0-9]{0,8}|[0-9A-F]{1,6})[ \t]{1,4}(OK|NO|BAD|BYE|PREAUTH)(?:[ \t]+(\S.*)|(?=\\r|['"]|$))/,
);
/** A tag that somebody typed, or none: only where the line begins with it. */
const typed = worded(/^(?:([A-Za-z.?$]{1,12})[ \t]{1,4})?(OK|NO|BAD|BYE)[ \t:]{1,4}(\S.*)$/);
/** Exceptions: imaplib and imapclient (`error: BAD [b'...']`), mbsync (`returned an error: NO ...`). */
const thrown = worded(
  /(?:error|errors|failed|response|status|returned)[^A-Za-z]{1,6}(NO|BAD|BYE)\b[^A-Za-z[]{0,6}(\S.*)$/i,
);
/** MailKit: "replied to the 'APPEND' command with a 'BAD' response: ...". */
const replied = worded(
  /['"]([A-Z ]{2,20})['"] command with an? ['"](NO|BAD|BYE)['"] response[:.]\s{0,3}(\S.*)$/,
);
/** A response code in brackets stands behind nothing else. */
const coded = worded(/(?:^|[\s'"`:>(「『])(NO|BAD|BYE)\s{1,3}(\[[A-Z][A-Z-]{3,30}[\] ].*)$/);
const words = worded(
  anyOf(
    /\b(AUTHENTICATE|LOGIN) failed\b|User is authenticated but not connected/i,
    /Session invalidated - \w+|Request is throttled|Server Unavailable\. \d+/i,
    /(?<!Protocol error\. )Connection is closed\. \d+|Command Argument Error/i,
    /not enabled for IMAP use|IMAP access is disabled for your domain/i,
    /Too many simultaneous connections|Invalid credentials \(Failure\)/i,
  ),
);
/** What it says to the mail program, in no server's words. */
const ofProxy = worded(/\bEmail OAuth 2\.0 Proxy: Login fail/);
const replyLike = worded(
  anyOf(
    /^(?:\[|\S+ (?:failed|completed)\b)|authenticat|log.?in|success|denied|invalid|error/i,
    /unavailable|throttl|closed|disabled|unknown|session|server|mailbox|command/i,
  ),
);
/** Without a tag it may as well be a sentence that begins with "No". */
const surelyReply = worded(
  anyOf(
    /^(?:\[|\S+ (?:failed|completed)\b)|authenticat|unavailable|throttl|invalid|disabled/i,
    /credential|not connected|failed|denied|quota|expired|unknown (?:command|mailbox|user)/i,
    /command (?:error|argument)|connection is closed|session invalidated/i,
  ),
);
const signInCommands = worded(/^(?:AUTHENTICATE|LOGIN)$/);

export const imapReply: Recogniser = {
  name: 'IMAP reply',
  keepsBooks: true,
  wants: worded(
    anyOf(
      /\b(?:OK|NO|BAD|BYE|PREAUTH)\b|(?:authenticate|login) failed|authenticated but not connected/i,
      /session invalidated|is throttled|Connection is closed\.|Server Unavailable|Argument Error/i,
      /for IMAP use|IMAP access is|Too many simultaneous|\(Failure\)/i,
    ),
  ),
  *line(line, reading): Iterable<Evidence> {
    const found = find(line, reading);
    if (!found) return;
    const { tag, status, rest, before } = found;
    const [, responseCode = '', said = ''] =
      /^(?:\[([A-Za-z0-9-]+)(?:\s[^\]]*)?\]\s*)?(.*)$/s.exec(rest) ?? [];
    const text = sentence(withNext(sentence(said, before), line.next));
    if (found.certain) reading.protocol = 'imap';
    const answered = commandOf(tag, text, reading);
    if (status === 'ok' && !signInCommands.test(answered)) {
      // A log is full of these; that there was one says enough.
      if (tag === '*' && responseCode !== 'ALERT') return;
    }
    // A goodbye that was asked for.
    if (status === 'bye' && (reading.commands.get('') === 'LOGOUT' || /signing off|logging out/i.test(text)))
      return;
    const silent = status === 'ok' && responseCode !== 'ALERT';
    yield {
      kind: 'reply',
      protocol: 'imap',
      status,
      code: 0,
      enhanced: '',
      responseCode: silent ? '' : responseCode.toUpperCase(),
      command: answered,
      text: silent && !signInCommands.test(answered) ? '' : text,
      place: placeOf(line),
    };
  },
};

interface Found {
  readonly tag: string;
  readonly status: Status;
  readonly rest: string;
  readonly before: string;
  readonly certain: boolean;
}

function find(line: Line, reading: Reading): Found | undefined {
  const match = tagged.exec(line.text);
  if (match && !notImap(line.text, match, reading)) {
    const [, before = '', tag = '', status = '', rest = ''] = match;
    return { tag, status: statusOf(status), rest, before, certain: true };
  }
  const hand = typed.exec(line.bare);
  const like = hand?.[1] === undefined ? surelyReply : replyLike;
  if (hand?.[2] && like.test(hand[3] ?? '') && (reading.protocol === 'imap' || hand[2] !== 'OK')) {
    const before = quoteBefore(line);
    return { tag: hand[1] ?? '', status: statusOf(hand[2]), rest: hand[3] ?? '', before, certain: true };
  }
  const told = replied.exec(line.text);
  if (told) {
    reading.commands.set('', told[1] ?? '');
    return { tag: '', status: statusOf(told[2] ?? ''), rest: told[3] ?? '', before: '', certain: true };
  }
  const exception = thrown.exec(line.text) ?? coded.exec(line.text);
  if (exception?.[1] && replyLike.test(exception[2] ?? '')) {
    const rest = (exception[2] ?? '').replace(/^\[?b?(?=['"])/, '');
    const mark = /^['"]/.exec(rest)?.[0] ?? '';
    return {
      tag: '',
      status: statusOf(exception[1]),
      rest: rest.slice(mark.length),
      before: mark,
      certain: true,
    };
  }
  const bare = words.exec(line.text);
  if (!bare || ofProxy.test(line.text)) return undefined;
  const before = line.text[bare.index - 1] ?? '';
  const status = /failed$|IMAP|simultaneous|\(Failure\)/i.test(bare[0])
    ? 'no'
    : /invalidated|closed|Unavailable/i.test(bare[0])
      ? 'bye'
      : 'bad';
  const code = /\[([A-Z]{5,30})\]\s{0,4}$/.exec(
    line.text.slice(Math.max(0, bare.index - 40), bare.index),
  )?.[1];
  const rest = (code === undefined ? '' : `[${code}] `) + line.text.slice(bare.index, bare.index + 300);
  return { tag: '', status, rest, before, certain: false };
}

/** `HTTP/1.1 200 OK`, `250 OK id=...` and the like are somebody else's. */
function notImap(text: string, match: RegExpExecArray, reading: Reading): boolean {
  const [, , tag = '', status = ''] = match;
  if (/HTTP\/[\d.]{1,4}["\s]{1,3}$/i.test(text.slice(Math.max(0, match.index - 12), match.index + 1)))
    return true;
  return /^[1-5]\d\d$/.test(tag) && status === 'OK' && reading.protocol !== 'imap';
}

function quoteBefore(line: Line): string {
  const at = line.text.indexOf(line.bare);
  return at > 0 ? (line.text[at - 1] ?? '') : '';
}

function statusOf(word: string): Status {
  // The patterns above know no other word.
  return word.toLowerCase() as Status;
}

function commandOf(tag: string, text: string, reading: Reading): string {
  const sent = tag === '' || tag === '*' ? undefined : reading.commands.get(tag);
  if (sent !== undefined) return sent;
  const named = /^([A-Z]{3,12}) (?:failed|completed|command)/i.exec(text)?.[1]?.toUpperCase();
  if (named !== undefined && named !== 'COMMAND' && named !== 'IMAP') return named;
  if (tag !== '*' && tag !== '' && reading.protocol === 'imap') return '';
  return tag === '*' ? '' : (reading.commands.get('') ?? '');
}
