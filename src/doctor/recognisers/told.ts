// What people say of their case in words, English and Japanese: each sentence is a fact of facts.ts. Only prose is heard, and
// only what is said of the case itself; who asks "is it a shared mailbox?" has said nothing.

import type { Evidence } from '../evidence.ts';
import { type Line, lineOf } from '../lines.ts';
import { placeOf, type Reading, type Recogniser } from '../recogniser.ts';
import { anyOf } from './any-of.ts';
import { withNext } from './reply-text.ts';
import { allSentences } from './told-all.ts';
import { isDeviceWithoutOAuth } from './told-devices.ts';
import { findingIn } from './told-findings.ts';
import type { Told } from './told-sentences.ts';
import { toldWords } from './told-words.ts';
import { unasked } from './unasked.ts';
import { hasAll, worded } from './worded.ts';

const wants = anyOf(
  /[a-zà-ü]{2} (?:[\daeoyàèé]{1,3} )?[a-zà-ü]{2}|client_?credential|OAuth2Credential/i,
  /AccessAsApp|AccessPolicy|\bMail\.[A-Z]/i,
  /[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]|(?:Imap|Pop)Enabled/i,
  /SmtpClientAuthenticationDisabled|\bIMAP\b|\bPOP3?\b|\bSMTP\b|\\/i,
);
/** A question, a condition or an offer tells nothing of the case; nor does advice. */
const asked = worded(
  anyOf(
    /\?\s{0,3}$|？\s{0,3}$|\b(?:if(?! (?:i|we)\b)|whether|unless|make sure|should|could it be)\b/i,
    /かどうか|場合は/i,
    /\b(?:wenn|falls|ob|vérifiez|verifique|asegúrese|assurez-vous|stellen sie|prüfen sie)\b/i,
    /如果|请(?:检查|确认)/i,
    /^\s{0,4}(?:please|use|ensure|visit|contact|try|send|check|see|navigate)\b/i,
  ),
);
/** "..., is that wrong?": what stands before it is told. */
const tag = /,\s{0,2}(?:is|are|was|does|do|did|could|can|why|what|right|correct|any)\b[^,]{0,60}\?\s{0,3}$/i;
/** Who asks how to do a thing has told what is to be done, with which account. */
const intent = worded(
  anyOf(
    /^\W{0,4}(?:can (?:i|we)|how (?:can|do|should|would|could) (?:i|we|one)|how to|is it possible to|is there (?:a|any) way to)\b(?!.{0,40}\b(?:check|know|tell|see|find|verify)\b)/i,
    /(?:方法はありますか|ことはできますか|どうすれば)/i,
  ),
);
/** Which is told where no sentence names another. */
const ofAll: ReadonlySet<string> = new Set(['protocol', 'provider']);
const intended: ReadonlySet<string> = new Set(['account.type', 'token.actor', 'flow', 'mailbox.kind']);
/** Where a sentence goes on with what a server or a program said. */
const quoted = anyOf(
  /AADSTS\s?\d{4,8}\s?:|(?:^|[^\d.])[245]\d\d[ :-]{1,2}#?\d\.\d{1,3}\.\d|-ERR\b/,
  /\b[A-Z][A-Za-z]{2,40}(?:Exception|Error)\b/,
);
/** Where a change has helped, this is how it is since then, and not how it was when it failed. */
const sinceThen: ReadonlySet<string> = new Set([
  'mailbox.switch=on',
  'security-defaults=off',
  'secret.copied=value',
  'secret.encoded=yes',
  'mailbox.access=yes',
  'send-as=yes',
  'licence=yes',
  'app.registered=yes',
  'token.audience=exchange',
  'token.permits=yes',
  'sign-in.mechanism=xoauth2',
]);
/** A short sentence that says what came of the one before. */
const outcome =
  /^(?:(?:and )?(?:it|now|everything|all|that|this|works?|fixed|solved|problem)\b|これで|無事)/i;
