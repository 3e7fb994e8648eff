// Where a server's sentence ends when a program printed it in the middle of something of its own.

import { part } from '../redact.ts';

/** @param before - the character before the reply: a quotation mark there ends it, too */
export function sentence(text: string, before = ''): string {
  let said = text;
  if (before === '"' || before === "'" || before === '`') {
    const end = new RegExp(`${before}(?=[\\s)\\]},;:]|$)`).exec(said);
    if (end) said = said.slice(0, end.index);
  }
  if (said.includes('\\')) {
    // Escaped line ends of a bytes literal: what comes after them is the next line, with its code again.
    said = said.replace(/(?:\\r)?\\n(?:\d{3}[ -])?(?:[245]\.\d{1,3}\.\d{1,3} )?/g, ' ').replace(/\\r/g, ' ');
  }
  const plain = said.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return withoutClosing(part(plain, 0, 500));
}

/** What closes nothing that was opened in the sentence belongs to whoever printed it. */
function withoutClosing(said: string): string {
  let text = said;
  for (let more = 0; more < 8; more += 1) {
    const last = text.at(-1) ?? '';
    const opening = { ')': '(', ']': '[', '}': '{' }[last];
    const closesNothing = opening !== undefined && text.split(opening).length < text.split(last).length;
    if (!closesNothing && !/[\s'"`,;]/.test(last)) return text;
    text = text.slice(0, -1);
  }
  return text;
}

/** A sentence that a mail program broke goes on in the next quoted line. */
export function withNext(said: string, next: string): string {
  if (next === '' || /[.!?\])]$/.test(said) || !/^[a-z(]/.test(next)) return said;
  return `${said} ${next}`;
}
