// Does somebody tell of a failure with mail in words of their own? Only then the likeness of those words means anything: a poem
// and the settings of a mail program are like some cause as well.

import type { Evidence } from '../evidence.ts';
import { linesOf } from '../lines.ts';
import { withoutSecretsIn } from '../recognise.ts';
import { placeOf } from '../recogniser.ts';
import { anyOf } from '../recognisers/any-of.ts';
import { unasked } from '../recognisers/unasked.ts';
import { textCharsMax } from './features.ts';

/** Of one's own, beside what a server or a program said. Fewer are like too much. */
const wordsMin = 12;
/** Of them so many that hold sentences together: a log has few. */
const smallWordsMin = 4;

/** @param known - what recognisers have read in it */
export function proseOf(text: string, known: readonly Evidence[], isCase: boolean): Evidence | undefined {
  if (text.length > textCharsMax) return undefined;
  const lines = [...linesOf(text)].filter((line) => !ofProgram.test(line.text) && !unasked.test(line.text));
  const own = lines.map((line) => wordsIn(line.text)).reduce(plus, none);
  const numbers = new Set(lines.map(({ number }) => number));
  const said = known
    .map((one) => ('text' in one && numbers.has(one.place.line) ? wordsIn(one.text) : none))
    .reduce(plus, none);
  if (own.all - said.all < wordsMin || own.small - said.small < smallWordsMin) return undefined;
  if (!isCase && !(failing.test(text) && ours.test(text))) return undefined;
  const first = lines.find((line) => wordsIn(line.text).small > 0);
  return first && withoutSecretsIn({ kind: 'prose', place: placeOf(first) });
}

/** A line of a dialogue, a log or a trace. */
const ofProgram =
  /^\s{0,20}(?:[SC]:|\+ |DEBUG|INFO|WARN|ERROR|TRACE|at |\d{3}[ -]|[A-Z]{1,4}\d{1,6} (?:OK|NO|BAD)\b|\[?\d{4}-\d\d-\d\d|[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:)/;

interface Count {
  readonly all: number;
  readonly small: number;
}

const none: Count = { all: 0, small: 0 };

function plus(a: Count, b: Count): Count {
  return { all: a.all + b.all, small: a.small + b.small };
}

/** Chinese, Japanese and Korean are written without spaces: of their characters two or three tell as much as a word. */
function wordsIn(text: string): Count {
  const words = text.toLowerCase().match(/[a-z\u00c0-\u024f\u0370-\u052f]+/g) ?? [];
  const characters = text.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g)?.length ?? 0;
  const particles = text.match(/[\u3040-\u309f\uac00-\ud7af的了是我不在有就也和这個个]/g)?.length ?? 0;
  return {
    all: words.filter((word) => word.length > 1).length + characters / 2.5,
    small: words.filter((word) => smallWords.has(word)).length + particles / 3,
  };
}

const smallWords: ReadonlySet<string> = new Set(
  [
    'the a an i we my our you your it its is was are were be been but and or when while with after before then this that',
    'these to in of for from on at by as not no only so if have has had do does did what how can will would there them they me us',
    'der die das den dem ein eine ich wir mein unser ist sind war und oder aber wenn nach mit auf im von zu nicht es sich auch bei für',
    'le la les un une je nous mon notre est sont et mais quand avec dans de du des pas sur pour ce qui que il elle',
    'el los una yo mi nuestro es son y pero cuando con en se por para lo al del o os um uma meu não com di che non per',
    'het een ik wij mijn maar als met op niet и в на не что как с после но мы я',
  ].flatMap((list) => list.split(' ')),
);

/** What people say of what does not go as it should, and that they ask for help. */
const failing = anyOf(
  /(?<!\b(?:do|must|should|fixed an?|corrected an?) )\b(?:not|can(?:not|'?t)|\w{2,6}n['’]t|(?:do|does|did|is|was|wo|ca)nt|fail(?:s|ed|ing|ures?)?|errors?|wrong|refus(?:es|ed|al)|den(?:ies|ied)|rejects?|rejected|unable|stop(?:s|ped)|los(?:t|es)|missing|nothing|never|no (?:longer|more|mail|message|response|refresh)|invalid|vanish(?:es|ed)?|disappears?|disappeared|twice|two times|duplicates?|broken?|crash(?:es|ed)?|endless|infinite|loop|hangs?|stuck|time(?:s|d)? ?out|expire[sd]|complains?|problems?|issues?|trouble|disconnect(?:s|ed)?|drops|dropped|aborts?|aborted|exceeded|unusual|delayed|late|keeps?|how (?:do|can|to)|why)\b/i,
  /\b(?:nicht|kein\w{0,2}|fehl\w{1,12}|verweigert|abgelehnt|doppelt|ungültig|nie|statt|ständig|warum|ne \w+ pas|erreur|échou\w{1,5}|refusé\w?|impossible|aucune?|toujours|no (?:puedo|puede|funciona|se|me|hay|llega)|(?:dejado|dejó|dejaron|parou|pararam|deixou|deixaram|smesso|cessé|arrêté) d[ei]|fall[ao]\w{0,2}|errore?|non|niet|geen|fout\w{0,6}|mislukt|não|erro|falha)\b/i,
  /ません|ない|なく|なり|エラー|失敗|不可|切れ|消え|どう|なぜ|오류|않|없|실패|어떻게|错误|失败|无法|不能|没有|не |ошибк/i,
);

/** What they speak of. */
const ours = anyOf(
  /\b(?:imap|smtp|pop3?|e-?mails?|mails?|mailbox(?:es)?|outlook|hotmail|exchange|office ?365|o365|microsoft|graph|x?oauth2?|offline_access|invalid_grant|access tokens?|refresh tokens?|token|azure|entra|inbox|thunderbird|gmail|sendmail|davmail|postfach|postfächer|posteingang|courriels?|messagerie|correos?|buzón|posta|caixa)\b/i,
  /メール|トークン|受信|送信|메일|邮件|邮箱|郵件|почт/i,
);