/** Lines of programs and protocols. Their words are read by others. */
const machine = anyOf(
  /^\s{0,20}(?:[A-Za-z0-9.*+-]{1,16} (?:OK|NO|BAD|BYE)\b|\+|-ERR|at (?!(?:times|first|least|the|my|our|this|that|home|work|night)\b)[\w.$<]+|File "|DEBUG|INFO|TRACE|ERROR|WARN|<|\{|\}|\[|"(?:[\w.$@/-]{0,60}"\s{0,3}[:,=]|[^"]{0,600}"?,?\s*$)|[A-Za-z-]{3,40}: \S+$|\d{4}-\d\d-\d\d|(?:[A-Z][a-z]{2} [ \d]\d )?\d\d:\d\d:\d\d|[SC]: |[<>]{1,3} (?:\w{1,16} )?[A-Z]{2,}|(?:[$%#] )?curl(?:\.exe)? (?:-|["']?https?:))/,
  /https?:\/\/\S{100,}/,
);
/** Dots in names of hosts end no sentence; dashes with space around begin another. */
const between = /(?<=[.!?;])\s{1,4}|(?<=[。？！])\s{0,4}|\s[-–—]{1,2}\s/;

/** What a chat, a ticket or a log puts before what a person wrote into it. Letters are told by range: `\p{L}` takes longer to read. */
const stamp =
  /^\s{0,8}\[?(?:\d{4}-\d\d-\d\d[T ])?\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z| ?[AP]M)?\]?\s{1,3}(?:\[[\w .-]{1,24}\]\s{1,3})?(?:<?[A-Za-z\u00c0-\u1fff\u3040-\ud7ff][A-Za-z\u00c0-\u1fff\u3040-\ud7ff .-]{0,30}>?:\s{1,3})?(?=[A-Za-z\u00c0-\u1fff\u3040-\ud7ff])/;
/** Programs do not speak of themselves. */
const personal =
  /^(?:It|Our|My|I|We|Yes)\b|\b(?:I|I've|I'm|we|my|our)\b|私|弊社|\b(?:ich|wir|mein|nous|notre)\b|我们?/;
/** Fields of tickets, in which people write; a message's own text and what a server said are others. */
const written = worded(
  /^(?:description|comments?|body|text|details|summary|title|question|problem|notes?|steps|environment)$/i,
);

/** A message that a program composed is one line, or goes on with a trace. */
const aPersons = /\b(?:I|my|our)\b|\n(?!Trace|\s{0,9}at )/;

