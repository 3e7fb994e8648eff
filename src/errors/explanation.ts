// The doctor's answer as plain values, in one language, safe to print, log or send. The doctor fills it; an error carries
// it; whoever shows it (terminal, page, a proxy's reply) needs to know nothing else.

/** `certain`: nothing else that is known of fits. `likely`: it outweighs all others together. `possible`: one of several. */
export type Sureness = 'certain' | 'likely' | 'possible';

export type Reader = 'user' | 'developer' | 'administrator';

/** Where something stood in what was brought; line 0 is not in a text. The quote holds no secrets. */
export interface Quoted {
  readonly line: number;
  readonly quote: string;
}

export interface ExplainedCause {
  /** Name of its page: docs/errors/<id>.md, `mailgrant explain <id>`. */
  readonly id: string;
  readonly title: string;
  readonly what: string;
  readonly why: string;
  readonly sure: Sureness;
  /** 0 to 1, of those that explain the same evidence. */
  readonly share: number;
  readonly remedies: readonly {
    readonly reader: Reader;
    readonly steps: readonly string[];
    /** To be copied; `<...>` is to be filled in. */
    readonly code?: string;
  }[];
  readonly explains: readonly Quoted[];
  /** The sum behind its rank. */
  readonly because: readonly { readonly reason: string; readonly points: number }[];
  readonly certainty: 'documented' | 'reported' | 'inferred' | 'unsettled';
  readonly sources: readonly string[];
  readonly related: readonly string[];
}

/** A list of scopes: what each is, what Entra will answer, and how the same wish is written so that it works. */
export interface ExplainedScopes {
  readonly scopes: readonly {
    readonly scope: string;
    readonly resource: string;
    readonly remarks: readonly string[];
  }[];
  readonly answers: readonly string[];
  /** Nothing is to be changed. */
  readonly isRight: boolean;
  readonly right?: {
    readonly authorize: string;
    readonly tokens: readonly { readonly resource: 'exchange' | 'graph'; readonly scope: string }[];
  };
}

export interface Explanation {
  readonly language: 'en' | 'ja';
  /** The likeliest first; empty where nothing was recognised. */
  readonly causes: readonly ExplainedCause[];
  /** Where somebody refused, and no cause of it is known: what the refusal's own form says, and where to look further. */
  readonly unexplained?: { readonly what: string; readonly next: readonly string[] };
  /** What to find out next, where that would tell the leading causes apart. */
  readonly question?: { readonly fact: string; readonly text: string; readonly between: readonly string[] };
  /** Where scopes were brought, or a request with scopes. */
  readonly scopes?: ExplainedScopes;
  readonly evidence: readonly (Quoted & { readonly kind: string })[];
  readonly facts: Readonly<Record<string, readonly string[]>>;
}
