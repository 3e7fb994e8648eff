// Answers of the store, good for as long as nobody has written anything: the store's number is asked each time, so that
// what is handed out is never older than a query would be. For what is asked far more often than it changes.
// docs/adr/0102-what-a-sign-in-costs.md

/** Whoever asks for names that he has made up empties it, which costs the others a query each. */
const answersMax = 1_000;

export class WhileUnchanged<T> {
  readonly #version: () => number;
  readonly #load: (key: string) => Promise<T>;
  readonly #answers = new Map<string, T>();
  #of = Number.NaN;

  /** @param version - `Store.version` */
  constructor(version: () => number, load: (key: string) => Promise<T>) {
    this.#version = version;
    this.#load = load;
  }

  /** @throws what `load` throws; that is not kept */
  async get(key: string): Promise<T> {
    const version = this.#version();
    if (version !== this.#of) {
      this.#answers.clear();
      this.#of = version;
    }
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answer = await this.#load(key);
    // Asked for before a change and answered behind it: it may be either.
    if (version === this.#of) {
      if (this.#answers.size >= answersMax) this.#answers.clear();
      this.#answers.set(key, answer);
    }
    return answer;
  }
}
