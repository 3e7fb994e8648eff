// The data items of FETCH: reading what is asked, writing what is there (RFC 3501 section 6.4.5).

import type { ImapScanner } from '../../wire/imap/scanner.ts';
import { imapAstring, imapDateTime } from '../../wire/imap/write.ts';
import type { Content } from '../mailboxes/content.ts';
import type { Item } from '../mailboxes/item.ts';
import { type Section, sectionBytes } from '../mime/sections.ts';
import type { Quirks } from '../quirks.ts';
import { shownSize } from '../shown-size.ts';
import type { ImapOutput } from './output.ts';
import type { Selected } from './selected.ts';
import { bodyStructure, envelope } from './structure.ts';

const plainItems = [
  'FLAGS',
  'UID',
  'INTERNALDATE',
  'RFC822.SIZE',
  'ENVELOPE',
  'BODYSTRUCTURE',
  'BODY',
] as const;
type PlainItem = (typeof plainItems)[number];

export type FetchItem =
  | { readonly kind: 'plain'; readonly name: PlainItem }
  | {
      readonly kind: 'section';
      /** As the answer repeats it: `BODY[TEXT]<0>`, `RFC822.HEADER`. */
      readonly label: string;
      readonly section: Section;
      readonly partial: { readonly start: number; readonly size: number } | undefined;
      /** Sets \Seen. */
      readonly marksSeen: boolean;
    };

const macros: Record<string, readonly PlainItem[]> = {
  ALL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE'],
  FAST: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE'],
  FULL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE', 'BODY'],
};
const whole: Section = { path: [], text: '', fields: [] };

/** One item, a macro, or a list of items; undefined for what is none. */
export function readFetchItems(scanner: ImapScanner): FetchItem[] | undefined {
  if (scanner.peek() === '(') return scanner.list(() => readItem(scanner));
  const start = scanner.at;
  const macro = macros[scanner.atom()?.toUpperCase() ?? ''];
  if (macro && scanner.atEnd) return macro.map((name) => ({ kind: 'plain', name }));
  scanner.at = start;
  const item = readItem(scanner);
  return item && [item];
}

/** `NAME value` at the end of `output`. */
export function writeFetchItem(output: ImapOutput, item: FetchItem, message: Item, view: FetchView): void {
  if (item.kind === 'plain') return output.text(`${item.name} ${plainValue(item.name, message, view)}`);
  const bytes = bytesOf(message.content, item.section);
  const { partial } = item;
  const cut = partial ? bytes?.subarray(partial.start, partial.start + partial.size) : bytes;
  output.text(`${item.label} {${cut?.length ?? 0}}\r\n`);
  if (cut) output.bytes(cut);
}

/** The pieces that need no more than the end of the header, which is what most programs ask for, cost no parsing. */
function bytesOf(content: Content, section: Section): Buffer | undefined {
  if (section.path.length === 0) {
    if (section.text === '') return content.raw;
    if (section.text === 'HEADER') return content.raw.subarray(0, content.bodyStart);
    if (section.text === 'TEXT') return content.raw.subarray(content.bodyStart);
  }
  return sectionBytes(content.mime, section);
}

/** What the answer depends on beside the message itself. */
export interface FetchView {
  readonly selected: Selected;
  readonly quirks: Quirks;
}

function plainValue(name: PlainItem, message: Item, { selected, quirks }: FetchView): string {
  switch (name) {
    case 'FLAGS':
      return selected.flagsOf(message);
    case 'UID':
      return String(message.uid);
    case 'INTERNALDATE':
      return imapDateTime(message.receivedMs);
    case 'RFC822.SIZE':
      return String(shownSize(message, quirks));
    case 'ENVELOPE':
      return message.content.envelope(envelope);
    case 'BODYSTRUCTURE':
      return bodyStructure(message.content.mime, true, quirks.oddStructures);
    case 'BODY':
      return bodyStructure(message.content.mime, false, quirks.oddStructures);
  }
}

function readItem(scanner: ImapScanner): FetchItem | undefined {
  const name = scanner.atom()?.toUpperCase();
  // '[' is an atom character: BODY[1.2] arrives as 'BODY[1.2', up to the bracket or the first space.
  const bracket = name?.indexOf('[') ?? -1;
  if (name === undefined) return undefined;
  if (bracket >= 0) {
    scanner.at -= name.length - bracket - 1;
    return readSectionItem(scanner, name.slice(0, bracket));
  }
  const section = (label: string, text: Section['text'], marksSeen: boolean): FetchItem => ({
    kind: 'section',
    label,
    section: { ...whole, text },
    partial: undefined,
    marksSeen,
  });
  if (name === 'RFC822') return section(name, '', true);
  if (name === 'RFC822.HEADER') return section(name, 'HEADER', false);
  if (name === 'RFC822.TEXT') return section(name, 'TEXT', true);
  const plain = plainItems.find((item) => item === name);
  return plain && { kind: 'plain', name: plain };
}

function readSectionItem(scanner: ImapScanner, name: string): FetchItem | undefined {
  if (name !== 'BODY' && name !== 'BODY.PEEK') return undefined;
  const section = readSection(scanner);
  if (!section || !scanner.skip(']')) return undefined;
  let partial: { start: number; size: number } | undefined;
  if (scanner.skip('<')) {
    const start = scanner.number();
    const size = scanner.skip('.') ? scanner.number() : undefined;
    if (start === undefined || !size || !scanner.skip('>')) return undefined;
    partial = { start, size };
  }
  const label = `BODY[${sectionLabel(section)}]${partial ? `<${partial.start}>` : ''}`;
  return { kind: 'section', label, section, partial, marksSeen: name === 'BODY' };
}

function readSection(scanner: ImapScanner): Section | undefined {
  const path: number[] = [];
  for (let number = scanner.number(); number !== undefined; number = scanner.number()) {
    if (number < 1 || path.length >= 100) return undefined;
    path.push(number);
    if (!scanner.skip('.')) return { path, text: '', fields: [] };
  }
  for (const text of ['HEADER.FIELDS.NOT', 'HEADER.FIELDS'] as const) {
    if (!scanner.skip(text)) continue;
    const fields = scanner.space()
      ? scanner.list(() => scanner.astring()?.bytes.toString('latin1'))
      : undefined;
    return fields && fields.length > 0 ? { path, text, fields } : undefined;
  }
  for (const text of ['HEADER', 'TEXT', 'MIME'] as const) {
    if (scanner.skip(text))
      return text === 'MIME' && path.length === 0 ? undefined : { path, text, fields: [] };
  }
  return path.length === 0 ? whole : undefined;
}

function sectionLabel({ path, text, fields }: Section): string {
  const names =
    fields.length > 0 ? ` (${fields.map((field) => imapAstring(field).toString('latin1')).join(' ')})` : '';
  return [...path, ...(text === '' ? [] : [text])].join('.') + names;
}
