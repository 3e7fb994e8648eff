// Reads objects as programs print them when nobody asked for JSON: Python's and Ruby's dictionaries, what Node's console
// shows, Java's maps, JSON inside of a JSON string (`{\"error\":...}`). Only what has a name and a value survives.

const longestValue = 16 * 1024;
const deepest = 12;

/** The object, or undefined for what is none: at least one name with a value must be in it. */
export function looseJson(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith('{')) return undefined;
  const plain = /^\{\s{0,20}\\+"/.test(text) ? text.replace(/\\+(["/])/g, '$1') : text;
  const reader = { text: plain, at: 0 };
  const value = readObject(reader, 0);
  return Object.keys(value).length > 0 ? value : undefined;
}

interface Reader {
  readonly text: string;
  at: number;
}

function readObject(reader: Reader, depth: number): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  reader.at += 1;
  while (reader.at < reader.text.length) {
    skip(reader, /[\s,;]/);
    if (reader.text[reader.at] === '}' || reader.at >= reader.text.length) break;
    const before = reader.at;
    const name = readWord(reader, /[\s:=,}{[\]]/);
    skip(reader, /[ \t]/);
    const arrow = /^(?:=>|:|=)\s{0,80}/.exec(reader.text.slice(reader.at, reader.at + 84));
    if (arrow) {
      reader.at += arrow[0].length;
      const value = readValue(reader, depth + 1);
      if (name !== '' && name !== '__proto__' && !Object.hasOwn(found, name)) found[name] = value;
    } else if (/[{[]/.test(reader.text[reader.at] ?? '')) readValue(reader, depth + 1);
    if (reader.at === before) reader.at += 1;
  }
  reader.at += 1;
  return found;
}

function readValue(reader: Reader, depth: number): unknown {
  const first = reader.text[reader.at];
  if (first === '{' && depth < deepest) return readObject(reader, depth);
  if (first === '[' && depth < deepest) return readList(reader, depth);
  if (
    first === '"' ||
    first === "'" ||
    first === '`' ||
    /^[bu]["']/.test(reader.text.slice(reader.at, reader.at + 2))
  )
    return readWord(reader, /[,}\]\n]/);
  const word = readWord(reader, /[,}\]\n]/).trim();
  return /^-?\d{1,15}$/.test(word) ? Number(word) : word;
}

function readList(reader: Reader, depth: number): unknown[] {
  const found: unknown[] = [];
  reader.at += 1;
  while (reader.at < reader.text.length) {
    skip(reader, /[\s,]/);
    if (reader.text[reader.at] === ']' || reader.at >= reader.text.length) break;
    const before = reader.at;
    const value = readValue(reader, depth + 1);
    if (found.length < 200) found.push(value);
    if (reader.at === before) reader.at += 1;
  }
  reader.at += 1;
  return found;
}

/** A string in quotation marks with its escapes undone, or bare text up to what ends it. */
function readWord(reader: Reader, ends: RegExp): string {
  const { text } = reader;
  if (/[bu]/.test(text[reader.at] ?? '') && /["']/.test(text[reader.at + 1] ?? '')) reader.at += 1;
  const mark = text[reader.at];
  if (mark !== '"' && mark !== "'" && mark !== '`') {
    const from = reader.at;
    while (reader.at < text.length && !ends.test(text[reader.at] ?? '')) reader.at += 1;
    return text.slice(from, Math.min(reader.at, from + longestValue));
  }
  let word = '';
  for (reader.at += 1; reader.at < text.length; reader.at += 1) {
    const character = text[reader.at] ?? '';
    if (character === mark) break;
    if (character !== '\\') word += character;
    else {
      reader.at += 1;
      const escaped = text[reader.at] ?? '';
      word += { n: '\n', r: '\r', t: '\t' }[escaped] ?? escaped;
    }
  }
  reader.at += 1;
  return word.slice(0, longestValue);
}

function skip(reader: Reader, what: RegExp): void {
  while (reader.at < reader.text.length && what.test(reader.text[reader.at] ?? '')) reader.at += 1;
}
