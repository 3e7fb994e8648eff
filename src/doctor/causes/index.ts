// All that the doctor knows, by area. The order has no meaning: the score decides.

import type { Cause } from '../cause.ts';
import { clientCauses } from './client/index.ts';
import { consentCauses } from './consent/index.ts';
import { dsnCauses } from './dsn/index.ts';
import { grantCauses } from './grant/index.ts';
import { graphCauses } from './graph/index.ts';
import { imapCauses } from './imap/index.ts';
import { networkCauses } from './network/index.ts';
import { otherCauses } from './other/index.ts';
import { popCauses } from './pop/index.ts';
import { signInCauses } from './sign-in/index.ts';
import { smtpCauses } from './smtp/index.ts';
import { userCauses } from './user/index.ts';

export const causes: readonly Cause[] = [
  ...clientCauses,
  ...consentCauses,
  ...dsnCauses,
  ...grantCauses,
  ...graphCauses,
  ...imapCauses,
  ...networkCauses,
  ...otherCauses,
  ...popCauses,
  ...signInCauses,
  ...smtpCauses,
  ...userCauses,
];
