// Where the sandbox and Dovecot 2.3 answer differently, and why each of it is meant.

import type { ImapValue } from '../kit/imap-value.ts';

export interface Explanation {
  /** Matches `message: ITEM` or `SEARCH keys`. */
  readonly what: RegExp;
  readonly why: string;
  /** The shape of the difference, where `what` is many things. */
  readonly when?: (sandbox: ImapValue | undefined, dovecot: ImapValue | undefined) => boolean;
}

export const explained: readonly Explanation[] = [
  {
    what: /: BODY\[[\d.]+\]$/,
    when: (sandbox, dovecot) => dovecot === `${String(sandbox)}\r\n`,
    why: 'The line end before a delimiter belongs to the delimiter (RFC 2046 section 5.1.1), also behind an inner multipart.',
  },
  {
    what: /^(type without a subtype|empty type): /,
    why: 'A Content-Type that cannot be read is text/plain (RFC 2045 section 5.2); Dovecot shows empty strings.',
  },
  {
    what: /^parameter without a value: /,
    why: 'Dovecot stops reading parameters at one without a value; here the others are kept.',
  },
  {
    what: /^rfc 2231 name: BODYSTRUCTURE/,
    why: 'Dovecot joins the continuations of RFC 2231; here parameters are as they were written.',
  },
  {
    what: /^multipart (without a part|that ends at once|without a boundary): /,
    why: 'A multipart in which no part is found is shown as the text that it is; Dovecot invents an empty part.',
  },
  {
    what: /^empty disposition: /,
    why: 'An empty Content-Disposition is none.',
  },
  {
    what: /^forwarded multipart: BODY(STRUCTURE)?(\[1\.TEXT\])?$/,
    why: 'The line end before a delimiter again, here behind a message whose body is a multipart: its size and lines.',
  },
  {
    what: /^base64 message inside: BODY\[1\.HEADER\.FIELDS /,
    why: 'RFC 3501 section 6.4.5: a list of fields ends with the empty line, also where the header has none.',
  },
  {
    what: /^two subjects: ENVELOPE/,
    why: 'Of a field that may be there once the first counts; Dovecot takes the last.',
  },
  {
    what: /^message ids: ENVELOPE/,
    why: 'White space around a field is not sent.',
  },
  {
    what: /^address without a host: ENVELOPE/,
    why: 'Exchange writes .MISSING-HOST-NAME., Dovecot MISSING_DOMAIN.',
  },
  {
    what: /^(empty angle|empty lists): ENVELOPE/,
    why: 'An address of which nothing is there is left out; Dovecot invents one.',
  },
  {
    what: /^(unclosed quote|semicolons between): ENVELOPE/,
    why: 'Slips that people make are read as they were meant; Dovecot gives up at the first.',
  },
  {
    what: /^SEARCH .*gr\u00fc\u00dfe/,
    why: 'Header fields in raw Latin-1 are read as such and found; Dovecot reads them as UTF-8.',
  },
  {
    what: /^SEARCH FROM ben@contoso$/,
    why: 'Finds the author behind the unclosed quote, see above.',
  },
  {
    what: /^SEARCH BODY Hello$/,
    why: 'Bodies whose Content-Type cannot be read are text and searched, see above.',
  },
  {
    what: /^SEARCH SENTBEFORE /,
    why: 'A message without a date that can be read was sent on no day; Dovecot takes 1970.',
  },
  {
    what: /^SEARCH KEYWORD /,
    why: 'Dovecot takes a keyword up into FLAGS when somebody asks for it.',
  },
  {
    what: /^SEARCH BEFORE 31-Feb-2026$/,
    why: 'Here the day after the 28th counts on, as 3 March; Dovecot takes it for a day that never ends.',
  },
  {
    what: /^SEARCH CHARSET KOI8-R ALL$/,
    why: 'Exchange takes US-ASCII and UTF-8 only and says BADCHARSET; Dovecot knows many.',
  },
];
