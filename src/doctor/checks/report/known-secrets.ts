// The secrets that went over the wire while a report was made, and a text without them. What is shown has been redacted
// by grammar before; this is the second look, by value: whatever form a secret took (base64 at any offset, URL-encoded),
// no piece of it leaves.

import type { Secret } from '../../../base/secret.ts';

/** As many characters in a row as no longer are chance. */
const pieceLength = 8;
/** Shorter ones are words, and would star the text to pieces. */
const shortest = 4;

export class KnownSecrets {
  /** Every run of `pieceLength` characters of every form; of what is shorter the whole. */
  readonly #pieces = new Set<string>();
  readonly #short = new Set<string>();
  readonly #seen = new Set<string>();

  keep(secret: Secret): void {
    this.add(secret.reveal());
  }

  add(value: string): void {
    if (value.length < shortest || this.#seen.has(value)) return;
    this.#seen.add(value);
    for (const form of formsOf(value)) {
      if (form.length < pieceLength) this.#short.add(form);
      for (let at = 0; at + pieceLength <= form.length; at += 1)
        this.#pieces.add(form.slice(at, at + pieceLength));
    }
  }

  /** The text with stars in the place of every piece. */
  without(text: string): string {
    const hidden: [from: number, to: number][] = [];
    for (let at = 0; at + pieceLength <= text.length; at += 1) {
      if (!this.#pieces.has(text.slice(at, at + pieceLength))) continue;
      const last = hidden.at(-1);
      if (last && last[1] >= at) last[1] = at + pieceLength;
      else hidden.push([at, at + pieceLength]);
    }
    let clean = '';
    let from = 0;
    for (const [start, end] of hidden) {
      clean += `${text.slice(from, start)}***`;
      from = end;
    }
    clean += text.slice(from);
    for (const short of this.#short) clean = clean.replaceAll(short, '***');
    return clean;
  }
}

function formsOf(value: string): string[] {
  const plain = [value, encodeURIComponent(value), new URLSearchParams({ v: value }).toString().slice(2)];
  // Inside something longer a value begins at any of three places of a base64 group; its first and last characters
  // there are shared with what stands beside it.
  const encoded = [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)]);
    const from = Math.ceil((offset * 8) / 6);
    const whole = Math.floor((bytes.length * 8) / 6);
    return [bytes.toString('base64').slice(from, whole), bytes.toString('base64url').slice(from, whole)];
  });
  return [...plain, ...encoded, ...encoded.map(encodeURIComponent)];
}
