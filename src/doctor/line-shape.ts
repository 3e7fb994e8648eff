// A number for what a line looks like, its ids and counters left out: a log of a hundred thousand lines has some hundred
// shapes, and which recognisers have nothing to say about a shape need be found out once.

const digit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const letter = (code: number): boolean => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);

/**
 * Words count in full. A run of letters with digits in it counts by its beginning and about how long it is; a number of one
 * or three digits in full (`5.7.3`, `535`, `993`), any other by its length. Numbers of AADSTS and of Outlook count in full.
 */
export function shapeOf(text: string): number {
  let high = 0x811c9dc5;
  let low = 0x1000193;
  const mix = (value: number): void => {
    high = Math.imul(high ^ value, 0x01000193);
    low = Math.imul(low ^ value, 0x5bd1e995) ^ (low >>> 13);
  };
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (!digit(code) && !letter(code)) {
      mix(code);
      at += 1;
      continue;
    }
    const start = at;
    let digits = 0;
    for (let next = code; digit(next) || letter(next); next = text.charCodeAt(at)) {
      if (digit(next)) digits += 1;
      at += 1;
    }
    const length = at - start;
    const counter = digits === length && length !== 1 && length !== 3;
    const id = digits > 0 && digits < length && !/^(?:AADSTS|0x)/i.test(text.slice(start, start + 6));
    const full = counter ? 0 : id ? 2 : length;
    for (let index = start; index < start + full; index += 1) mix(text.charCodeAt(index));
    if (counter || id) mix(0x100 + (counter ? length : Math.min(length >> 3, 8)));
  }
  return (high >>> 0) * 0x20_0000 + (low >>> 11);
}
