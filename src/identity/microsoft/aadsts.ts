// Entra's error numbers as data. The numbers explain; what is to be done is decided by `error` and `suberror` in
// refusal.ts, because Microsoft says that numbers and texts may change. Source: "Microsoft Entra authentication and
// authorization error codes"; numbers outside that list were seen in public logs.

import { clientNumbers } from './aadsts-client.ts';
import { consentNumbers } from './aadsts-consent.ts';
import { grantNumbers } from './aadsts-grant.ts';
import { passingNumbers } from './aadsts-passing.ts';
import type { AadstsRow } from './aadsts-row.ts';
import { userNumbers } from './aadsts-user.ts';

/** By number, without the letters: 65001. */
export const aadsts: ReadonlyMap<number, AadstsRow> = new Map(
  [grantNumbers, consentNumbers, clientNumbers, userNumbers, passingNumbers].flatMap((table) =>
    Object.entries(table).map(([number, row]): [number, AadstsRow] => [Number(number), row]),
  ),
);
