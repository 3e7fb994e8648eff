// Which words a text must have one of, for an expression to fit it. Looking for words costs nothing; an expression is compiled
// when it is first run, and there are more than a hundred that a line of prose is asked about. It reads what told-*.ts
// writes: no back references, no classes of properties. Of what it does not understand it says that anything may fit.

/** What a part of an expression can match: exactly these texts, or at least one of these words, or nothing is known. */
interface Part {
  readonly exactly: readonly string[] | undefined;
  readonly needs: readonly string[] | undefined;
}

const textsMax = 32;
/** A shorter one stands in most texts. */
const shortest = 3;
const anything: Part = { exactly: undefined, needs: undefined };
const nothing: Part = { exactly: [''], needs: undefined };

/** In lower case; undefined where any text may fit. */
export function wordsNeeded({ source, flags }: RegExp): readonly string[] | undefined {
  // With u, letters beyond ASCII fold into ASCII ones, which lower case does not.
  if (/[uv]/.test(flags)) return undefined;
  const reader = new Reader(source);
  const part = reader.alternatives();
  if (!reader.done) return undefined;
  const words = needsOf(part);
  // What has one of the longer words has the shorter one in it.
  return words?.filter(
    (word, at) => !words.some((other, place) => (other === word ? place < at : word.includes(other))),
  );
}

function needsOf({ exactly, needs }: Part): readonly string[] | undefined {
  return isUseful(exactly) ? exactly : needs;
}

function isUseful(words: readonly string[] | undefined): words is readonly string[] {
  // Of Japanese and Chinese two characters are a word.
  return words?.every((word) => word.length >= shortest || /[\u3040-\u9fff]{2}/.test(word)) === true;
}

/** Of two sets of which either is needed, the one that fewer texts have: longer words, then fewer. */
function better(
  a: readonly string[] | undefined,
  b: readonly string[] | undefined,
): readonly string[] | undefined {
  if (!a || !b) return a ?? b;
  const shortestOf = (words: readonly string[]): number => Math.min(...words.map(({ length }) => length));
  return Math.min(shortestOf(b), 6) - Math.min(shortestOf(a), 6) > 0 ||
    (Math.min(shortestOf(b), 6) === Math.min(shortestOf(a), 6) && b.length < a.length)
    ? b
    : a;
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
    const words = parts.map(needsOf);
    return {
      exactly: areTexts ? texts : undefined,
      needs: words.every((one) => one !== undefined) ? words.flat() : undefined,
    };
  }

  #sequence(): Part {
    let run: readonly string[] = [''];
    let broken = false;
    let best: readonly string[] | undefined;
    while (!this.done && this.#source[this.#at] !== '|' && this.#source[this.#at] !== ')') {
      const { exactly, needs } = this.#repeated();
      if (exactly && run.length * exactly.length <= textsMax) {
        run = run.flatMap((one) => exactly.map((more) => one + more));
        continue;
      }
      if (isUseful(run)) best = better(best, run);
      best = better(best, needs);
      run = exactly ?? [''];
      broken = true;
    }
    if (!broken) return { exactly: run, needs: undefined };
    return { exactly: undefined, needs: isUseful(run) ? better(best, run) : best };
  }

  #repeated(): Part {
    const part = this.#atom();
    const [all = '', least = '', comma = '', most = ''] =
      /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(this.#source.slice(this.#at)) ?? [];
    this.#at += all.length;
    if (all === '') return part;
    if (all.startsWith('?') || (least === '0' && most === '1'))
      return part.exactly ? { exactly: ['', ...part.exactly], needs: undefined } : anything;
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
    return { exactly: [...inside.replace(/\\(.)/g, '$1').toLowerCase()], needs: undefined };
  }

  #escaped(): Part {
    const character = this.#source[this.#at] ?? '';
    this.#at += 1;
    if (character === 'b' || character === 'B') return nothing;
    if (character === 'u') this.#at += 4;
    return /[a-zA-Z0-9]/.test(character) ? anything : text(character);
  }

  #took(character: string): boolean {
    if (this.#source[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }
}

function text(character: string): Part {
  return { exactly: [character.toLowerCase()], needs: undefined };
}
