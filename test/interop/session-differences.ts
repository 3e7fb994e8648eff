// Where the sandbox and Dovecot answer the same session differently, and why. A line is `scenario's step -> answer`;
// `pattern` is looked for in one server's lines only. docs/differences.md speaks of Microsoft 365; this is about Dovecot.

export interface Difference {
  readonly why: string;
  readonly on: 'sandbox' | 'Dovecot';
  readonly pattern: RegExp;
  /** Left out: the line is not compared. */
  readonly instead?: string;
}

/** The same on both: each says it in its own way. */
function both(why: string, pattern: RegExp, instead?: string): Difference[] {
  const shared = instead === undefined ? { pattern } : { pattern, instead };
  return [
    { why: `${why} (sandbox)`, on: 'sandbox', ...shared },
    { why: `${why} (Dovecot)`, on: 'Dovecot', ...shared },
  ];
}

export const differences: readonly Difference[] = [
  ...both('Exchange stores $MDNSent and no keywords, Dovecot any', / -> \* (FLAGS \(|OK \[PERMANENTFLAGS)/),
  ...both('who hears of \\Recent first is left to the server', / -> \* \d+ RECENT$/),
  ...both(
    'why something is refused is said in codes (RFC 5530), each server its own',
    /(T NO) \[[A-Z]+\b[^\]]*\]$/,
    '$1',
  ),
  {
    why: 'Dovecot says that the folder before is closed (RFC 7162), Exchange does not know that code',
    on: 'Dovecot',
    pattern: / -> \* OK \[CLOSED\]$/,
  },
  {
    why: 'Dovecot hints that messages are gone (RFC 5530)',
    on: 'Dovecot',
    pattern: / \[EXPUNGEISSUED\]$/,
    instead: '',
  },
  {
    why: 'the sandbox fills a short day with a space, Dovecot with a zero; the grammar has both',
    on: 'sandbox',
    pattern: /INTERNALDATE " (\d)-/,
    instead: 'INTERNALDATE "0$1-',
  },
  {
    why: 'the UID that a UID command adds comes last in the sandbox and first in Dovecot',
    on: 'sandbox',
    pattern: /FETCH \((FLAGS \([^)]*\)) (UID \d+)\)/,
    instead: 'FETCH ($2 $1)',
  },
  {
    why: 'flags that reading has set come after the text',
    on: 'sandbox',
    pattern: /-> {2}FLAGS \(\\Seen\)\)$/,
    instead: '-> )',
  },
  {
    why: 'flags that reading has set come before the text',
    on: 'Dovecot',
    pattern: /FETCH \(FLAGS \(\\Seen\) BODY\[TEXT\]/,
    instead: 'FETCH (BODY[TEXT]',
  },
  {
    why: 'a number that no message has is NO to Exchange and BAD to Dovecot',
    on: 'Dovecot',
    pattern: /((?:FETCH 7|STORE 9|COPY 9) .* -> T) BAD$/,
    instead: '$1 NO',
  },
  {
    why: 'Dovecot lets STORE pass in a folder that is open for reading, and does nothing',
    on: 'Dovecot',
    pattern: /(STORE 1 \+FLAGS \(\\Deleted\) -> T) OK.*$/,
    instead: '$1 NO',
  },
  {
    why: 'Exchange passes over \\Recent in STORE, Dovecot calls it an error',
    on: 'sandbox',
    pattern: /STORE 1 \+FLAGS \(\\Recent\) -> /,
  },
  {
    why: 'Dovecot calls \\Recent in STORE an error',
    on: 'Dovecot',
    pattern: /STORE 1 \+FLAGS \(\\Recent\) -> /,
  },
  {
    why: 'STORE without flags is refused by the grammar',
    on: 'sandbox',
    pattern: /STORE 1 FLAGS -> /,
  },
  {
    why: 'Dovecot takes STORE without flags for none',
    on: 'Dovecot',
    pattern: /STORE 1 FLAGS -> /,
  },
  {
    why: 'after EXPUNGE Exchange says how many messages are left (recorded with MOVE)',
    on: 'sandbox',
    pattern: /(EXPUNGE.*|MOVE.*|b: NOOP) -> \* [0-3] EXISTS$/,
  },
  {
    why: 'above a new folder Dovecot shows one that cannot be opened, Exchange makes a real one',
    on: 'Dovecot',
    pattern: /(LIST \(\\HasChildren) \\Noselect\)/,
    instead: '$1)',
  },
  {
    why: 'what Dovecot only shows cannot be deleted',
    on: 'Dovecot',
    pattern: /(DELETE Tree\/Bough -> T) NO/,
    instead: '$1 OK',
  },
  {
    why: 'LSUB shows whether there are folders below',
    on: 'sandbox',
    pattern: /LSUB \(\\HasNoChildren\)/,
    instead: 'LSUB ()',
  },
  ...both('Dovecot overlooks arguments where there are none to be', /(NOOP|CAPABILITY) extra -> /),
  ...both('each says its own name', /ID NIL -> \* ID /),
  {
    why: 'POP: how many there are, and of what size, is said before a list, for people',
    on: 'sandbox',
    pattern: /^LIST -> \+OK \d+ \d+$/,
    instead: 'LIST -> +OK',
  },
  {
    why: 'Dovecot tells of flags while it answers a FETCH',
    on: 'Dovecot',
    pattern: /b: FETCH 3 \(UID\) -> \* [12] FETCH \(FLAGS/,
  },
];