export const told: Recogniser = {
  name: 'what people say',
  wants,
  *json(value, line, reading): Iterable<Evidence> {
    for (const [key, said] of Object.entries(value)) {
      if (typeof said !== 'string' || /^\s{0,8}[{[<]/.test(said)) continue;
      if (!written.test(key) && !(/^(?:message|msg)$/.test(key) && aPersons.test(said))) continue;
      for (const part of said.slice(0, 16_384).split('\n', 200)) {
        yield* heard(lineOf({ text: part, number: line.number }), reading);
      }
    }
  },
  *line(line, reading): Iterable<Evidence> {
    yield* heard(line, reading);
    // A sentence that was wrapped goes on in the next line.
    const whole = line.text.length > 50 ? withNext(line.text, line.next) : line.text;
    if (whole.length > line.text.length) yield* heard(lineOf({ text: whole, number: line.number }), reading);
  },
};

function* heard(line: Line, reading: Reading): Iterable<Evidence> {
  const beginning = line.text.slice(0, 2_000);
  // Without a colon there is no time of day, and the expression need not be compiled.
  const unstamped = beginning.includes(':') ? beginning.replace(stamp, '') : beginning;
  const text = (unstamped.length < line.text.length && personal.test(unstamped) ? unstamped : line.text)
    .replace(/^(?:[>|]\s?){1,8}/, '')
    .replace(/[’‘]/g, "'")
    // What is mostly written in kana is heard in kanji, too.
    .replace(/出来/g, 'でき')
    .replace(/無(?=[いくかし])/g, 'な')
    // Emphasis is no part of a sentence.
    .replace(/\*\*|__/g, '')
    // A code in brackets or in quotation marks is part of the sentence that somebody writes.
    .replace(/[("'`「](?:[245]\d\d )?#?[245]\.\d{1,3}\.\d{1,3}[)"'`」]/g, '')
    .replace(
      /^(?:\w{1,16} )?(?:NO|BAD) (?:\w{4,12} failed|User is authenticated but not connected)(?:\.|\s{1,3}[-–—]{1,2})\s{1,3}(?=\S)/,
      '',
    )
    // What somebody wrote behind an answer that they pasted.
    .replace(/^\{.{2,1500}\}\s{1,3}(?:[-–—]{1,2}\s)?(?=[A-Za-z\u3040-\u9fff])/, '');
  if (text.length > 2_000 || machine.test(text) || unasked.test(text)) return;
  if (reading.proseLeft <= 0 && line.number < reading.endsFrom) return;
  reading.proseLeft -= 1;
  let place: Evidence['place'] | undefined;
  const told = text
    .split(between)
    .map((sentence) => withoutTag(sentence.split(quoted, 1)[0] ?? ''))
    .filter((sentence) => sentence.length > 2 && (!asked.test(sentence) || intent.test(sentence)));
  const timings = new Set<string>();
  const helped = told.flatMap((one, at) => findingIn(one) ?? findingIn(withOutcome(one, told[at + 1])) ?? []);
  for (const value of new Set(helped)) {
    place ??= placeOf(line);
    yield { kind: 'told', fact: 'helped', value, place };
  }
  for (const sentence of told) {
    const said = saidIn(sentence);
    const twin = said.some(([fact]) => fact === 'account.twin');
    const idle = said.some(([, value]) => value === 'idle-silent');
    const meant = asked.test(sentence);
    for (const [fact, value] of said) {
      if (meant && !intended.has(fact)) continue;
      if (helped.length > 0 && sinceThen.has(`${fact}=${value}`)) continue;
      if (ofAll.has(fact) || (twin && fact === 'account.type') || (idle && value === 'notifications-stop'))
        continue;
      place ??= placeOf(line);
      if (fact === 'timing') timings.add(value);
      else yield { kind: 'told', fact, value, place };
    }
  }
  // "The first hour is fine, afterwards it always fails" tells when it begins to fail.
  if (timings.size > 1) timings.delete('always');
  for (const value of timings) yield { kind: 'told', fact: 'timing', value, place: place ?? placeOf(line) };
  // Which protocol it is about is told where only one is named.
  const prose = told.join(' ');
  if (isDeviceWithoutOAuth(prose))
    yield { kind: 'told', fact: 'client.oauth', value: 'no', place: (place ??= placeOf(line)) };
  const elsewhere = anyOf(
    /(?<!now )(?<!now it )\b(?:works?|working|fine)\b(?! now)/,
    /では(?:動|問題)|(?:のほう|の方)は.{0,4}(?:動|問題|正常)/,
    /\b(?<!n[oã]o? |non )(?:funktioniert|klappt|fonctionne|marche|funciona|funziona|werkt)\b(?! (?:nicht|pas|niet))/,
    /正常|没有?问题|문제 ?없|잘 ?[되됩]/,
    /AccessAs|SMTP\.Send/,
  ).test(prose);
  if (elsewhere) return;
  const ofProse = saidIn(prose);
  for (const [fact, value] of ofProse) {
    if (fact === 'provider') yield { kind: 'told', fact, value, place: (place ??= placeOf(line)) };
  }
  const protocols = prose.match(/\b(?:IMAP|POP3?|SMTP)\b/g);
  if (!protocols || new Set(protocols.map((one) => one.slice(0, 3))).size > 1) return;
  for (const [fact, value] of ofProse) {
    if (fact === 'protocol') yield { kind: 'told', fact, value, place: place ?? placeOf(line) };
  }
}

/** "I switched it on. It works now." */
function withOutcome(sentence: string, next = ''): string {
  return next.length < 60 && outcome.test(next) ? `${sentence} ${next}` : '';
}

function withoutTag(sentence: string): string {
  return sentence.includes(',') && sentence.includes('?') ? sentence.replace(tag, '.') : sentence;
}

/** Of most expressions none of the words is there, and they are never compiled. */
function saidIn(text: string): Told[] {
  const lower = text.toLowerCase();
  return allSentences.filter(
    ([fact, , pattern], at) =>
      hasAll(lower, toldWords[at] ?? []) && (ofKinds.has(fact) ? affirms(text, pattern) : pattern.test(text)),
  );
}

/** What something is: "not a shared mailbox" tells as little of it as a question does. */
const ofKinds: ReadonlySet<string> = new Set([
  'mailbox.kind',
  'account.type',
  'token.actor',
  'flow',
  'runs.on',
  'cloud',
]);
const deniedBefore =
  /(?:\b(?:not|no|never|nor|neither|instead of|rather than|kein\w{0,2}|nicht|pas)\b|n't\b)(?: (?:an?|any|the|my|our|use|using|have|as|on|in|from|eine?|de|une?|just))* ?["'`(]?$/i;
const deniedBehind = /^[ァ-ヶー一-鿿]{0,6} ?(?:では|じゃ)(?:な|あり)/;

function affirms(text: string, pattern: RegExp): boolean {
  let rest = text;
  for (let more = 0; more < 4; more += 1) {
    const match = pattern.exec(rest);
    if (!match) return false;
    const end = match.index + match[0].length;
    const before = rest.slice(Math.max(0, match.index - 40), match.index);
    if (!deniedBefore.test(before) && !deniedBehind.test(rest.slice(end))) return true;
    rest = rest.slice(Math.max(end, 1));
  }
  return false;
}
