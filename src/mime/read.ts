// Reads a message as it comes: what people read is kept up to a limit, attachments are only measured. A message of any size
// takes little memory; a broken one is read as far as it goes.

import { plainBounce } from './bounce.ts';
import { parseCalendar } from './calendar.ts';
import { decodeText } from './charset/charset.ts';
import { parseFields } from './header/fields.ts';
import { headerOf, type MessageHeader, readHeader } from './header.ts';
import type { Attachment, AttachmentKind, Protection, ReadMessage } from './message.ts';
import type { Part } from './parts/part.ts';
import { readableParts } from './parts/readable-parts.ts';
import { isCalendar, isMessage, isSignature, isTnef, type Role, roleOf } from './parts/role.ts';
import { deliveryReport, readReceipt } from './report.ts';
import { BodyText } from './text/body.ts';

export interface ReadingOptions {
  /** Default: blocked, and counted. */
  readonly remoteImages?: 'block' | 'allow' | undefined;
  /** Put images that the HTML shows in their place into it, as `data:` URLs. */
  readonly inlineImages?: boolean | undefined;
}

/** More text than anyone reads; newsletters have some hundred kilobytes. */
const textBytesMax = 8 * 1024 * 1024;
/** A report, a calendar, the head of an enclosed message. */
const smallBytesMax = 512 * 1024;
const imagesBytesMax = 16 * 1024 * 1024;

interface Kept {
  readonly part: Part;
  readonly role: Role;
  readonly pieces: Uint8Array[];
  bytes: number;
  kept: number;
}

export async function readMessage(
  source: AsyncIterable<Uint8Array>,
  options: ReadingOptions = {},
): Promise<ReadMessage> {
  let bytes = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array, void> {
    for await (const piece of source) {
      bytes += piece.length;
      yield piece;
    }
  };
  const all: Part[] = [];
  const byPart = new Map<Part, Kept>();
  let truncated = false;
  const left = { text: textBytesMax, images: options.inlineImages ? imagesBytesMax : 0 };
  for await (const event of readableParts(counted())) {
    if (event.kind === 'limit') truncated = true;
    else if (event.kind === 'part') all.push(event.part);
    else if (event.kind === 'bytes') {
      const leaf = byPart.get(event.part) ?? emptyLeaf(event.part);
      byPart.set(event.part, leaf);
      leaf.bytes += event.bytes.length;
      truncated = !keep(leaf, event.bytes, left) || truncated;
    }
  }
  // A part without content is there all the same; a multipart's own words count where nothing else does.
  const parents = new Set(all.map(({ parent }) => parent));
  const found = all
    .filter((part) => !parents.has(part) && !(part.isMultipart && !byPart.has(part)))
    .map((part) => byPart.get(part) ?? emptyLeaf(part));
  return assembled({ all, found, truncated, bytes }, options);
}

function emptyLeaf(part: Part): Kept {
  return { part, role: roleOf(part), pieces: [], bytes: 0, kept: 0 };
}

/** False where a limit of ours leaves out what belongs to the text. */
function keep(open: Kept, bytes: Uint8Array, left: { text: number; images: number }): boolean {
  const { part, role } = open;
  const isText = role === 'text' || role === 'html';
  const isImage = role === 'attachment' && part.contentId !== undefined && part.type.startsWith('image/');
  const isKept = role !== 'attachment' || isMessage(part) || isCalendar(part);
  let room = isKept ? smallBytesMax - open.kept : 0;
  if (isText) room = left.text;
  else if (isImage) room = left.images;
  const taken = bytes.subarray(0, Math.max(0, room));
  if (taken.length > 0) open.pieces.push(Buffer.from(taken));
  open.kept += taken.length;
  if (isText) left.text -= taken.length;
  else if (isImage) left.images -= taken.length;
  return !isText || taken.length === bytes.length;
}

interface Found {
  readonly all: readonly Part[];
  readonly found: readonly Kept[];
  readonly truncated: boolean;
  readonly bytes: number;
}

async function assembled(
  { all, found, truncated, bytes }: Found,
  options: ReadingOptions,
): Promise<ReadMessage> {
  const header = all[0] ? headerOf(all[0].fields) : readHeader(new Uint8Array());
  const body = new BodyText();
  for (const leaf of found)
    if (leaf.role === 'text' || leaf.role === 'html') body.add(leaf.part, leaf.role, whole(leaf));
  const raw = body.html();
  const shown = shownIds(raw);
  const { htmlToText } = await import('./html/html-to-text.ts');
  const { safeHtml } = await import('./html/safe-html.ts');
  const text = await body.text(htmlToText);
  const safe =
    raw === undefined
      ? undefined
      : safeHtml(raw, { remoteImages: options.remoteImages, inlineImages: imagesOf(found, options) });
  const original = found.find(({ part, role }) => role === 'original-header' || isMessage(part));
  const [answered] = header.inReplyTo;
  // One that is shown in its place comes before one that only hangs on the message.
  const [calendar] = [...found]
    .sort((one, other) => Number(other.role === 'calendar') - Number(one.role === 'calendar'))
    .flatMap((leaf) => calendarOf(leaf) ?? []);
  const delivery =
    one(found, 'delivery-status', (status) =>
      deliveryReport(status, original && readHeader(whole(original)), answered),
    ) ?? plainBounce(header, text);
  return {
    header,
    text,
    html:
      raw === undefined || !safe ? undefined : { raw, safe: safe.html, blockedImages: safe.blockedImages },
    attachments: found.flatMap((leaf) => attachmentOf(leaf, shown) ?? []),
    calendar,
    delivery,
    receipt: one(found, 'disposition-notification', (said) => readReceipt(said, answered)),
    sentBy: delivery ? 'program' : sentBy(header),
    ...protection(all, text),
    truncated,
    bytes,
  };
}

