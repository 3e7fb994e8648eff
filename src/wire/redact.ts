// Hides what must not be in a transcript: secrets are found by the grammar of the dialogue, as byte ranges, never by
// what they look like. One redactor follows one connection's client side; what the server says holds no secrets.

import { parseImapCommand } from './imap/command.ts';
import { parsePopCommand } from './pop/command.ts';
import { parseSmtpCommand } from './smtp/command.ts';

export type RedactedProtocol = 'imap' | 'pop' | 'smtp';

const star = 0x2a;

export class Redactor {
  readonly #protocol: RedactedProtocol;
  /** The server has asked for the next line of a sign-in. */
  #inExchange = false;

  constructor(protocol: RedactedProtocol) {
    this.#protocol = protocol;
  }

  /**
   * A copy of one client unit (a line without its end, or an IMAP command with its literals) with stars in the place of
   * secrets. Its length stays the same.
   */
  client(unit: Buffer): Buffer {
    if (this.#inExchange) return stars(unit, [[0, unit.length]]);
    const shown = stars(unit, this.#ranges(unit));
    this.#inExchange = this.#startsExchange(unit);
    return shown;
  }

  /** To be told each line of the server: it ends an exchange, or goes on with it. */
  server(line: Buffer): void {
    if (!this.#inExchange) return;
    const text = line.toString('latin1', 0, 200);
    const goesOn = this.#protocol === 'smtp' ? /^334/.test(text) : /^\+(?!OK)/.test(text);
    // Untagged news do not end an IMAP exchange; its tagged answer does.
    const isNews = this.#protocol === 'imap' && text.startsWith('* ');
    if (!goesOn && !isNews) this.#inExchange = false;
  }

  #ranges(unit: Buffer): Array<readonly [number, number]> {
    switch (this.#protocol) {
      case 'imap':
        return imapSecrets(unit);
      case 'pop':
        return popSecrets(unit);
      case 'smtp':
        return smtpSecrets(unit);
    }
  }

  #startsExchange(unit: Buffer): boolean {
    switch (this.#protocol) {
      case 'imap':
        return parseImapCommand(unit)?.name === 'AUTHENTICATE';
      case 'pop':
        return parsePopCommand(unit)?.name === 'AUTH';
      case 'smtp':
        return parseSmtpCommand(unit)?.verb === 'AUTH';
    }
  }
}

function imapSecrets(unit: Buffer): Array<readonly [number, number]> {
  const command = parseImapCommand(unit);
  if (!command) return [];
  const { name, args } = command;
  if (name === 'AUTHENTICATE') {
    args.space();
    args.atom();
    return [[args.at, unit.length]];
  }
  if (name !== 'LOGIN') return [];
  // Where the user name cannot be read, nobody can say where the password begins: everything is hidden.
  const start = args.at;
  args.space();
  return [[args.astring() ? args.at : start, unit.length]];
}

function popSecrets(unit: Buffer): Array<readonly [number, number]> {
  const command = parsePopCommand(unit);
  if (command?.name === 'PASS') return [[command.argsStart, unit.length]];
  if (command?.name === 'APOP' || command?.name === 'AUTH') return [[behindFirstArgument(unit), unit.length]];
  return [];
}

function smtpSecrets(unit: Buffer): Array<readonly [number, number]> {
  return parseSmtpCommand(unit)?.verb === 'AUTH' ? [[behindFirstArgument(unit), unit.length]] : [];
}

function behindFirstArgument(unit: Buffer): number {
  return /^\S+\s+\S+/.exec(unit.toString('latin1'))?.[0].length ?? unit.length;
}

function stars(unit: Buffer, ranges: ReadonlyArray<readonly [number, number]>): Buffer {
  const copy = Buffer.from(unit);
  for (const [from, to] of ranges) {
    for (let at = from; at < to; at += 1) {
      const byte = copy[at] ?? 0;
      // Spaces and line ends stay, so that the shape of the line can still be read.
      if (byte !== 0x20 && byte !== 0x0d && byte !== 0x0a) copy[at] = star;
    }
  }
  return copy;
}
