// All that the doctor knows, by area. The order has no meaning: the score decides.

import type { Cause } from '../cause.ts';
import { imapCauses } from './imap/index.ts';

export const causes: readonly Cause[] = [...imapCauses];
