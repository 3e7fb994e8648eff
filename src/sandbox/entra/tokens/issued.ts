// What has been issued, for people to look at: the claims of access tokens, never the token.

import type { AccessClaims } from './access-token.ts';

export interface IssuedToken {
  readonly atMs: number;
  /** Sign-in name, or the application's name for an app-only token. */
  readonly subject: string;
  readonly app: string;
  readonly claims: AccessClaims;
}

export interface IssuedTokens {
  /** Latest last. */
  readonly entries: readonly IssuedToken[];
  add(token: IssuedToken): void;
}

/** Older ones go first when there are more: a sandbox may run for weeks. */
const entriesMax = 1000;

export function issuedTokens(): IssuedTokens {
  const entries: IssuedToken[] = [];
  return {
    entries,
    add(token) {
      entries.push(token);
      if (entries.length > entriesMax) entries.shift();
    },
  };
}
