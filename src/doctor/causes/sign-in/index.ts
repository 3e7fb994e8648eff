import type { Cause } from '../../cause.ts';
import { appNotRegisteredInExchange } from './app-not-registered-in-exchange.ts';
import { appRegisteredWithWrongObjectId } from './app-registered-with-wrong-object-id.ts';
import { appTokenForPersonalMailbox } from './app-token-for-personal-mailbox.ts';
import { appTokenWithoutRoles } from './app-token-without-roles.ts';
import { ewsImpersonationMissing } from './ews-impersonation-missing.ts';
import { exchangeChangeNotActiveYet } from './exchange-change-not-active-yet.ts';
import { graphTokenAtMailServer } from './graph-token-at-mail-server.ts';
import { idTokenAtMailServer } from './id-token-at-mail-server.ts';
import { otherAudienceToken } from './other-audience-token.ts';
import { passwordAtExchange } from './password-at-exchange.ts';
import { passwordAtOutlookCom } from './password-at-outlook-com.ts';
import { refreshTokenAtMailServer } from './refresh-token-at-mail-server.ts';
import { tokenExpiredAtMailServer } from './token-expired-at-mail-server.ts';
import { tokenMangledAtMailServer } from './token-mangled-at-mail-server.ts';
import { xoauth2StringMalformed } from './xoauth2-string-malformed.ts';

export const signInCauses: readonly Cause[] = [
  appNotRegisteredInExchange,
  appRegisteredWithWrongObjectId,
  appTokenForPersonalMailbox,
  appTokenWithoutRoles,
  ewsImpersonationMissing,
  exchangeChangeNotActiveYet,
  graphTokenAtMailServer,
  idTokenAtMailServer,
  otherAudienceToken,
  passwordAtExchange,
  passwordAtOutlookCom,
  refreshTokenAtMailServer,
  tokenExpiredAtMailServer,
  tokenMangledAtMailServer,
  xoauth2StringMalformed,
];
