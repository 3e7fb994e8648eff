// A text as lines that a recogniser can be asked about: what shells, mail programs and logs do to lines is undone, and no
// line is longer than the limit, so that whoever reads one is done in time.

export interface Line {
  readonly text: string;
  /** Counted from 1. */
  readonly number: number;
  /** The text behind what a log or a quoting mail program puts before it: 'S: ', 'IMAP< ', '<-- ', '> '. */
  readonly bare: string;
  /** The line after it, as `bare`, where a sentence may go on there. */
  readonly next: string;
}

/** A longer line is read in pieces of this length. */
export const lineLength = 64 * 1024;

export function* linesOf(text: string): Generator<Line> {
  let before: { text: string; number: number } | undefined;
  // Of the last line that went into it, as that stood there.
  let width = 0;
  for (const piece of piecesOf(text)) {
    if (
      before &&
      ((width >= 56 && width <= 80 && wraps(before.text, width, piece.text)) ||
        folds(before.text, piece.text))
    ) {
      before = { text: `${before.text} ${unquoted(piece.text).trimStart()}`, number: before.number };
    } else {
      if (before) yield lineOf(before, piece.text);
      before = piece;
    }
    width = piece.text.length;
  }
  if (before) yield lineOf(before, '');
}

/** Did a mail program break a quoted line here, because the next word did not fit any more? */
function wraps(before: string, width: number, next: string): boolean {
  if (before.length > 4_096 || !quoted.test(before) || !quoted.test(next)) return false;
  const [word = ''] = unquoted(next).split(/\s/, 1);
  return word !== '' && width + 1 + word.length > 72 && !/^(?:\*|[-+#]|\d+\.|[SC]:|at)$/.test(word);
}

/** A field of a notification that was folded (RFC 5322 section 2.2.3), or what Postfix tells in one and breaks in the same way. */
const folded = /^(?:Diagnostic-Code\s?:|<[^<>\s]{3,320}>: host\b)/i;

function folds(before: string, next: string): boolean {
  const first = next.charCodeAt(0);
  if ((first !== 0x20 && first !== 0x09) || before.length > 4_096) return false;
  return folded.test(before) && next.trim() !== '';
}

function unquoted(text: string): string {
  return text.replace(/^\s*(?:>\s?){1,8}/, '');
}

/** For what came by a flag, or out of the middle of something. */
export function lineOf({ text, number }: { text: string; number: number }, following = ''): Line {
  const wrapped = quoted.test(text) ? quoted.test(following) : mayGoOn(following) && goesOn.test(following);
  const next = wrapped ? bareOf(following) : '';
  return { text, number, bare: bareOf(text), next };
}

const quoted = /^\s*>/;
/** A small letter within the first columns: asked of every line, so without an expression. */
function mayGoOn(text: string): boolean {
  let at = 0;
  while (at < 8 && (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09)) at += 1;
  const code = text.charCodeAt(at);
  return code >= 0x61 && code <= 0x7a;
}

/** Small letters begin a line where a sentence was wrapped, in the middle of a word by a terminal, and stack traces. */
const goesOn = /^[ \t]{0,8}(?!at |in |on |from |by |to=)[a-z][A-Za-z]{1,20}[ .,]/;

/** A backslash at the end goes on in the next line (shells); colours of terminals and empty lines are left out. */
function* piecesOf(text: string): Generator<{ text: string; number: number }> {
  let at = 0;
  let number = 0;
  let joined = '';
  let start = 1;
  while (at < text.length) {
    const end = text.indexOf('\n', at);
    const stop = end === -1 ? text.length : end;
    number += 1;
    for (let from = at; from < stop; from += lineLength) {
      const last = from + lineLength >= stop;
      const raw = plain(text.slice(from, last ? stop : from + lineLength));
      if (joined === '') start = number;
      if (last && raw.endsWith('\\') && !raw.endsWith('\\\\') && joined.length < lineLength) {
        joined += `${raw.slice(0, -1)} `;
        continue;
      }
      const whole = joined === '' ? raw : (joined + raw).slice(0, lineLength);
      joined = '';
      for (const one of objectsOf(whole)) if (/\S/.test(one)) yield { text: one, number: start };
    }
    at = stop + 1;
  }
  if (/\S/.test(joined)) yield { text: joined, number: start };
}

/** Objects of a log that was pasted without its line breaks: no JSON has one behind the other. */
function objectsOf(text: string): string[] {
  return text.startsWith('{"') && text.includes('} {"') ? text.split(/(?<=\}) (?=\{")/) : [text];
}

function plain(raw: string): string {
  const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
  return text.includes('\x1b') ? text.replace(/\x1b\[[0-9;]{0,20}[A-Za-z]/g, '') : text;
}

/**
 * What stands between a log's own words and the protocol's: PHPMailer, fetchmail, msmtp and email-oauth2-proxy (arrows),
 * mbsync (`F: >>> `), MailKit and Thunderbird (`S: `), mutt (`5< `), smtplib (`reply: `), curl (`< `), mail quoting (`> `).
 */
const marker =
  /(?:SERVER -> CLIENT:|CLIENT -> SERVER:|FROM SERVER:|FROM CLIENT:|\b(?:IMAP|POP3?|E?SMTP)[<>]|<--|-->|<<<|>>>|\b[SCMFN]:(?!\\)|\b\d[<>]|\breply:|\bsend:|CreateNewLineFromSocket:|SendData:)\s{0,8}/;
const leading = /^[\s\uFEFF|]{0,40}(?:(?:[<>]|&[lg]t;)\s{0,4}){1,8}/;

function bareOf(text: string): string {
  let rest = text.replace(leading, '');
  for (let more = 0; more < 3; more += 1) {
    const found = marker.exec(rest.slice(0, 240));
    if (!found || (more > 0 && found.index > 0)) break;
    rest = rest.slice(found.index + found[0].length);
  }
  return rest.replace(/^[\s[(]{0,20}(?:b?["'])?/, '');
}
