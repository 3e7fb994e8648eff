// Metadata and signing keys of identity servers, fetched once and remembered by whoever owns the object: one fetch in
// flight a document, a day of memory, and a second look at once when a token names a key that is not there.

import { SingleFlight } from '../base/single-flight.ts';
import { fail } from '../errors/error.ts';
import type { Exchange } from './provider.ts';
import { callServer, hostOf, isRecord, jsonObject, kindOf, type Voice } from './server-answer.ts';

/** Microsoft's advice is to look for new keys daily ("Signing key rollover"). */
const freshMs = 86_400_000;

/** A token with an invented key id must not make us fetch keys as fast as tokens come. */
const lookAgainMs = 60_000;

/** Tenants times endpoints of one process; the oldest goes. */
const documentsMax = 1_000;

export interface PublicKey {
  readonly kid: string | undefined;
  /** Microsoft says for each key whose it is: work accounts' or personal ones'. */
  readonly issuer: string | undefined;
  readonly jwk: Readonly<Record<string, unknown>>;
}

interface Remembered {
  readonly value: Readonly<Record<string, unknown>>;
  readonly atMs: number;
}

export class ServerDocuments {
  readonly #voice: Voice;
  readonly #documents = new Map<string, Remembered>();
  readonly #flights = new SingleFlight<string, Readonly<Record<string, unknown>>>();

  constructor(voice: Voice) {
    this.#voice = voice;
  }

  /** A JSON object behind a URL. `refused` makes the error for a status other than 200. */
  async get(
    url: string,
    exchange: Exchange,
    refused: Refused,
    maxAgeMs = freshMs,
  ): Promise<Readonly<Record<string, unknown>>> {
    const known = this.#documents.get(url);
    const ageMs = known ? exchange.clock.now() - known.atMs : Number.POSITIVE_INFINITY;
    // A negative age is a clock that was set back: then nothing is known about freshness.
    if (known && ageMs >= 0 && ageMs < maxAgeMs) return known.value;
    return this.#flights.run(url, () => this.#fetch(url, exchange, refused));
  }

  /** The key with this id, looked for a second time with a fresh set. */
  async key(
    jwksUri: string,
    kid: string | undefined,
    exchange: Exchange,
    refused: Refused,
  ): Promise<PublicKey | undefined> {
    const known = this.#pick(jwksUri, await this.get(jwksUri, exchange, refused), kid);
    if (known) return known;
    return this.#pick(jwksUri, await this.get(jwksUri, exchange, refused, lookAgainMs), kid);
  }

  async #fetch(
    url: string,
    exchange: Exchange,
    refused: Refused,
  ): Promise<Readonly<Record<string, unknown>>> {
    // Shared by several callers: the first one's abort must not be everybody's.
    const { signal: _, ...shared } = exchange;
    const answer = await callServer(shared, this.#voice, url, (send, signal) =>
      send(url, { headers: { accept: 'application/json' }, redirect: 'manual', signal }),
    );
    if (answer.status !== 200) throw refused(answer);
    const value = jsonObject(answer, this.#voice);
    if (this.#documents.size >= documentsMax && !this.#documents.has(url)) {
      const [oldest] = this.#documents.keys();
      if (oldest !== undefined) this.#documents.delete(oldest);
    }
    this.#documents.set(url, { value, atMs: exchange.clock.now() });
    return value;
  }

  #pick(url: string, set: Readonly<Record<string, unknown>>, kid: string | undefined): PublicKey | undefined {
    const { keys } = set;
    if (!Array.isArray(keys)) {
      throw fail(this.#voice.odd, {
        server: hostOf(url),
        field: 'keys',
        expected: 'an array',
        got: kindOf(keys),
      });
    }
    const usable = keys.filter(isRecord).filter((jwk) => jwk['use'] === undefined || jwk['use'] === 'sig');
    // Without a key id the choice is only free of doubt where there is one key (OpenID Connect Core 10.1).
    const jwk =
      kid === undefined
        ? usable.length === 1
          ? usable[0]
          : undefined
        : usable.find((one) => one['kid'] === kid);
    return jwk && { kid: text(jwk['kid']), issuer: text(jwk['issuer']), jwk };
  }
}

export type Refused = (answer: Awaited<ReturnType<typeof callServer>>) => Error;

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
