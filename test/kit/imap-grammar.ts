// RFC 3501 section 9 as a checker: every response that a test reads must be one that the grammar can derive, down to
// each field of ENVELOPE and BODYSTRUCTURE. What Exchange sends although it is no IMAP has to be allowed by name.

import { ImapScanner } from '../../src/wire/imap/scanner.ts';

export interface Lenience {
  /** `[COPYUID ..]` without `* OK`. */
  readonly bareCopyUid?: boolean;
  /** `Server Unavailable.` as a line. */
  readonly serverUnavailable?: boolean;
  /** Structures that Exchange writes and the grammar does not know. */
  readonly oddStructures?: boolean;
}

/** @throws Error naming what is wrong and where. */
export function checkImapResponse(unit: Buffer, lenience: Lenience = {}): void {
  if (lenience.bareCopyUid && /^\[COPYUID \d+ [\d:,]* [\d:,]*\]$/.test(unit.toString('latin1'))) return;
  if (lenience.serverUnavailable && unit.toString('latin1') === 'Server Unavailable.') return;
  new Check(unit, lenience).response();
}

class Check {
  readonly #scanner: ImapScanner;
  readonly #lenience: Lenience;

  constructor(unit: Buffer, lenience: Lenience) {
    this.#scanner = new ImapScanner(unit);
    this.#lenience = lenience;
  }

  response(): void {
    const scanner = this.#scanner;
    if (scanner.skip('+')) {
      this.#space();
      return this.#text();
    }
    if (!scanner.skip('*')) {
      // tag: ASTRING-CHAR without '+', so `]` is one.
      const tag = scanner.peek() === '"' ? undefined : scanner.astring()?.bytes.toString('latin1');
      if (tag === undefined || tag.includes('+')) this.#fail('a tag');
      this.#space();
      if (!/^(OK|NO|BAD)$/.test(scanner.atom() ?? '')) this.#fail('OK, NO or BAD');
      this.#space();
      return this.#respText();
    }
    this.#space();
    const number = scanner.number();
    if (number !== undefined) {
      this.#space();
      return this.#numbered(number);
    }
    const name = scanner.atom() ?? '';
    switch (name) {
      case 'OK':
      case 'NO':
      case 'BAD':
      case 'BYE':
      case 'PREAUTH':
        this.#space();
        return this.#respText();
      case 'CAPABILITY':
        return this.#many(() => this.#need(scanner.atom(), 'a capability'));
      case 'FLAGS':
        this.#space();
        this.#flagList();
        return this.#end();
      case 'LIST':
      case 'LSUB':
        return this.#list();
      case 'SEARCH':
        return this.#many(() => this.#positive());
      case 'STATUS':
        return this.#status();
      case 'NAMESPACE':
        for (let index = 0; index < 3; index += 1) {
          this.#space();
          this.#value();
        }
        return this.#end();
      case 'ID':
        this.#space();
        this.#value();
        return this.#end();
      default:
        this.#fail('a response that the grammar knows');
    }
  }

