// What of a line is prose, and its sentences: what a person wrote, without what a chat, a ticket or a mail program put around
// it, and without what a server or a program said in the middle of it.

import { anyOf } from '../any-of.ts';
import { unasked } from '../unasked.ts';
import { worded } from '../worded.ts';

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
/** Where a sentence goes on with what a server or a program said. */
const quoted = anyOf(
  /AADSTS\s?\d{4,8}\s?:|(?:^|[^\d.])[245]\d\d[ :-]{1,2}#?\d\.\d{1,3}\.\d|-ERR\b/,
  /\b[A-Z][A-Za-z]{2,40}(?:Exception|Error)\b/,
);
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

/** In characters: what is longer is no line that somebody wrote. */
const longestLine = 2_000;

/**
 * Those that tell something; who asks how to do a thing has told what is to be done.
 * @returns nothing of a line that is no prose
 */
export function sentencesOf(line: string): readonly string[] | undefined {
  const text = asWritten(line);
  if (text.length > longestLine || machine.test(text) || unasked.test(text)) return undefined;
  return text
    .split(between)
    .map((sentence) => withoutTag(sentence.split(quoted, 1)[0] ?? ''))
    .filter((sentence) => sentence.length > 2 && (!isAsked(sentence) || intent.test(sentence)));
}

/** Whether it asks, advises or supposes. */
export function isAsked(sentence: string): boolean {
  return asked.test(sentence);
}

function asWritten(line: string): string {
  const beginning = line.slice(0, longestLine);
  // Without a colon there is no time of day, and the expression need not be compiled.
  const unstamped = beginning.includes(':') ? beginning.replace(stamp, '') : beginning;
  return (
    (unstamped.length < line.length && personal.test(unstamped) ? unstamped : line)
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
      .replace(/^\{.{2,1500}\}\s{1,3}(?:[-–—]{1,2}\s)?(?=[A-Za-z\u3040-\u9fff])/, '')
  );
}

function withoutTag(sentence: string): string {
  return sentence.includes(',') && sentence.includes('?') ? sentence.replace(tag, '.') : sentence;
}
