// What an answer takes from the message that it answers: its subject, its thread (RFC 5322 section 3.6.4), whom it goes to
// (section 3.6.3, Reply-To; Mail-Followup-To where there is one), and the words that introduce a quotation. Pure.

import { addressKey } from './compose-addresses.ts';
import { parseAddresses } from './header/address.ts';
import type { Address, MessageHeader } from './header.ts';

/** Re in the languages that mail programs speak, with a count or without: `AW: SV[2]: `. */
const replied =
  /^\s*(?:re|aw|sv|antw|vs|ref|rif|r|res|ynt|odp|atb|bls|vl|ΑΠ|ΣΧΕΤ|回复|回覆|答复|返信|答覆)\s*(?:[[(]\d+[\])])?\s*[:：]\s*/iu;
const forwarded =
  /^\s*(?:fwd?|wg|tr|vb|enc|rv|doorst|i|pd|vs|továbbítás|转发|轉寄|転送)\s*(?:[[(]\d+[\])])?\s*[:：]\s*/iu;

export function replySubject(subject: string): string {
  return `Re: ${without(replied, subject)}`.trimEnd();
}

export function forwardSubject(subject: string): string {
  return `Fwd: ${without(forwarded, subject)}`.trimEnd();
}

/** The thread's first message and its latest ones: servers and programs give up on endless chains. */
const referencesMax = 20;

export function threadOf(header: MessageHeader): { inReplyTo?: string; references: readonly string[] } {
  const { messageId } = header;
  // Without References, an In-Reply-To with one id stands for them.
  const before =
    header.references.length > 0 ? header.references : header.inReplyTo.length === 1 ? header.inReplyTo : [];
  const chain = [...new Set([...before, ...(messageId === undefined ? [] : [messageId])])].filter((id) =>
    /^<[^\s<>\x00-\x1f\x7f-\uffff]+@[^\s<>\x00-\x1f\x7f-\uffff]+>$/.test(id),
  );
  const trimmed =
    chain.length <= referencesMax ? chain : [...chain.slice(0, 1), ...chain.slice(-(referencesMax - 1))];
  const last = trimmed.at(-1);
  return { ...(last !== undefined && last === messageId ? { inReplyTo: last } : {}), references: trimmed };
}

export interface AnswerOptions {
  /** To everybody who had it, and not to its author alone. */
  readonly all?: boolean | undefined;
  /** To the list that it came by (RFC 2369), where it came by one. */
  readonly list?: boolean | undefined;
  /** Every address of ours, aliases too: nobody answers himself. */
  readonly own: readonly string[];
}

/** Whom the answer goes to. May be empty: a message without an author. */
export function answerRecipients(
  header: MessageHeader,
  options: AnswerOptions,
): { to: readonly Address[]; cc: readonly Address[] } {
  const own = new Set(options.own.map(addressKey));
  const isOwn = ({ address }: Address): boolean => own.has(addressKey(address));
  const post = options.list ? listPost(header) : undefined;
  if (post) return { to: [post], cc: [] };
  const wished = parseAddresses(header.fields.first('mail-followup-to') ?? '');
  if (options.all && wished.length > 0) return { to: distinct(wished, own), cc: [] };
  const author = header.replyTo.length > 0 ? header.replyTo : header.authors;
  // An answer to what we wrote ourselves goes on to those whom it went to.
  const toOthers = author.length > 0 && author.every(isOwn) && header.to.some((one) => !isOwn(one));
  const first = toOthers ? header.to : author;
  if (!options.all) return { to: distinct(first, toOthers ? own : new Set()), cc: [] };
  const to = distinct([...first, ...header.to], own);
  const cc = distinct(header.cc, new Set([...own, ...to.map(({ address }) => addressKey(address))]));
  // All of it was between us and ourselves.
  return to.length + cc.length === 0 ? { to: distinct(first, new Set()), cc: [] } : { to, cc };
}

/** `On Mon, 2 Nov 2026 09:00:00 +0000, Ben Ito wrote:` */
export function attribution(header: MessageHeader): string {
  const who = header.from ? personOf(header.from) : 'somebody';
  return header.sentAtMs === undefined ? `${who} wrote:` : `On ${dateText(header.sentAtMs)}, ${who} wrote:`;
}

/** RFC 3676 section 4.5: a quotation of a quotation gets no blank between its marks. */
export function quoted(text: string): string {
  return text
    .replace(/\s+$/, '')
    .split(/\r?\n/)
    .map((line) => {
      const marks = /^(?:> ?)*>/.exec(line)?.[0] ?? '';
      const rest = line.slice(marks.length);
      return `>${marks.replaceAll(' ', '')}${marks === '' && rest !== '' ? ' ' : ''}${rest}`;
    })
    .join('\n');
}

/** The fields that introduce a forwarded text. */
export function forwardHead(header: MessageHeader): readonly (readonly [name: string, value: string])[] {
  const people = (list: readonly Address[]): string => list.map(personOf).join(', ');
  const fields = [
    ['From', people(header.authors)],
    ['Date', header.sentAtMs === undefined ? '' : dateText(header.sentAtMs)],
    ['Subject', header.subject],
    ['To', people(header.to)],
    ['Cc', people(header.cc)],
  ] as const;
  return fields.filter(([, value]) => value !== '');
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

function without(prefix: RegExp, subject: string): string {
  let rest = subject.trim();
  for (let next = rest.replace(prefix, ''); next !== rest; next = rest.replace(prefix, '')) rest = next;
  return rest;
}

function listPost(header: MessageHeader): Address | undefined {
  const address = /<mailto:([^>?]+)/i.exec(header.fields.first('list-post') ?? '')?.[1];
  if (address === undefined) return undefined;
  return parseAddresses(address.replace(/%40/g, '@'))[0];
}

function distinct(list: readonly Address[], without: ReadonlySet<string>): readonly Address[] {
  const seen = new Set(without);
  return list.filter(({ address }) => {
    const key = addressKey(address);
    if (seen.has(key) || !address.includes('@')) return false;
    seen.add(key);
    return true;
  });
}

function personOf({ name, address }: Address): string {
  return name === undefined || name === '' ? address : `${name} <${address}>`;
}

function dateText(ms: number): string {
  return new Date(ms).toUTCString().replace('GMT', '+0000');
}
