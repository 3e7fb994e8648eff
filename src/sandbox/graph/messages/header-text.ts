// Text as header fields carry it: encoded words (RFC 2047), quoted names, addresses. Whatever would begin another line
// is taken out, so that a subject cannot smuggle in a field.

export interface Person {
  readonly name?: string | null | undefined;
  readonly address: string;
}

/** Encoded words where the text is not plain ASCII, in pieces of at most 75 characters. */
export function encodedText(text: string): string {
  const clean = oneLine(text);
  // What looks like an encoded word has to be encoded, or it would be read as one.
  if (/^[\x20-\x7e]*$/.test(clean) && !clean.includes('=?')) return clean;
  const pieces: string[] = [];
  let piece = '';
  for (const character of clean) {
    if (Buffer.byteLength(piece + character) > 42) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  pieces.push(piece);
  return pieces.map((part) => `=?utf-8?B?${Buffer.from(part, 'utf8').toString('base64')}?=`).join('\r\n ');
}

export function addressText({ name, address }: Person): string {
  const spec = `<${oneLine(address).replace(/[<>\s]/g, '')}>`;
  if (!name) return spec;
  const clean = oneLine(name);
  return /^[\x20-\x7e]*$/.test(clean) && !clean.includes('=?')
    ? `"${clean.replace(/["\\]/g, '\\$&')}" ${spec}`
    : `${encodedText(clean)} ${spec}`;
}

/** A parameter's value between quotation marks, as Outlook writes names of files. */
export function quotedParameter(text: string): string {
  const clean = oneLine(text);
  const inner = /^[\x20-\x7e]*$/.test(clean)
    ? clean.replace(/["\\]/g, '\\$&')
    : `=?utf-8?B?${Buffer.from(clean, 'utf8').toString('base64')}?=`;
  return `"${inner}"`;
}

export function oneLine(text: string): string {
  return text.replace(/[\r\n\0]+/g, ' ');
}

export function base64Lines(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{76}/g, '$&\r\n');
}
