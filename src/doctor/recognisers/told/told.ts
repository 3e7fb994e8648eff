// What people say of their case in words, English and Japanese: each sentence is a fact of facts.ts. Only prose is heard, and
// only what is said of the case itself; who asks "is it a shared mailbox?" has said nothing.

import type { Evidence } from '../../evidence.ts';
import type { FactName } from '../../facts.ts';
import { knowledge } from '../../knowledge/knowledge.ts';
import { type Line, lineOf } from '../../lines.ts';
import { placeOf, type Reading, type Recogniser } from '../../recogniser.ts';
import { anyOf } from '../any-of.ts';
import { withNext } from '../reply-text.ts';
import { hasAll, worded } from '../worded.ts';
import { isDeviceWithoutOAuth } from './devices.ts';
import { findingIn } from './findings.ts';
import { isAsked, sentencesOf } from './prose.ts';

const wants = anyOf(
  /[a-zà-ü]{2} (?:[\daeoyàèé]{1,3} )?[a-zà-ü]{2}|client_?credential|OAuth2Credential/i,
  /AccessAsApp|AccessPolicy|\bMail\.[A-Z]/i,
  /[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]|(?:Imap|Pop)Enabled/i,
  /SmtpClientAuthenticationDisabled|\bIMAP\b|\bPOP3?\b|\bSMTP\b|\\/i,
);
/** Which is told where no sentence names another. */
const ofAll: ReadonlySet<string> = new Set(['protocol', 'provider']);
/** Which a question tells, too. */
const intended: ReadonlySet<string> = new Set(['account.type', 'token.actor', 'flow', 'mailbox.kind']);
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
/** How somebody signs in where it works tells nothing of where it fails. */
const ofTheCase: ReadonlySet<string> = new Set(['flow', 'token.actor']);
const works =
  /^(?!.*\b(?:but|not|never|fails?|failing|error|cannot|until|after)\b)(?!.*n't\b).*\b(?:works|worked|is (?:fine|ok|okay)|succeeds|no problems?)\b/i;
/** Which protocol it is about is not told where another one works, or another thing. */
const elsewhere = anyOf(
  /(?<!now )(?<!now it )\b(?:works?|working|fine)\b(?! now)/,
  /では(?:動|問題)|(?:のほう|の方)は.{0,4}(?:動|問題|正常)/,
  /\b(?<!n[oã]o? |non )(?:funktioniert|klappt|fonctionne|marche|funciona|funziona|werkt)\b(?! (?:nicht|pas|niet))/,
  /正常|没有?问题|문제 ?없|잘 ?[되됩]/,
  /AccessAs|SMTP\.Send/,
);
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
  if (reading.proseLeft <= 0 && line.number < reading.endsFrom) return;
  const sentences = sentencesOf(line.text);
  if (!sentences) return;
  reading.proseLeft -= 1;
  const place = placeOf(line);
  for (const [fact, value] of factsIn(sentences)) yield { kind: 'told', fact, value, place };
}

type Fact = readonly [fact: FactName, value: string];

function* factsIn(sentences: readonly string[]): Iterable<Fact> {
  const helped = sentences.flatMap(
    (one, at) => findingIn(one) ?? findingIn(withOutcome(one, sentences[at + 1])) ?? [],
  );
  for (const value of new Set(helped)) yield ['helped', value];
  const timings = new Set<string>();
  for (const sentence of sentences) {
    for (const [fact, value] of ofSentence(sentence)) {
      if (helped.length > 0 && sinceThen.has(`${fact}=${value}`)) continue;
      if (fact === 'timing') timings.add(value);
      else yield [fact, value];
    }
  }
  // "The first hour is fine, afterwards it always fails" tells when it begins to fail.
  if (timings.size > 1) timings.delete('always');
  for (const value of timings) yield ['timing', value];
  const prose = sentences.join(' ');
  if (isDeviceWithoutOAuth(prose)) yield ['client.oauth', 'no'];
  if (!elsewhere.test(prose)) yield* ofAllSentences(prose);
}

function* ofSentence(sentence: string): Iterable<Fact> {
  const said = saidIn(sentence);
  const twin = said.some(([fact]) => fact === 'account.twin');
  const idle = said.some(([, value]) => value === 'idle-silent');
  const isQuestion = isAsked(sentence);
  for (const [fact, value] of said) {
    if (isQuestion && !intended.has(fact)) continue;
    if (ofTheCase.has(fact) && works.test(sentence)) continue;
    if (ofAll.has(fact) || (twin && fact === 'account.type') || (idle && value === 'notifications-stop'))
      continue;
    yield [fact, value];
  }
}

/** Whose mail it is, and of which protocol where only one is named. */
function* ofAllSentences(prose: string): Iterable<Fact> {
  const protocols = new Set(prose.match(/\b(?:IMAP|POP|SMTP)(?=3?\b)/g));
  for (const [fact, value] of saidIn(prose)) {
    if (fact === 'provider' || (fact === 'protocol' && protocols.size === 1)) yield [fact, value];
  }
}

/** "I switched it on. It works now." */
function withOutcome(sentence: string, next = ''): string {
  return next.length < 60 && outcome.test(next) ? `${sentence} ${next}` : '';
}

/** Of most sentences the words are not there, and their expressions are never made. */
function saidIn(text: string): Fact[] {
  const lower = text.toLowerCase();
  return knowledge()
    .told()
    .filter(
      ({ fact, words, pattern }) =>
        hasAll(lower, words) && (ofKinds.has(fact) ? affirms(text, pattern()) : pattern().test(text)),
    )
    .map(({ fact, value }) => [fact, value]);
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
