// What Entra ID says no with: number, `error`, status and text, as data. The texts are what real logs and the vendor's
// reference show; which rule leads to which row is decided by the steps that throw them. Where sources contradict each
// other the row is marked [?] and a switch or docs/differences.md says so.

import { ofClients } from './refusals/of-clients.ts';
import { ofGrants } from './refusals/of-grants.ts';
import { ofScopes } from './refusals/of-scopes.ts';
import { ofTenants } from './refusals/of-tenants.ts';
import { ofUsers } from './refusals/of-users.ts';

export type { RefusalEntry } from './refusals/entry.ts';

export const refusals = { ...ofGrants, ...ofScopes, ...ofClients, ...ofUsers, ...ofTenants } as const;

export type RefusalTable = typeof refusals;
export type RefusalCode = keyof RefusalTable;

// `{tenant-ID}` in 700005 is the vendor's own text, not a slot: slots are words.
type Word<S extends string> = S extends `${string}-${string}` ? never : S;
type SlotsIn<S extends string> = S extends `${string}{${infer Slot}}${infer Rest}`
  ? Word<Slot> | SlotsIn<Rest>
  : never;
export type Slots<C extends RefusalCode> = Readonly<Record<SlotsIn<RefusalTable[C]['text']>, string>>;
