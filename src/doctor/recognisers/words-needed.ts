// Which words a text must have for an expression to fit it. Looking for words costs nothing; an expression is compiled when
// it is first run, and there are hundreds that a line is asked about. No back references, no classes of properties, no
// named groups are read. Of what it does not understand it says that anything may fit.

/** A text that fits has one of them. */
export type Group = readonly string[];

/** What a part of an expression can match: exactly these texts, and nothing without a word of each of these groups. */
interface Part {
  readonly exactly: readonly string[] | undefined;
  readonly needs: readonly Group[];
}

const textsMax = 32;
/** Groups of alternatives. */
const unionsMax = 3;
const anything: Part = { exactly: undefined, needs: [] };
const nothing: Part = { exactly: [''], needs: [] };

/** In lower case; none where any text may fit. */
export function groupsNeeded({ source, flags }: RegExp): readonly Group[] {
  // With u, letters beyond ASCII fold into ASCII ones, which lower case does not.
  if (/[uv]/.test(flags)) return [];
  const reader = new Reader(source);
  const part = reader.alternatives();
  if (!reader.done) return [];
  const groups = needsOf(part).map(withoutLonger).map(inShort);
  const written = groups.map(writeGroup);
  return groups.filter(
    (words, at) => written.indexOf(written[at] ?? '') === at && !/[|&]/.test(words.join('')),
  );
}

/** What has one of the longer words has the shorter one in it. */
function withoutLonger(words: Group): Group {
  return words.filter(
    (word, at) => !words.some((other, place) => (other === word ? place < at : word.includes(other))),
  );
}

/** So many characters of words are worth carrying; of more, how each begins has to do. */
const charactersMax = 160;
const beginning = 8;

function inShort(words: Group): Group {
  if (writeGroup(words).length <= charactersMax) return words;
  return withoutLonger(words.map((word) => word.slice(0, beginning)));
}

/** As they are kept, and `groupsOf` of worded.ts reads them. No word has these marks in it. */
export function writeGroups(groups: readonly Group[]): string {
  return groups.map(writeGroup).join('&');
}

function writeGroup(words: Group): string {
  return words.join('|');
}

function needsOf({ exactly, needs }: Part): readonly Group[] {
  return exactly && isUseful(exactly) ? [exactly] : needs;
}

/** A single letter stands in most texts; a single mark or Japanese character does not. */
function isUseful(words: Group): boolean {
  return words.every((word) => word.length >= 2 || /^[^\w\s"'.,-]$/.test(word));
}

/** Those first that fewest texts have: longer words, then fewer. */
function byRarity(a: Group, b: Group): number {
  const shortest = (words: Group): number => Math.min(6, ...words.map(({ length }) => length));
  return shortest(b) - shortest(a) || a.length - b.length;
}

class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  get done(): boolean {
    return this.#at === this.#source.length;
  }

  alternatives(): Part {
    const parts = [this.#sequence()];
    while (this.#took('|')) parts.push(this.#sequence());
    const [only] = parts;
    if (only && parts.length === 1) return only;
    const texts = parts.flatMap(({ exactly }) => exactly ?? []);
    const areTexts = parts.every(({ exactly }) => exactly) && texts.length <= textsMax;
    const groups = parts.map((part) => needsOf(part).toSorted(byRarity));
    // A text that fits one of them has of each of its groups.
    const most = Math.min(unionsMax, Math.max(...groups.map(({ length }) => length)));
    const needs = Array.from({ length: most }, (_, place) =>
      groups.flatMap((of) => of[Math.min(place, of.length - 1)] ?? []),
    );
    return {
      exactly: areTexts ? texts : undefined,
      needs: groups.every(({ length }) => length > 0) ? needs : [],
    };
  }

  #sequence(): Part {
    let run: readonly string[] = [''];
    let broken = false;
    const found: Group[] = [];
    while (!this.done && this.#source[this.#at] !== '|' && this.#source[this.#at] !== ')') {
      const { exactly, needs } = this.#repeated();
      if (exactly && run.length * exactly.length <= textsMax) {
        run = run.flatMap((one) => exactly.map((more) => one + more));
        continue;
      }
      if (isUseful(run)) found.push(run);
      found.push(...needs);
      run = exactly ?? [''];
      broken = true;
    }
    if (!broken) return { exactly: run, needs: [] };
    if (isUseful(run)) found.push(run);
    return { exactly: undefined, needs: found };
  }

  #repeated(): Part {
    const part = this.#atom();
    const [all = '', least = '', comma = '', most = ''] =
      /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(this.#source.slice(this.#at)) ?? [];
    this.#at += all.length;
    if (all === '') return part;
    if (all.startsWith('?') || (least === '0' && most === '1'))
      return part.exactly ? { exactly: ['', ...part.exactly], needs: [] } : anything;
    if (least === '1' && comma === '') return part;
    if (all.startsWith('*') || least === '0') return anything;
    return { exactly: undefined, needs: needsOf(part) };
  }

  #atom(): Part {
    if (this.#took('(')) {
      const [kind = ''] = /^\?(?::|<?[=!])?/.exec(this.#source.slice(this.#at)) ?? [];
      if (kind === '?') throw new Error(`a bracket of another kind stands in ${this.#source}`);
      const isLook = kind !== '' && kind !== '?:';
      this.#at += kind.length;
      const inner = this.alternatives();
      if (!this.#took(')')) throw new Error(`a bracket is open in ${this.#source}`);
      return isLook ? nothing : inner;
    }
    const [character = ''] = this.#source.slice(this.#at, this.#at + 1);
    this.#at += 1;
    if (character === '[') return this.#oneOf();
    if (character === '\\') return this.#escaped();
    if (character === '.') return anything;
    if (character === '^' || character === '$') return nothing;
    return text(character);
  }

  #oneOf(): Part {
    const [, not = '', inside = ''] = /^(\^?)((?:\\.|[^\]\\])*)\]/.exec(this.#source.slice(this.#at)) ?? [];
    this.#at += not.length + inside.length + 1;
    if (not !== '' || inside.length > 8 || /\\[a-zA-Z]|.-./.test(inside)) return anything;
    return { exactly: [...inside.replace(/\\(.)/g, '$1').toLowerCase()], needs: [] };
  }

  #escaped(): Part {
    const character = this.#source[this.#at] ?? '';
    this.#at += 1;
    if (character === 'b' || character === 'B') return nothing;
    if (character === 'u') this.#at += 4;
    if (character === 'x') this.#at += 2;
    return /[a-zA-Z0-9]/.test(character) ? anything : text(character);
  }

  #took(character: string): boolean {
    if (this.#source[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }
}

function text(character: string): Part {
  return { exactly: [character.toLowerCase()], needs: [] };
}
