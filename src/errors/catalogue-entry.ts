// What the catalogue says of an error, whichever it is.

/** `never`: the same call fails again. `later`: it may pass after a wait. `signIn`: a person has to act first. */
export type Retry = 'never' | 'later' | 'signIn';

export interface CatalogueEntry {
  /** What happened, as a headline: what people would type into a search box. */
  readonly title: string;
  /** What happened in this case, then why. One or two sentences with `{slots}`. */
  readonly message: string;
  /** The next step: a command, a click, or who has to do what. May use the same slots. */
  readonly next: string;
  readonly retry: Retry;
  /** Status for REST answers (RFC 9110). */
  readonly http: number;
  /** 1 failed, 2 usage, 4 sign-in needed, 8 pending. */
  readonly exit: 1 | 2 | 4 | 8;
}
