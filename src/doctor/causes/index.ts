// All that the doctor knows, by area. The order has no meaning: the score decides.

import type { Cause } from '../cause.ts';
import { dsnCauses } from './dsn/index.ts';
import { imapCauses } from './imap/index.ts';
import { otherCauses } from './other/index.ts';
import { popCauses } from './pop/index.ts';
import { signInCauses } from './sign-in/index.ts';
import { smtpCauses } from './smtp/index.ts';

export const causes: readonly Cause[] = [
  ...dsnCauses,
  ...imapCauses,
  ...otherCauses,
  ...popCauses,
  ...signInCauses,
  ...smtpCauses,
];
