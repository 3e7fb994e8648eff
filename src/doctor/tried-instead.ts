// What somebody tried beside what they came with: another port, a password instead of the token, another host. What became of
// that is told to be complete ("I tried 465 as well, but then ..."), and is not what they ask about. Nor is what they meet
// "sometimes" beside what they meet mostly.

import type { Evidence } from './evidence.ts';
import { linesOf } from './lines.ts';
import { anyOf } from './recognisers/any-of.ts';
import { isRefusal } from './settle.ts';

const textCharsMax = 12_000;

/** Something else is tried. What is so "now" is no trial any more. */
const trial = anyOf(
  /\b(?:i|we)(?:'ve| have|'d| had)? (?:also |even |then |just )?(?:tried|tested)\b(?!.{0,80}\bnow\b)/i,
  /\beven (?:if|when) (?:i|we) (?:try|use|take|switch)\b/i,
  /\b(?:if|when) (?:i|we) (?:instead )?(?:try|use|switch to|change to) (?:the )?(?:other|another|normal|port|plain|basic|password|ssl|tls|465|587|25)\b/i,
  /\b(?:besides|also|likewise|and),? with (?:the |an? )?(?:ordinary|normal|plain|basic|usual|classic)\b/i,
  /\bhaben? (?:auch|zudem|stattdessen)\b.{0,60}\b(?:versucht|probiert)\b/i,
  /\b(?:essayé|testé) (?:aussi|également)\b|\baussi (?:essayé|testé)\b/i,
  /\btambién (?:probé|probamos|intent[eé])/i,
  /も(?:試し|試して)/i,
  /\b(?:and|but|or|also|,) (?:sometimes|occasionally|now and then|once in a while)\b|\b(?:sometimes|occasionally) (?:also|even)\b/i,
  /\b(?:und|aber|oder) (?:manchmal|gelegentlich|ab und zu)\b|\bmanchmal auch\b|\b(?:et|mais|ou) (?:parfois|de temps en temps)\b/i,
  /\b[yoe] (?:a veces|de vez en cuando|(?:às|as) vezes|de vez em quando|a volte|ogni tanto)(?![a-zà-ü])|\ben soms\b/i,
  /(?:たまに|ときどき|時々)(?:は|、|「|[A-Z0-9])|(?:有时|有時|偶尔)(?:还|也|會|会)|가끔(?:은|씩)?/i,
);

/** What stands behind a trial, the server that it went to as well as the refusal, where another refusal stands before it. */
export function triedInstead(text: string, evidence: readonly Evidence[]): ReadonlySet<Evidence> {
  const refusals = evidence.filter((one) => isRefusal(one) && one.place.line > 0);
  if (refusals.length < 2 || text.length > textCharsMax || !trial.test(text)) return none;
  const lines = new Map([...linesOf(text)].map((line) => [line.number, line.text]));
  const trials = [...lines].flatMap(([line, said]): Position[] => {
    const at = said.search(trial);
    return at === -1 ? [] : [{ line, at }];
  });
  const [first] = trials;
  const aside = evidence.filter(
    (one) => one.kind !== 'told' && trials.some((from) => isBehind(placeOf(one, lines), from)),
  );
  const cameWith =
    first && refusals.some((one) => !aside.includes(one) && isBehind(first, placeOf(one, lines), Infinity));
  return cameWith ? new Set(aside) : none;
}

const none: ReadonlySet<Evidence> = new Set();

interface Position {
  readonly line: number;
  /** Of the character in it. */
  readonly at: number;
}

/** In its line, or in what is pasted right below it. */
const linesBelow = 3;

function isBehind(one: Position, other: Position, lines = linesBelow): boolean {
  if (one.line === other.line) return one.at > other.at;
  return one.line > other.line && one.line <= other.line + lines;
}

/** Where its code stands, or its words; of what has neither, the end of the line. */
function placeOf(one: Evidence, lines: ReadonlyMap<number, string>): Position {
  const said = lines.get(one.place.line) ?? '';
  const sign = signsOf(one).find((part) => part !== '' && said.includes(part));
  return { line: one.place.line, at: sign === undefined ? said.length : said.indexOf(sign) };
}

function signsOf(one: Evidence): readonly string[] {
  if (one.kind === 'oauth-error') return [String(one.numbers[0] ?? ''), one.error];
  if (one.kind === 'reply') return [one.enhanced, one.text.slice(0, 12)];
  if (one.kind === 'host') return [one.host];
  if (one.kind === 'graph-error') return [one.code, one.text.slice(0, 12)];
  return 'text' in one ? [one.text.slice(0, 12)] : [];
}
