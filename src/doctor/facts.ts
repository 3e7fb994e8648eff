// What the doctor may know about a case, as flat facts with a few values each: conditions of causes speak of nothing else.
// A fact that is not known is absent. Each has the question that would settle it.

import { appFacts } from './facts/app.ts';
import { connectionFacts } from './facts/connection.ts';
import { findingFacts } from './facts/finding.ts';
import { mailboxFacts } from './facts/mailbox.ts';
import { scopesFacts } from './facts/scopes.ts';
import { signInFacts } from './facts/sign-in.ts';
import { tokenFacts } from './facts/token.ts';

/** Of two that decide as much the earlier one is asked for: what the case itself shows before what has to be looked up. */
export const factSheets = {
  ...connectionFacts,
  ...tokenFacts,
  ...mailboxFacts,
  ...scopesFacts,
  ...signInFacts,
  ...appFacts,
  ...findingFacts,
} as const;

export type FactName = keyof typeof factSheets;
export type FactValue<F extends FactName> = (typeof factSheets)[F]['values'][number];
/** Known facts. Where evidence contradicts itself a fact has several values. */
export type Facts = { readonly [F in FactName]?: readonly FactValue<F>[] };
/** `{ 'token.audience': 'graph', protocol: ['imap', 'pop'] }`: all must hold, each by one of its values. */
export type FactPattern = { readonly [F in FactName]?: FactValue<F> | readonly FactValue<F>[] };
