// IMAP's names for what a sign-in may end with, and its commands that come later.

import type { RefusalKind } from './refusal.ts';

/**
 * RFC 5530. Clients ask their user for another password when they hear AUTHENTICATIONFAILED; with the others they show the
 * text, and with UNAVAILABLE they try again by themselves.
 */
export const responseCode: Readonly<Record<RefusalKind, string>> = {
  credentials: 'AUTHENTICATIONFAILED',
  person: 'AUTHORIZATIONFAILED',
  'in-use': 'INUSE',
  delay: 'UNAVAILABLE',
  later: 'UNAVAILABLE',
};

/** These have a meaning, but only behind the sign-in: RFC 3501, RFC 9051 and the extensions that clients begin with. */
export const laterCommands: ReadonlySet<string> = new Set(
  (
    'SELECT EXAMINE CREATE DELETE RENAME SUBSCRIBE UNSUBSCRIBE LIST LSUB XLIST STATUS APPEND CHECK CLOSE EXPUNGE SEARCH ' +
    'FETCH STORE COPY MOVE UID IDLE NAMESPACE ENABLE UNSELECT UNAUTHENTICATE COMPRESS SORT THREAD NOTIFY GETQUOTA ' +
    'GETQUOTAROOT GETACL MYRIGHTS GETMETADATA'
  )
    .split(' ')
    .concat(['UID FETCH', 'UID STORE', 'UID SEARCH', 'UID COPY', 'UID MOVE', 'UID EXPUNGE']),
);
