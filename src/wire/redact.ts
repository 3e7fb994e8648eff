// Where the secrets of a mail dialogue lie: found by the grammar of the commands, as byte ranges, never by what they
// look like. What is no command by the grammar could be anything, so nothing of it is shown but its first word.

import { parseImapCommand } from './imap/command.ts';
import { parsePopCommand } from './pop/command.ts';
import { decodeXoauth2 } from './sasl/xoauth2.ts';
import { parseSmtpCommand } from './smtp/command.ts';

export type MailProtocol = 'imap' | 'pop' | 'smtp';

/** What one unit of the client (a line, or an IMAP command with its literals) is. */
export interface ClientUnit {
  /** Upper case; undefined for what is no command. */
  readonly command: string | undefined;
  /** IMAP's tag. */
  readonly tag: string | undefined;
  readonly secrets: ReadonlyArray<readonly [from: number, to: number]>;
  /** It begins a sign-in of several lines, or is a whole one. */
  readonly signIn: boolean;
}

export function readClientUnit(protocol: MailProtocol, unit: Buffer): ClientUnit {
  switch (protocol) {
    case 'imap':
      return imapUnit(unit);
    case 'pop':
      return popUnit(unit);
    case 'smtp':
      return smtpUnit(unit);
  }
}

/** The unit with each secret replaced by what `write` makes of it. */
export function withoutSecrets(
  unit: Buffer,
  secrets: ClientUnit['secrets'],
  write: (secret: string) => string,
): string {
  let text = '';
  let at = 0;
  for (const [from, to] of secrets) {
    text += unit.toString('utf8', at, from) + (to > from ? write(unit.toString('latin1', from, to)) : '');
    at = to;
  }
  return text + unit.toString('utf8', at);
}

/** For people: how long it was is no secret, and how many lines neither. */
export function stars(secret: string): string {
  return secret.replace(/\S+/g, (word) => '*'.repeat(Math.min(word.length, 12)));
}

/** For a dialog file: a bearer token becomes a slot that somebody can fill, whatever else it was another. */
export function slotFor(protocol: MailProtocol, secret: string): string {
  const lead = /^\s*/.exec(secret)?.[0] ?? '';
  if (secret.trim() === '*' || secret.trim() === '') return secret;
  const bearer = decodeXoauth2(secret.trim());
  if (!bearer || /[<>{}\\]/.test(bearer.user)) return `${lead}{secret}`;
  return `${lead}b64<user=${bearer.user}\\x01auth=Bearer {${protocol}Token}\\x01\\x01>`;
}

function imapUnit(unit: Buffer): ClientUnit {
  const command = parseImapCommand(unit);
  if (!command || !imapCommands.has(command.name)) {
    if (/^done$/i.test(unit.toString('latin1'))) return plain('DONE');
    return {
      command: command?.name,
      tag: command?.tag,
      signIn: false,
      secrets: behindWords(unit, command ? 2 : unit.includes(' ') ? 1 : 0),
    };
  }
  const { tag, name, args } = command;
  if (name === 'AUTHENTICATE') {
    args.space();
    args.atom();
    return { command: name, tag, signIn: true, secrets: [[args.at, unit.length]] };
  }
  if (name !== 'LOGIN') return { command: name, tag, signIn: false, secrets: [] };
  // Where the user name cannot be read, nobody can say where the password begins: everything is hidden.
  const start = args.at;
  args.space();
  return { command: name, tag, signIn: true, secrets: [[args.astring() ? args.at : start, unit.length]] };
}

function popUnit(unit: Buffer): ClientUnit {
  const command = parsePopCommand(unit);
  if (!command || !popCommands.has(command.name)) {
    return { command: command?.name, tag: undefined, signIn: false, secrets: unknownLine(unit) };
  }
  const { name, argsStart } = command;
  const from =
    name === 'PASS' ? argsStart : name === 'APOP' || name === 'AUTH' ? afterWords(unit, 2) : undefined;
  const signIn = name === 'PASS' || name === 'APOP' || (name === 'AUTH' && command.args.length > 0);
  return { command: name, tag: undefined, signIn, secrets: from === undefined ? [] : [[from, unit.length]] };
}

function smtpUnit(unit: Buffer): ClientUnit {
  const command = parseSmtpCommand(unit);
  if (!command || !smtpCommands.has(command.verb)) {
    return { command: command?.verb, tag: undefined, signIn: false, secrets: unknownLine(unit) };
  }
  if (command.verb !== 'AUTH') return plain(command.verb);
  return { command: 'AUTH', tag: undefined, signIn: true, secrets: [[afterWords(unit, 2), unit.length]] };
}

function plain(command: string): ClientUnit {
  return { command, tag: undefined, signIn: false, secrets: [] };
}

/** A response to a question that was not asked is one word, and may look like a command: long ones are not shown. */
function unknownLine(unit: Buffer): ClientUnit['secrets'] {
  return behindWords(unit, unit.length > 12 ? 0 : 1);
}

function behindWords(unit: Buffer, words: number): ClientUnit['secrets'] {
  return [[words === 0 ? 0 : afterWords(unit, words), unit.length]];
}

/** Behind the first `words` words, before the white space that follows. */
function afterWords(unit: Buffer, words: number): number {
  const pattern = words === 1 ? /^\s*\S+/ : /^\s*\S+\s+\S+/;
  return pattern.exec(unit.toString('latin1'))?.[0].length ?? unit.length;
}

const list = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** RFC 3501 and the extensions that anybody is likely to try. */
const imapCommands = new Set([
  ...list('CAPABILITY NOOP LOGOUT STARTTLS AUTHENTICATE LOGIN SELECT EXAMINE CREATE DELETE RENAME SUBSCRIBE'),
  ...list(
    'UNSUBSCRIBE LIST LSUB STATUS APPEND CHECK CLOSE EXPUNGE SEARCH FETCH STORE COPY MOVE ID IDLE NAMESPACE',
  ),
  ...list('UNSELECT ENABLE XLIST SORT THREAD GETQUOTA GETQUOTAROOT COMPRESS'),
  ...['UID FETCH', 'UID STORE', 'UID SEARCH', 'UID COPY', 'UID MOVE', 'UID EXPUNGE'],
]);
/** RFC 1939, RFC 2449, RFC 2595, RFC 5034. */
const popCommands = list('USER PASS APOP AUTH STAT LIST RETR DELE NOOP RSET QUIT TOP UIDL CAPA STLS');
/** RFC 5321, RFC 3030, RFC 3207, RFC 4954 and names that were once commands. */
const smtpCommands = list(
  'EHLO HELO STARTTLS AUTH MAIL RCPT DATA BDAT RSET NOOP VRFY EXPN HELP QUIT ETRN TURN SEND SOML SAML',
);
