// AADSTS numbers about trouble that passes, and about device codes.

import type { AadstsRow, AadstsTable } from './aadsts-row.ts';

const trouble: AadstsRow = { code: 'entra-unavailable', meaning: 'the service has trouble' };
const agent: AadstsRow = {
  code: 'entra-unavailable',
  meaning: 'the password agent on the premises does not answer',
  remedy: 'Wait; if it stays so, an administrator has to look at the pass-through authentication agent.',
};
const userCode = 'the code that was typed is not valid';

export const passingNumbers: AadstsTable = {
  90006: trouble,
  90012: trouble,
  90024: trouble,
  90033: trouble,
  50000: trouble,
  90090: trouble,
  50033: trouble,
  50087: trouble,
  70012: { code: 'entra-unavailable', meaning: 'the service of personal accounts has trouble' },
  90055: { code: 'throttled', meaning: 'the tenant sends too many requests' },
  50196: {
    code: 'throttled',
    meaning: 'the same request is repeated too fast',
    remedy: 'Wait; if it stays so, several programs may be using the same app without sharing a store.',
  },
  50088: { code: 'throttled', meaning: 'the limit of telephone calls for the second factor is reached' },
  ...Object.fromEntries(Array.from({ length: 14 }, (_, index) => [80001 + index, agent])),
  50134: { code: 'sign-in-interrupted', meaning: 'the device flow was authorised in another data centre' },
  70018: { code: 'device-code-refused', meaning: userCode },
  70019: { code: 'device-code-expired', meaning: 'the device code has expired' },
  70020: { code: 'device-code-expired', meaning: 'the device code has expired' },
  90119: { code: 'device-code-refused', meaning: userCode },
  90120: { code: 'device-code-refused', meaning: userCode },
  90121: { code: 'device-code-refused', meaning: userCode },
};
