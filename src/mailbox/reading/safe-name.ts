// Names for files out of what strangers wrote: a name that means the same, in the folder it is put into and nowhere else, on every
// system that people save to, and that looks like what it is.

/** 255 bytes are what file systems take; the rest is for a number and for the name while it is written. */
const nameBytesMax = 200;
const extensionCharsMax = 20;

/** Of Windows, with any extension ("Naming Files, Paths, and Namespaces", Microsoft Learn). */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:\.|$)/i;

/**
 * Control characters, what turns the direction of text around (`fdp.exe` shown as `exe.pdf`), what is not seen, halves of
 * characters. The joiner stays: emoji are made with it.
 */
const unseen =
  /[\p{Cc}\p{Cs}\u00ad\u034f\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

const extensions: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/zip': '.zip',
  'application/pkcs7-signature': '.p7s',
  'application/pgp-signature': '.asc',
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'image/svg+xml': '.svg',
  'text/plain': '.txt',
  'text/html': '.html',
  'text/csv': '.csv',
  'text/calendar': '.ics',
  'message/rfc822': '.eml',
  'message/global': '.eml',
};

/** @param otherwise - where nothing is left of the name */
export function safeName(given: string | undefined, otherwise: { base: string; type?: string }): string {
  // What stands before a slash of either kind is somebody's folder.
  const last = (given ?? '').normalize('NFC').replace(unseen, '').split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .replace(/^-/, '_');
  const name = /[\p{L}\p{N}]/u.test(plain)
    ? plain
    : `${otherwise.base}${extensions[otherwise.type ?? ''] ?? ''}`;
  const short = shortened(name);
  return reserved.test(short) ? `_${short}` : short;
}

/** The same name, or the next of `name (2).pdf` that is free. Remembers it in `taken`. */
export function freeName(name: string, taken: Set<string>): string {
  for (let number = 1; ; number += 1) {
    const { base, extension } = parts(name);
    const candidate = number === 1 ? name : `${base} (${number})${extension}`;
    // Names that differ in case alone are one file on many systems.
    const key = candidate.toLowerCase();
    if (taken.has(key)) continue;
    taken.add(key);
    return candidate;
  }
}

function shortened(name: string): string {
  const { base, extension } = parts(name);
  let text = base;
  while (Buffer.byteLength(text + extension) > nameBytesMax) text = [...text].slice(0, -1).join('');
  return text.replace(/[. ]+$/, '') + extension;
}

function parts(name: string): { base: string; extension: string } {
  const at = name.lastIndexOf('.');
  const extension = at > 0 && name.length - at <= extensionCharsMax ? name.slice(at) : '';
  return { base: extension === '' ? name : name.slice(0, at), extension };
}
