// Replies of an SMTP server (RFC 5321 section 4.2, enhanced codes of RFC 2034 and 3463): in a dialogue, in an exception, in a
// log line of Postfix, with a code or with nothing but the enhanced one. Lines of one reply are joined.

import type { Evidence } from '../evidence.ts';
import type { Line } from '../lines.ts';
import { placeOf, type Reading, type Recogniser } from '../recogniser.ts';
import { part } from '../redact.ts';
import { anyOf } from './any-of.ts';
import { sentence, withNext } from './reply-text.ts';
import { worded } from './worded.ts';

/** `535 5.7.3 ...`, `535-5.7.8 ...`, `(535, b'5.7.3 ...')`, `535: 5.7.139 ...`, `#550 5.1.1`: wherever it stands. */
const both = worded(
  /(?:^|([^\d.]))([245]\d\d)(-|[ \t:,;#)]{1,3}(?:Msg: )?)[ \t]{0,2}(?:b?(['"]))?#?([245]\.\d{1,3}\.\d{1,3})(?!\d|\.\d)[ \t:;.,-]{0,3}(\S.*)?/,
);
/** Without enhanced code only where a reply begins. */
const plain = /^([2-5][0-5]\d)(-|[ \t]{1,3})(\S.*)$/;
const known = worded(/^(?:220|221|235|250|251|252|334|354|421|432|45[0-9]|50[0-4]|521|53[0-9]|55[0-6])$/);
const response = worded(
  /(?:\bresponse(?:Code)?|\bsaid|\breply|\bmessage|login|failed|error|status|refused|returned|retcode|exception|denied)\b[^A-Za-z0-9]{1,6}(?:code )?\(?([45][0-5]\d)\)?[,:;.]?(-|\s)\s{0,3}(?:b?(['"]))?(?=[A-Za-z<#])(\S.*)$/i,
);
const alone = worded(/(?:^|([\s'"`:;([「『]))#?([45]\.[0-7]\.\d{1,3})(?![.\d])[ \t:;,-]{1,3}([A-Za-z].*)$/);
const mailWords = worded(
  anyOf(
    /authenticat|unsuccessful|send ?as|denied|not allowed|expired|message size|limit|client/i,
    /sender|recipient|mailbox|access denied|disabled|storedrv|quota|relay|submission|smtp|message/i,
    /credential|password|throttl|address|user unknown|temporary|\bAUTH\b|\bcommand\b|\b(?:START)?TLS\b/i,
  ),
);

export const smtpReply: Recogniser = {
  name: 'SMTP reply',
  keepsBooks: true,
  wants: /\b[2-5][0-5]\d[-\s:,;#)]|[45]\.[0-7]\.\d/,
  *line(line, reading): Iterable<Evidence> {
    const found = find(line, reading);
    const open = reading.smtp;
    if (open && (!found || found.code !== open.code || !found.bare)) {
      reading.smtp = undefined;
      yield* told(
        { code: open.code, enhanced: open.enhanced, text: open.texts.join(' '), line: open.line },
        reading,
      );
    }
    if (!found) return;
    if (found.more || reading.smtp) {
      const joined = reading.smtp ?? { code: found.code, enhanced: found.enhanced, texts: [], line };
      if (joined.texts.length < 40) joined.texts.push(found.text);
      reading.smtp = found.more ? joined : undefined;
      if (found.more) return;
      yield* told({ ...joined, text: joined.texts.join(' ') }, reading);
      return;
    }
    yield* told({ code: found.code, enhanced: found.enhanced, text: found.text, line }, reading);
  },
  *end(reading): Iterable<Evidence> {
    const open = reading.smtp;
    if (open)
      yield* told(
        { code: open.code, enhanced: open.enhanced, text: open.texts.join(' '), line: open.line },
        reading,
      );
  },
};

interface Found {
  readonly code: number;
  readonly enhanced: string;
  readonly text: string;
  /** Another line of the same reply follows. */
  readonly more: boolean;
  /** It began its line, so that it may be one of several. */
  readonly bare: boolean;
}

function find(line: Line, reading: Reading): Found | undefined {
  const full = both.exec(line.text);
  if (full) {
    const [, before = '', code = '', separator = '', mark = '', enhanced = '', rest = ''] = full;
    const bare = line.bare.startsWith(`${code}${separator[0]}`);
    const text = withNext(sentence(rest, mark || before), line.next);
    return { code: Number(code), enhanced, text, more: separator === '-' && bare, bare };
  }
  const begun = plain.exec(line.bare);
  if (begun && known.test(begun[1] ?? '') && isDialogue(line, begun, reading)) {
    const [, code = '', separator = '', rest = ''] = begun;
    return { code: Number(code), enhanced: '', text: sentence(rest), more: separator === '-', bare: true };
  }
  const said = response.exec(line.text);
  if (
    said &&
    known.test(said[1] ?? '') &&
    !/\bHTTP|\bstatus code\b/i.test(line.text.slice(0, said.index + said[0].length - (said[4]?.length ?? 0)))
  ) {
    const text = sentence(said[4] ?? '', said[3] ?? '');
    if (mailWords.test(text)) return { code: Number(said[1]), enhanced: '', text, more: false, bare: false };
  }
  const short = alone.exec(line.text);
  if (!short || !mailWords.test(short[3] ?? '')) return undefined;
  const code = Number(
    /\b(?:SMTP code|status|responseCode|reply code)\b\W{1,4}([245]\d\d)\b/i.exec(line.text)?.[1] ?? 0,
  );
  return {
    code,
    enhanced: short[2] ?? '',
    text: withNext(sentence((short[3] ?? '').split(/ SMTP code: /i)[0] ?? '', short[1] ?? ''), line.next),
    more: false,
    bare: false,
  };
}

/** Three digits begin many lines that are no reply: an HTTP status, a size, a line number. */
function isDialogue(line: Line, [, code = '', , text = '']: RegExpExecArray, reading: Reading): boolean {
  if (reading.protocol === 'imap' && line.bare === line.text) return false;
  if (reading.protocol === 'smtp' || line.bare !== line.text) return true;
  return code.startsWith('2') || code.startsWith('3')
    ? /smtp|esmtp|hello|service/i.test(text)
    : mailWords.test(text);
}

function* told(
  reply: { code: number; enhanced: string; text: string; line: Line },
  reading: Reading,
): Iterable<Evidence> {
  const { enhanced, line } = reply;
  // The first code is left out by programs that show only the second; Exchange sends these two with 535.
  const code =
    reply.code === 0 && /^5\.7\.(?:3|139)$/.test(enhanced) && /authentication unsuccessful/i.test(reply.text)
      ? 535
      : reply.code;
  const first = code > 0 ? Math.floor(code / 100) : Number(enhanced[0]);
  const status = first <= 3 ? 'ok' : first === 4 ? 'later' : 'no';
  reading.protocol = 'smtp';
  const command = commandOf(reply, reading);
  // Greetings, capabilities and receipts are no evidence; that a sign-in passed is.
  if (status === 'ok' && command !== 'AUTH') return;
  if (status === 'ok' && reply.code !== 235) return;
  yield {
    kind: 'reply',
    protocol: 'smtp',
    status,
    code,
    enhanced,
    responseCode: '',
    command,
    text: part(reply.text, 0, 500),
    place: placeOf(line),
  };
}

/** 235, 534, 535 and 538 answer AUTH and nothing else (RFC 4954 section 6). */
function commandOf(
  { code, enhanced, text }: { code: number; enhanced: string; text: string },
  reading: Reading,
): string {
  if ([235, 534, 535, 538].includes(code)) return 'AUTH';
  if (/^5\.7\.(?:3|8|9|139)$/.test(enhanced) && /authentication/i.test(text)) return 'AUTH';
  if (/XOAUTH2 auth data|unrecognized authentication type/i.test(text)) return 'AUTH';
  const named = /\bin (?:response|reply) to (?:the )?(AUTH|EHLO|HELO|STARTTLS|MAIL|RCPT|DATA)\b/i.exec(
    text,
  )?.[1];
  if (named !== undefined) return named.toUpperCase();
  const last = reading.commands.get('') ?? '';
  return /^(?:EHLO|HELO|STARTTLS|AUTH|MAIL|RCPT|DATA|BDAT|QUIT|RSET|NOOP|\.)$/.test(last) ? last : '';
}
