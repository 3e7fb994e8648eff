// Commands that a client sent, out of a debug log or a pasted session: they tell which command a reply answers, by which
// mechanism somebody signed in, and as whom. What is behind them (passwords, tokens) is not looked at here.

import type { Evidence } from '../evidence.ts';
import { placeOf, type Reading, type Recogniser } from '../recogniser.ts';
import { anyOf } from './any-of.ts';
import { worded } from './worded.ts';

/** What may be a tag, and the word behind it. */
const tagged =
  /(?<=^|[\s'"`>])([A-Za-z]{0,12}[.-]?\d{1,10}|[A-Za-z]{1,2}\d[A-Za-z0-9]{0,8}|[0-9A-Fa-f]{1,6}|[a-z.]{1,6})[ \t]{1,3}(?=(UID[ \t])?([A-Z]{2,12})\b)/gi;
const imap = new Set(
  'AUTHENTICATE LOGIN SELECT EXAMINE LIST LSUB NAMESPACE STATUS FETCH SEARCH STORE COPY MOVE APPEND EXPUNGE IDLE NOOP CAPABILITY ID LOGOUT STARTTLS ENABLE SORT CLOSE UNSELECT XLIST'.split(
    ' ',
  ),
);
const smtp = worded(/^(EHLO|HELO|STARTTLS|AUTH|MAIL FROM|RCPT TO|DATA|BDAT|QUIT|RSET)\b(?:[ \t:]+(.*))?/);
const pop = worded(
  /^(USER|PASS|APOP|AUTH|STAT|LIST|RETR|DELE|TOP|UIDL|CAPA|STLS|QUIT|NOOP|RSET)(?:[ \t]+(.*))?$/,
);
/** JavaMail and Angus hide the command itself. */
const traced = worded(
  /\bDEBUG (IMAPS?|SMTPS?|POP3S?): (?:AUTHENTICATE |AUTH )?([A-Z0-9-]{3,20}) (?:command trace suppressed|authentication|succeeded|failed)/i,
);
const authWith = worded(
  anyOf(
    /\b(?:authenticat\w{0,5}|sign\w{0,3}|log\w{0,3}) (?:attempt )?(?:using|with|via|by|method:?)[ "'(]{1,3}(?:SASL |mechanism |method )?(XOAUTH2|OAUTHBEARER|PLAIN|LOGIN|CRAM-MD5|NTLM)\b/i,
    /\bRetrying (?=(?:PLAIN|LOGIN|CRAM-MD5|NTLM|XOAUTH2) authentication)(\w[\w-]{2,10})/i,
    /\(method (XOAUTH2|OAUTHBEARER|PLAIN|LOGIN|CRAM-MD5|NTLM)\)/i,
  ),
);
const address = /[A-Za-z0-9!#$%&*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/;
const mechanisms = worded(/^(?:XOAUTH2|OAUTHBEARER|PLAIN|LOGIN|CRAM-MD5|NTLM|GSSAPI|DIGEST-MD5)$/i);

export const mailCommand: Recogniser = {
  name: 'mail command',
  keepsBooks: true,
  wants: worded(
    /\b(?:AUTHENTICATE|LOGIN|SELECT|EXAMINE|LIST|LSUB|NAMESPACE|STATUS|FETCH|SEARCH|STORE|APPEND|IDLE|EHLO|HELO|AUTH|MAIL FROM|RCPT TO|DATA|STARTTLS|USER|PASS|CAPA|CAPABILITY|STLS|STAT|RETR|UIDL|QUIT|NOOP|LOGOUT|COPY|MOVE|EXPUNGE|XOAUTH2|OAUTHBEARER)\b/i,
  ),
  *line(line, reading): Iterable<Evidence> {
    const place = placeOf(line);
    const hidden = traced.exec(line.text) ?? undefined;
    if (hidden) {
      const protocol = protocolOf(hidden[1] ?? '');
      const mechanism = mechanisms.test(hidden[2] ?? '') ? (hidden[2] ?? '').toLowerCase() : '';
      reading.protocol = protocol;
      reading.commands.set('', protocol === 'imap' ? 'AUTHENTICATE' : 'AUTH');
      if (mechanism !== '') yield { kind: 'sign-in', protocol, mechanism, user: '', place };
      return;
    }
    const said = authWith.exec(line.text);
    if (said) {
      const mechanism = (said[1] ?? said[2] ?? said[3] ?? '').toLowerCase();
      yield { kind: 'sign-in', protocol: reading.protocol, mechanism, user: '', place };
      return;
    }
    const command = smtpOrPop(line.bare, reading) ?? imapOf(line.text, reading);
    if (!command) return;
    const { protocol, name, rest } = command;
    const signIn = signInOf(name, rest);
    if (!signIn) return;
    yield { kind: 'sign-in', protocol, ...signIn, place };
    if (signIn.user !== '' && address.test(signIn.user)) yield { kind: 'user', address: signIn.user, place };
  },
};

interface Command {
  readonly protocol: 'imap' | 'pop' | 'smtp' | 'unknown';
  readonly name: string;
  readonly rest: string;
}

function imapOf(text: string, reading: Reading): Command | undefined {
  for (const match of text.matchAll(tagged)) {
    const [before, tag = '', uid = '', word = ''] = match;
    const name = word.toUpperCase();
    if (!imap.has(name)) continue;
    // Lower case is typed by people, and written by people who mean no command at all: then there is a digit in the tag.
    if (word !== name && !/\d/.test(tag)) return undefined;
    const behind = text.slice(match.index + before.length + uid.length + word.length);
    const rest = /^[ \t]+(.*)/.exec(behind)?.[1] ?? '';
    if (/^(?:failed|completed|command|result)\b/i.test(rest)) return undefined;
    if (reading.commands.size > 2_000) reading.commands.clear();
    reading.commands.set(tag, name);
    reading.commands.set('', name);
    reading.protocol = 'imap';
    return { protocol: 'imap', name, rest };
  }
  return undefined;
}

function smtpOrPop(bare: string, reading: Reading): Command | undefined {
  const mail = smtp.exec(bare);
  if (mail && !(mail[1] === 'AUTH' && reading.protocol === 'pop')) {
    const name = (mail[1] ?? '').split(' ')[0] ?? '';
    if (name === 'EHLO' || name === 'HELO' || name === 'MAIL' || name === 'RCPT') reading.protocol = 'smtp';
    if (reading.protocol === 'imap' && /^(?:DATA|QUIT|AUTH)$/.test(name)) return undefined;
    reading.commands.set('', name);
    return {
      protocol: reading.protocol === 'unknown' && name === 'AUTH' ? 'unknown' : 'smtp',
      name,
      rest: mail[2] ?? '',
    };
  }
  const post = pop.exec(bare);
  if (!post || reading.protocol === 'imap' || reading.protocol === 'smtp') return undefined;
  const name = post[1] ?? '';
  if (name !== 'AUTH') reading.protocol = 'pop';
  reading.commands.set('', name);
  return { protocol: reading.protocol, name, rest: post[2] ?? '' };
}

function signInOf(name: string, rest: string): { mechanism: string; user: string } | undefined {
  if (name === 'AUTHENTICATE' || name === 'AUTH') {
    const word = /^["']?([A-Za-z0-9-]{3,20})\b/.exec(rest)?.[1] ?? '';
    return mechanisms.test(word) ? { mechanism: word.toLowerCase(), user: '' } : undefined;
  }
  if (name === 'LOGIN' || name === 'USER' || name === 'APOP') {
    const user = /^"((?:[^"\\]|\\.){1,200})"|^(\S{1,200})/.exec(rest);
    const who = user?.[1] ?? user?.[2] ?? '';
    return { mechanism: 'login', user: address.exec(who)?.[0] ?? '' };
  }
  return undefined;
}

function protocolOf(word: string): 'imap' | 'pop' | 'smtp' {
  return /^IMAP/i.test(word) ? 'imap' : /^POP/i.test(word) ? 'pop' : 'smtp';
}
