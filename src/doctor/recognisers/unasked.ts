// An asterisk stands before what an IMAP server says unasked (RFC 9051 section 7), before what curl does, and before each point
// of a list that somebody wrote: only the last is told by a person.

import { anyOf } from './any-of.ts';

export const unasked = anyOf(
  /^\s{0,20}\* {1,2}(?:\d|(?:OK|NO|BAD|BYE|PREAUTH|CAPABILITY|ENABLED|ID|NAMESPACE|FLAGS)\b)/,
  /^\s{0,20}\* {1,2}(?:X?LIST|LSUB|STATUS|E?SEARCH|SORT|THREAD|QUOTA(?:ROOT)?|ACL|VANISHED)\b/,
  /^\s{0,20}\* {1,2}(?:Connect|Trying|Closing|SSL|TLS|ALPN|Host |Server )/,
);