function whole({ pieces }: Kept): Uint8Array {
  return Buffer.concat(pieces);
}

function one<T>(found: readonly Kept[], role: Role, read: (bytes: Uint8Array) => T): T | undefined {
  const leaf = found.find((kept) => kept.role === role);
  return leaf && read(whole(leaf));
}

function calendarOf(leaf: Kept): ReturnType<typeof parseCalendar> {
  const { part, role } = leaf;
  if (role !== 'calendar' && !isCalendar(part)) return undefined;
  const { parameters } = part;
  const event = parseCalendar(decodeText(whole(leaf), parameters.get('charset') ?? 'utf-8'));
  // Both say it (RFC 6047 section 2.4), or one of the two.
  const method = event?.method ?? parameters.get('method')?.toUpperCase();
  return event && { ...event, method };
}

/** What of the parts a person could save. */
export function attachmentKind(part: Part, role: Role): AttachmentKind | undefined {
  if (role === 'calendar') return part.name === undefined ? undefined : 'calendar';
  if (role !== 'attachment') return undefined;
  if (isTnef(part)) return 'tnef';
  if (isSignature(part)) return 'signature';
  if (isCalendar(part)) return 'calendar';
  return isMessage(part) ? 'message' : 'file';
}

function attachmentOf(leaf: Kept, shown: ReadonlySet<string>): Attachment | undefined {
  const { part, role, bytes } = leaf;
  const kind = attachmentKind(part, role);
  if (kind === undefined) return undefined;
  const { path, name, type, disposition, contentId } = part;
  const charset = type.startsWith('text/') ? part.parameters.get('charset') : undefined;
  const subject = kind === 'message' ? headerOf(parseFields(whole(leaf))).subject || undefined : undefined;
  const inline = contentId !== undefined && shown.has(contentId);
  return { part: path, kind, name, type, charset, bytes, disposition, contentId, inline, subject };
}

/** Content-IDs that the HTML names. */
function shownIds(html: string | undefined): ReadonlySet<string> {
  const ids = [...(html ?? '').matchAll(/cid:([^"'\s>)]{1,500})/gi)].map(([, id = '']) => id);
  return new Set(ids.flatMap((id) => [id, id.replace(/%40/g, '@'), id.replaceAll('&amp;', '&')]));
}

function imagesOf(found: readonly Kept[], options: ReadingOptions): ReadonlyMap<string, string> | undefined {
  if (!options.inlineImages) return undefined;
  // Pictures that are nothing but points: SVG is a program.
  const images = found.filter(
    (leaf) => /^image\/(?:png|jpe?g|gif|webp|bmp|avif)$/.test(leaf.part.type) && leaf.kept === leaf.bytes,
  );
  return new Map(
    images.map((leaf) => [
      leaf.part.contentId ?? '',
      `data:${leaf.part.type};base64,${Buffer.from(whole(leaf)).toString('base64')}`,
    ]),
  );
}

function sentBy({ autoSubmitted, listId, precedence, fields }: MessageHeader): ReadMessage['sentBy'] {
  if (autoSubmitted !== undefined) return 'program';
  if (listId !== undefined && fields.first('list-post') !== undefined) return 'list';
  if (precedence === 'list') return 'list';
  const unsubscribe = fields.first('list-unsubscribe') !== undefined;
  return unsubscribe || listId !== undefined || precedence === 'bulk' || precedence === 'junk'
    ? 'bulk'
    : 'person';
}

/** RFC 8551, RFC 3156; and PGP's own armour within the text. */
function protection(
  all: readonly Part[],
  text: string,
): { signed: Protection | undefined; encrypted: Protection | undefined } {
  let signed: Protection | undefined;
  let encrypted: Protection | undefined;
  for (const { type, parameters, name } of all) {
    const protocol = parameters.get('protocol')?.toLowerCase() ?? '';
    const by = protocol.includes('pgp') ? 'pgp' : 'smime';
    if (type === 'multipart/signed') signed ??= { by };
    if (type === 'multipart/encrypted') encrypted ??= { by: 'pgp' };
    if (/^application\/(?:x-)?pkcs7-mime$/.test(type)) {
      const opaque =
        /^signed/.test(parameters.get('smime-type')?.toLowerCase() ?? '') || /\.p7s$/i.test(name ?? '');
      if (opaque) signed ??= { by: 'smime' };
      else encrypted ??= { by: 'smime' };
    }
  }
  if (/^-----BEGIN PGP SIGNED MESSAGE-----$/m.test(text)) signed ??= { by: 'pgp' };
  if (/^-----BEGIN PGP MESSAGE-----$/m.test(text)) encrypted ??= { by: 'pgp' };
  return { signed, encrypted };
}