  #numbered(number: number): void {
    const scanner = this.#scanner;
    const name = scanner.atom();
    if (name === 'EXISTS' || name === 'RECENT') return this.#end();
    if (number < 1) this.#fail('a message number from 1 on');
    if (name === 'EXPUNGE') return this.#end();
    if (name !== 'FETCH') this.#fail('EXISTS, RECENT, EXPUNGE or FETCH');
    this.#space();
    this.#listOf(() => this.#attribute());
    this.#end();
  }

  #attribute(): void {
    const scanner = this.#scanner;
    const start = scanner.at;
    const name = scanner.atom() ?? '';
    if (name.startsWith('BODY[')) {
      scanner.at = start + 'BODY['.length;
      this.#section();
      this.#space();
      return this.#nstring();
    }
    this.#space();
    switch (name) {
      case 'FLAGS':
        return this.#flagList();
      case 'UID':
        return this.#positive();
      case 'RFC822.SIZE':
        return void this.#need(scanner.number(), 'a number');
      case 'INTERNALDATE':
        if (!/^"[ \d]\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d [+-]\d{4}"$/.test(this.#take(28)))
          this.#fail('a date-time');
        return;
      case 'RFC822':
      case 'RFC822.HEADER':
      case 'RFC822.TEXT':
        return this.#nstring();
      case 'ENVELOPE':
        return this.#envelope();
      case 'BODY':
      case 'BODYSTRUCTURE':
        if (this.#lenience.oddStructures) return this.#value();
        return this.#body(name === 'BODYSTRUCTURE');
      default:
        this.#fail(`an item of FETCH, not ${name}`);
    }
  }

  #section(): void {
    const scanner = this.#scanner;
    const rest = scanner.bytes.toString('latin1', scanner.at, scanner.at + 2000);
    const match =
      /^(?:(?:\d+\.)*HEADER\.FIELDS(?:\.NOT)? \(|(?:\d+\.)*(?:HEADER|TEXT|MIME)|(?:\d+\.)*\d+)?/.exec(rest);
    const written = match?.[0] ?? '';
    scanner.at += written.length;
    if (written.endsWith('(')) {
      scanner.at -= 1;
      this.#listOf(() => this.#need(scanner.astring(), 'the name of a field'));
    }
    if (!scanner.skip(']')) this.#fail('] behind the section');
    if (scanner.skip('<') && (scanner.number() === undefined || !scanner.skip('>'))) this.#fail('<number>');
  }

  #envelope(): void {
    this.#open();
    for (let field = 0; field < 10; field += 1) {
      if (field > 0) this.#space();
      if (field >= 2 && field <= 7) this.#addresses();
      else this.#nstring();
    }
    this.#close();
  }

  #addresses(): void {
    const scanner = this.#scanner;
    if (scanner.skip('NIL')) return;
    this.#open();
    do {
      this.#open();
      for (let field = 0; field < 4; field += 1) {
        if (field > 0) this.#space();
        this.#nstring();
      }
      this.#close();
    } while (scanner.peek() === '(');
    this.#close();
  }

  #body(extended: boolean): void {
    const scanner = this.#scanner;
    this.#open();
    if (scanner.peek() === '(') {
      while (scanner.peek() === '(') this.#body(extended);
      this.#space();
      this.#string();
      if (extended && scanner.space()) {
        this.#params();
        this.#extension();
      }
      return this.#close();
    }
    const type = this.#string().toLowerCase();
    this.#space();
    const subtype = this.#string().toLowerCase();
    this.#space();
    this.#params();
    for (const field of ['id', 'description'] as const) {
      this.#space();
      if (field) this.#nstring();
    }
    this.#space();
    this.#string();
    this.#space();
    this.#need(scanner.number(), 'octets');
    if (type === 'message' && subtype === 'rfc822') {
      this.#space();
      this.#envelope();
      this.#space();
      this.#body(extended);
      this.#space();
      this.#need(scanner.number(), 'lines');
    } else if (type === 'text') {
      this.#space();
      this.#need(scanner.number(), 'lines');
    }
    if (extended && scanner.space()) {
      this.#nstring();
      this.#extension();
    }
    this.#close();
  }

  #extension(): void {
    const scanner = this.#scanner;
    if (!scanner.space()) return;
    if (!scanner.skip('NIL')) {
      this.#open();
      this.#string();
      this.#space();
      this.#params();
      this.#close();
    }
    if (!scanner.space()) return;
    if (scanner.peek() === '(') this.#listOf(() => this.#string());
    else this.#nstring();
    if (scanner.space()) this.#nstring();
  }

  #params(): void {
    const scanner = this.#scanner;
    if (scanner.skip('NIL')) return;
    let count = 0;
    this.#listOf(() => {
      this.#string();
      count += 1;
    });
    if (count === 0 || count % 2 !== 0) this.#fail('pairs of parameters');
  }

  #list(): void {
    const scanner = this.#scanner;
    this.#space();
    this.#flagList();
    this.#space();
    if (!scanner.skip('NIL') && !/^"(?:[^"\\]|\\["\\])"/.test(this.#ahead(4))) this.#fail('a separator');
    else if (scanner.peek() === '"') this.#string();
    this.#space();
    this.#need(scanner.astring(), 'a folder');
    this.#end();
  }

  #status(): void {
    const scanner = this.#scanner;
    this.#space();
    this.#need(scanner.astring(), 'a folder');
    this.#space();
    this.#listOf(() => {
      if (!/^(MESSAGES|RECENT|UIDNEXT|UIDVALIDITY|UNSEEN)$/.test(scanner.atom() ?? '')) this.#fail('an item');
      this.#space();
      this.#need(scanner.number(), 'a number');
    });
    this.#end();
  }

  #respText(): void {
    const scanner = this.#scanner;
    if (scanner.skip('[')) {
      const end = scanner.bytes.indexOf(0x5d, scanner.at);
      if (end < 0) this.#fail('] behind the code');
      const code = scanner.bytes.toString('latin1', scanner.at, end);
      if (!codes.some((known) => known.test(code))) this.#fail(`a response code, not [${code}]`);
      scanner.at = end + 1;
      this.#space();
    }
    this.#text();
  }

  /** text: one character or more, none of them CR, LF or NUL. */
  #text(): void {
    // Exchange's `+ ` before XOAUTH2 has no text; RFC 3501 section 7.5 allows an empty base64 there.
    if (!/^[\x01-\x09\x0b\x0c\x0e-\x7f]*$/.test(this.#scanner.rest())) this.#fail('text of 7-bit characters');
  }

  #flagList(): void {
    this.#listOf(() => {
      if (!this.#scanner.skip('\\*')) this.#need(this.#scanner.flag(), 'a flag');
    });
  }

  /** Any nesting of lists, strings, numbers and NIL. */
  #value(): void {
    if (this.#scanner.peek() !== '(') {
      if (this.#scanner.number() === undefined) this.#nstring();
      return;
    }
    this.#open();
    while (!this.#scanner.skip(')')) {
      this.#value();
      this.#scanner.space();
    }
  }

  #nstring(): void {
    if (!this.#scanner.skip('NIL')) this.#string();
  }

  #string(): string {
    const token = this.#need(this.#scanner.string(), 'a string');
    if (token.kind === 'quoted' && /[^\x01-\x09\x0b\x0c\x0e-\x7f]/.test(token.bytes.toString('latin1'))) {
      this.#fail('only 7-bit characters between quotes');
    }
    if (token.bytes.includes(0)) this.#fail('no NUL in a string');
    return token.bytes.toString('latin1');
  }

  #positive(): void {
    if ((this.#scanner.number() ?? 0) < 1) this.#fail('a number from 1 on');
  }

  #many(item: () => void): void {
    while (!this.#scanner.atEnd) {
      this.#space();
      item();
    }
  }

  #listOf(item: () => void): void {
    this.#open();
    if (this.#scanner.skip(')')) return;
    for (;;) {
      item();
      if (this.#scanner.skip(')')) return;
      this.#space();
    }
  }

  #open(): void {
    if (!this.#scanner.skip('(')) this.#fail('(');
  }

  #close(): void {
    if (!this.#scanner.skip(')')) this.#fail(')');
  }

  #space(): void {
    if (!this.#scanner.space()) this.#fail('a space');
  }

  #end(): void {
    if (!this.#scanner.atEnd) this.#fail('the end of the response');
  }

  #take(size: number): string {
    const text = this.#ahead(size);
    this.#scanner.at += size;
    return text;
  }

  #ahead(size: number): string {
    return this.#scanner.bytes.toString('latin1', this.#scanner.at, this.#scanner.at + size);
  }

  #need<T>(value: T | undefined, what: string): T {
    return value ?? this.#fail(what);
  }

  #fail(expected: string): never {
    const { bytes, at } = this.#scanner;
    const before = bytes.toString('latin1', Math.max(0, at - 120), at);
    throw new Error(
      `not IMAP: expected ${expected}\nbehind ${JSON.stringify(before)}\n   got ${JSON.stringify(bytes.toString('latin1', at, at + 80))}`,
    );
  }
}

const codes = [
  /^(ALERT|PARSE|READ-ONLY|READ-WRITE|TRYCREATE)$/,
  /^(ALREADYEXISTS|NONEXISTENT|CANNOT|LIMIT|INUSE)$/, // RFC 5530
  /^(UNAVAILABLE|AUTHENTICATIONFAILED|AUTHORIZATIONFAILED|PRIVACYREQUIRED)$/, // RFC 5530
  /^TOOBIG$/, // RFC 4469
  /^CAPABILITY( [!#$&'+,\-./0-9:;<=>?@A-Z^_`a-z|}~]+)+$/,
  /^(UIDNEXT|UIDVALIDITY|UNSEEN) [1-9]\d*$/,
  /^PERMANENTFLAGS \([^()]*\)$/,
  /^BADCHARSET \([^()]+\)$/,
  /^APPENDUID [1-9]\d* [1-9]\d*$/,
  /^COPYUID [1-9]\d* [\d:,]+ [\d:,]+$/,
  // The name of Exchange's front end in the greeting has its brackets at the end of the text, not here.
];
