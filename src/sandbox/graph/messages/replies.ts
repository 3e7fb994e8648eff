// Answers and forwards as Exchange drafts them: RE: and FW:, the thread's references, the original below a line.

import type { Item } from '../../mailboxes/item.ts';
import type { Mailbox } from '../../mailboxes/mailbox.ts';
import { headerText } from '../../mime/parse.ts';
import { addresses, attachments, dateMs, readableBody, subject } from '../../mime/read.ts';
import { escapeHtml, innerHtml, textToHtml } from './bodies.ts';
import type { Person } from './header-text.ts';
import { type Letter, newLetter } from './letter.ts';

export type ReplyKind = 'reply' | 'replyAll' | 'forward';

export function replyTo(
  original: Item,
  options: { kind: ReplyKind; from: Person; comment: string; nowMs: number },
): Letter {
  const { kind } = options;
  const { mime } = original.content;
  const letter = newLetter(options);
  const title = subject(mime);
  const prefix = kind === 'forward' ? 'FW: ' : 'RE: ';
  letter.subject = title.toUpperCase().startsWith(prefix) ? title : `${prefix}${title}`;
  const id = headerText(mime, 'message-id');
  if (id) {
    const references = [headerText(mime, 'references'), id].filter((part) => part).join(' ');
    letter.otherFields.push(
      `In-Reply-To: ${id}\r\n`,
      `References: ${references.replace(/\s+/g, '\r\n ')}\r\n`,
    );
  }
  if (kind !== 'forward') {
    const answered = addresses(mime, 'reply-to');
    letter.to = answered.length > 0 ? answered : addresses(mime, 'from');
  }
  if (kind === 'replyAll') {
    const own = ownAddresses(original.folder.mailbox);
    const others = (people: Person[], before: readonly Person[]): Person[] =>
      people.filter(({ address }) => {
        const lower = address.toLowerCase();
        return !own.has(lower) && !before.some((one) => one.address.toLowerCase() === lower);
      });
    letter.to.push(...others(addresses(mime, 'to'), letter.to));
    letter.cc = others(addresses(mime, 'cc'), letter.to);
  }
  letter.body = { contentType: 'html', content: quoted(original, options.comment) };
  // An answer shows the pictures of the page that it quotes; only a forward takes the files along.
  letter.attached = attachments(mime)
    .filter(({ inline }) => inline || kind === 'forward')
    .map(({ part, inline }) => ({ entity: mime.raw.subarray(part.start, part.end), inline }));
  return letter;
}

/** `text` above what is in the page already. */
export function withComment(page: string, text: string): string {
  const comment = `<div>${escapeHtml(text).replace(/\r?\n/g, '<br>\r\n')}</div>\r\n`;
  return /<body\b[^>]*>/i.test(page)
    ? page.replace(/<body\b[^>]*>/i, (tag) => `${tag}${comment}`)
    : comment + page;
}

function quoted(original: Item, comment: string): string {
  const { mime } = original.content;
  const body = readableBody(mime);
  const page = body.contentType === 'html' ? body.content : textToHtml(body.content);
  const line = (label: string, text: string): string =>
    text === '' ? '' : `<b>${label}:</b> ${escapeHtml(text)}<br>\r\n`;
  const people = (field: string): string =>
    addresses(mime, field)
      .map(({ name, address }) => (name ? `${name} <${address}>` : address))
      .join('; ');
  const sent = new Date(dateMs(mime) ?? original.receivedMs).toUTCString();
  const whole = [
    '<html><head>',
    '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>',
    '<hr tabindex="-1" style="display:inline-block; width:98%">',
    '<div id="divRplyFwdMsg" dir="ltr">',
    `${line('From', people('from'))}${line('Sent', sent)}${line('To', people('to'))}${line('Cc', people('cc'))}${line('Subject', subject(mime))}`,
    '<div>&nbsp;</div></div>',
    `${innerHtml(page)}</body></html>`,
  ].join('\r\n');
  return comment === '' ? whole : withComment(whole, comment);
}

function ownAddresses({ settings }: Mailbox): Set<string> {
  return new Set([settings.address, ...settings.aliases].map((address) => address.toLowerCase()));
}
