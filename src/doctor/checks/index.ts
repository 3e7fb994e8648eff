// Every check, in the order in which results are listed.

import type { Check } from './check.ts';
import { grant } from './grant.ts';
import { graphMail, graphSignIn, notificationEndpoint, subscriptions } from './graph.ts';
import { names } from './names.ts';
import { registration } from './registration.ts';
import { secureLines } from './secure-lines.ts';
import { sendToSelf } from './send-to-self.ts';
import { imapSignIn, popSignIn, smtpSignIn } from './sign-ins.ts';
import { tenant } from './tenant.ts';
import { exchangeToken, graphToken } from './tokens.ts';

export const checks: readonly Check[] = [
  names,
  ...secureLines,
  tenant,
  registration,
  grant,
  exchangeToken,
  graphToken,
  imapSignIn,
  popSignIn,
  smtpSignIn,
  graphSignIn,
  graphMail,
  subscriptions,
  notificationEndpoint,
  sendToSelf,
];
