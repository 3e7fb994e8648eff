// Does a text say something? Words are compared without case, punctuation and spacing, so that a sentence is recognised
// however a program printed it. Linear in the text, whatever it holds: there is no regular expression of an author in it.

/**
 * A text as words between single spaces, with one at each end. Digits are words: '5.7.139' is ' 5 7 139 '. Compatibility
 * forms are one (NFKC), so full-width letters of a Japanese console are letters.
 */
export function words(text: string): string {
  // As most of it is: for anything else Node.js has to read which characters of Unicode are letters.
  if (ascii.test(text))
    return ` ${text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()} `;
  return ` ${text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}

/**
 * @param said - from `words`
 * @param phrase - words in their order; `#` stands for any number, `*` for any one word, `...` for up to twelve words
 */
export function says(said: string, phrase: string): boolean {
  // As nearly all are written: nothing is to be done to them.
  if (plain.test(phrase)) return said.includes(` ${phrase} `);
  if (!ascii.test(phrase) && ascii.test(said)) return false;
  // Hardly any text has its beginning: of others it need not be read. Of Japanese it may stand within a word.
  const [beginning] = (isJapanese(phrase) ? null : plainBeginning.exec(phrase)) ?? [];
  if (beginning !== undefined && !said.includes(` ${beginning} `)) return false;
  let judge = judges.get(phrase);
  if (!judge) judges.set(phrase, (judge = judgeOf(phrase)));
  return judge(said);
}

/** Of each part one of its wordings, in turn; '' is none. Plain words, as `words` has them: 'unable to', 'get', 'the token'. */
export type InTurn = readonly (readonly string[])[];

/** Most parts have no wording in a text, and what they make together is never put together. */
export function saysInTurn(said: string, parts: InTurn): boolean {
  const standing: string[][] = [];
  for (const wordings of parts) {
    const found = wordings.filter((one) => one === '' || said.includes(` ${one} `));
    if (found.length === 0) return false;
    standing.push(found);
  }
  return combined(standing).some((phrase) => said.includes(` ${phrase} `));
}

/** Every phrase that they make. */
export function combined(parts: InTurn): string[] {
  return parts.reduce<string[]>(
    (begun, next) => begun.flatMap((one) => next.map((word) => `${one} ${word}`.trim())),
    [''],
  );
}

/** Whether it has letters of Japanese. */
export function isJapanese(phrase: string): boolean {
  return japanese.test(phrase);
}

type Judge = (said: string) => boolean;

/** Of the phrases of symptoms: each is asked of every line of a log. */
const judges = new Map<string, Judge>();

function judgeOf(phrase: string): Judge {
  // Japanese puts no space between words: what stands there is found within what stands around it.
  if (isJapanese(phrase)) {
    let wanted: string | undefined;
    return (said) => said.includes((wanted ??= words(phrase).trim()));
  }
  if (!/[#*]|\.\.\./.test(phrase)) {
    const wanted = words(phrase);
    return (said) => said.includes(wanted);
  }
  const pieces = phrase.split('...').map(patternOf);
  // Few texts have all of its words: of the others none is taken apart.
  const fixed = pieces
    .filter((piece) => piece.length > 0 && !piece.includes('#') && !piece.includes('*'))
    .map((piece) => ` ${piece.join(' ')} `);
  return (said) =>
    fixed.every((part) => said.includes(part)) &&
    follows(
      said.split(' ').filter((word) => word !== ''),
      pieces,
    );
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const ascii = /^[\0-\x7f]*$/;

const plain = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
/** Whole words of it. */
const plainBeginning = /^[a-z0-9]+(?: [a-z0-9]+)*(?= )/;
const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/;
const longestGap = 12;

function patternOf(piece: string): string[] {
  return piece
    .split(/\s+/)
    .flatMap((word) => (word === '#' || word === '*' ? [word] : words(word).trim().split(' ')))
    .filter((word) => word !== '');
}

function follows(text: readonly string[], pieces: readonly string[][]): boolean {
  const [first = [], ...rest] = pieces;
  for (let at = 0; at + first.length <= text.length; at += 1) {
    if (stands(text, at, first) && continues(text, at + first.length, rest)) return true;
  }
  return false;
}

function continues(text: readonly string[], from: number, pieces: readonly string[][]): boolean {
  const [next, ...rest] = pieces;
  if (!next) return true;
  for (let at = from; at <= from + longestGap && at + next.length <= text.length; at += 1) {
    if (stands(text, at, next)) return continues(text, at + next.length, rest);
  }
  return false;
}

function stands(text: readonly string[], at: number, pattern: readonly string[]): boolean {
  return pattern.every((word, index) => {
    const found = text[at + index];
    if (found === undefined) return false;
    if (word === '*') return true;
    return word === '#' ? /^\p{N}+$/u.test(found) : word === found;
  });
}
