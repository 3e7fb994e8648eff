// The table of everything that can be done to a sandbox.

import { fail } from '../../errors/error.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Action } from './action.ts';
import { access } from './actions/access.ts';
import { circumstances } from './actions/circumstances.ts';
import { corpus } from './actions/corpus.ts';
import { mailboxes } from './actions/mailboxes.ts';
import { people } from './actions/people.ts';
import { scenarios } from './actions/scenarios.ts';
import { subscriptions } from './actions/subscriptions.ts';
import { tenants } from './actions/tenants.ts';

export const actionTable = {
  ...people,
  ...mailboxes,
  ...corpus,
  ...access,
  ...tenants,
  ...circumstances,
  ...scenarios,
  ...subscriptions,
};

export type ActionName = keyof typeof actionTable;
type Entry<Name extends ActionName> = (typeof actionTable)[Name];
/** What an action may be given. */
export type ActionInput<Name extends ActionName> =
  Entry<Name> extends Action<infer Input, infer _Result> ? Input : never;
export type ActionResult<Name extends ActionName> = Awaited<ReturnType<Entry<Name>['perform']>>;

/** An action by the name that somebody sent. @throws `sandbox-action-unknown` and what the action throws. */
export function perform(sandbox: Sandbox, name: string, input: unknown): Promise<unknown> {
  const table: Readonly<Record<string, Action>> = actionTable;
  const entry = Object.hasOwn(table, name) ? table[name] : undefined;
  if (entry) return entry.perform(sandbox, name, input);
  const known = Object.keys(table).join(', ');
  return Promise.reject(fail('sandbox-action-unknown', { action: name, known }));
}
