// Bytes of a file as text: UTF-8, or UTF-16 as Windows writes it into logs, with a mark or without. Whatever is broken
// becomes a replacement character: a log with one bad byte is a log.

/** Octets that are read; what an argument or a file has more is cut off at the front, because a log fails at its end. */
export const longestInput = 16 * 1024 * 1024;

export function textOf(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  const unit = encoding === 'utf-8' ? 1 : 2;
  const from = Math.max(0, bytes.length - longestInput);
  return new TextDecoder(encoding).decode(bytes.subarray(from - (from % unit)));
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Without a mark: Latin letters have a zero in every second octet, and always on the same side.
  const sample = bytes.subarray(0, Math.min(bytes.length, 512) & ~1);
  let even = 0;
  let odd = 0;
  for (let at = 0; at < sample.length; at += 2) {
    if (sample[at] === 0) even += 1;
    if (sample[at + 1] === 0) odd += 1;
  }
  const most = sample.length * 0.4;
  if (sample.length >= 4 && odd >= most && even === 0) return 'utf-16le';
  if (sample.length >= 4 && even >= most && odd === 0) return 'utf-16be';
  return 'utf-8';
}
