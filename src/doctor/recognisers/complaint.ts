// What a program says to its user of a failed sign-in, where it keeps the server's own words to itself: dialog boxes, notes of
// phones and printers, log lines of help desks, in the languages that they are translated into most. It tells little, and is
// left out where anything else refused (settle.ts).

import type { Evidence, EvidenceOf } from '../evidence.ts';
import { lineOf, linesOf } from '../lines.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { part } from '../redact.ts';
import { anyOf } from './any-of.ts';
import { comparedAbroad, complaintsAbroad } from './complaint-abroad.ts';
import { withNext } from './reply-text.ts';
import { type Expression, worded } from './worded.ts';

const subject =
  'connection(?= setup failed)|log[- ]?(?:in|on)\\b|sign[- ]?(?:in|on)\\b|logging in|signing in|auth(?= for user)|authenticat\\w*|authenti[ck]\\w*|auth.?ed\\b|authoriz\\w*|credentials?|pass(?:word|wort)|user ?name|anmeld\\w*|authentifi\\w*|identifi(?:cation|ant)\\w*|mot de passe|connexion|contraseñ\\w*|autenti[ck]\\w*|inicio de sesi[oó]n|accesso|senha|aanmeld\\w*';
const refusal =
  'fail\\w*|refus\\w*|reject\\w*|denied|did not succeed|unsuccessful|not accepted|setup failed|no longer|stopped working|(?:does|did|do|is|are)(?: not|n.t) work\\w*|fehlgeschlagen|fehlschlägt|nicht mehr an\\b|nicht (?:mehr )?(?:angenommen|akzeptiert)|n.accepte (?:plus|pas)|ya no acepta|no acepta|não aceita|non accetta|nicht möglich|abgelehnt|échec|échou\\w*|fall[oóa]\\w*|non riuscit\\w*|fallit\\w*|falha|falhou|mislukt';
/** Words that stand beside anything: only next to it. */
const weak =
  'incorrect\\w*|invalid\\w*|wrong|error|unable to|cannot|can.t|can not|could ?n.?t|falsch\\w*|ungültig\\w*|erreur|incorrecte?s?|errón\\w*|incorrect[ao]s?|errore';
/** Dots in the names of hosts and in addresses end no sentence. */
const near = '(?:[^\\n.;!?]|\\.(?=[\\w-])){0,120}?';
const beside = '[^\\n.;!?]{0,24}?';
/** No letter stands before it. To read `\\p{L}`, which is all of Unicode's, takes Node.js half a millisecond at every start. */
const begins = '(?<![A-Za-z\\u00c0-\\u1fff\\u3040-\\ud7ff\\uff21-\\uffdc])';
const complaints = new RegExp(
  `(?:\\b(?:${subject})(?:${near}${begins}(?:${refusal})|${beside}${begins}(?:${weak}))|${begins}(?:(?:${refusal})${near}|(?:${weak})${beside})\\b(?:${subject}))|(?:認証|ログイン|ログオン|サインイン|接続).{0,12}(?:失敗|できません|できない|できず|エラー|拒否)|(?:is|was|are|were|gets?|got|been)(?: not|n.t) (?:authenticated|logged in)\\b|(?:asks?|asking|prompt\\w*|requests?|requesting|wants?) (?:me |us |it )?(?:again |constantly |always |every time )?(?:for )?(?:a |the |my |to )?(?:re-?log-?in|re-?auth\\w*|re-?enter|password|credentials|log ?in)\\b|(?:user ?names? (?:and|&|\\/) )?passwords? (?:is|are|was|were) (?:\\w+ )?(?:correct|right|valid)|\\b(?:keeps?|kept|constantly|repeatedly|always|again and again)\\b.{0,40}\\b(?:ask\\w*|prompt\\w*|want\\w*)\\b.{0,30}\\bpassword\\b|\\b(?:asks?|asking|prompts?|prompting)\\b.{0,30}\\bpassword\\b.{0,40}\\b(?:again|repeatedly|every time|over and over|constantly|all the time)|\\b(?:imap|pop3?|smtp|exchange(?: online)?|(?:mail ?)?server)\\b(?: (?!\\S*n[o']t\\b|never)\\S+){0,3} (?:refus|reject|den(?:y|ies|ied)|(?:does ?n[o.']?t|won.t|will not) (?:accept|take))\\w{0,3}(?: \\S+){0,3} (?:access[ _-]?)?token\\b|(?<!refresh[ _-])\\btoken (?:is|was|gets|got|is being) (?:silently |always |then |simply )?(?:refused|rejected|denied|not accepted)(?: \\S+){0,2} (?:by|at|over|in|on) (?:the |our )?(?:imap|pop3?|smtp|exchange|outlook|mail)\\b|トークンが?.{0,8}(?:拒否|受け付けられ)|fragt .{0,40}(?:kennwort|passwort)|(?:kennwort|passwort)abfrage|(?:redemande|demande (?:sans cesse|toujours|sans arrêt)).{0,30}mot de passe|(?:pide|solicita|vuelve a pedir).{0,30}contraseña|(?:pede|solicita).{0,30}senha|パスワード(?:を|の入力を|の入力が)?.{0,10}(?:何度も|繰り返し|毎回|求め|聞かれ|要求)|(?:反复|一直|不断)(?:要求|提示|弹出).{0,8}密码|パスワードは(?:正し|合って)|パスワードを受け付け(?:ない|ません|なく)|パスワードが(?:違|間違|正しくな)|(?:身份验证|身份驗證|登录|登入|认证).{0,8}(?:失败|失敗|出错|错误)|(?:无法|無法)(?:登录|登入)`,
  'i',
);
const providers: readonly (readonly [EvidenceOf<'complaint'>['provider'], Expression])[] = [
  [
    'microsoft',
    worded(
      anyOf(
        /outlook\.(?:office|com|jp)|office ?365|microsoft ?365|\bM365\b|\bO365\b|exchange online/i,
        /hotmail|\bazure\b|\bentra\b|@live\.|@msn\.|\bMS (?:account|365|exchange)/i,
        /\bmicrosoft (?:account|mail|login|sign)/i,
      ),
    ),
  ],
  ['google', worded(/\bgmail|googlemail|google workspace|\bg suite/i)],
  ['yahoo', worded(/\byahoo|\baol\b/i)],
];
/** Whom the program of that name speaks to is not said; where nobody else is named it is most often Microsoft. */
const outlook = worded(/\boutlook\b(?! express)/i);
/** Of those whose mailboxes take tokens, Microsoft's identity server alone is asked in these words. */
const ofEntra = worded(
  /\bclient[_ ]credentials\b|\bMSAL|\bacquire_?token|\.AccessAs(?:App|User)\b|\bSMTP\.Send/i,
);
/** What works is not what it is about. */
const compared = anyOf(
  /\b(?:gmail|googlemail|google|yahoo|icloud|gmx)\b[^.\n;]{0,40}\b(?:works?|working|worked|fine|ok|okay|connects?|connected|no problems?)\b/gi,
  /\b(?:works?|working|worked|fine|ok|connects?) (?:\w+ ){0,4}(?:with|for|via|on|using|to) (?:my |our |the |an? )?(?:gmail|googlemail|google|yahoo|icloud|gmx)\b/gi,
);
/** A protocol that works is not the one that it is about, either. */
const working =
  /\b(?:imap|pop3?|smtp)s?\b(?:(?!\b(?:not|nicht|kein\w{0,2}|pas|no|non|não|niet)\b|n.t\b)[^.\n;。]){0,24}?(?:\b(?:works?|working|fine|ok|okay|funktioniert|klappt|geht|läuft|fonctionne|marche|funciona|funziona|werkt)\b(?! (?:not|nicht|pas|niet)\b)|問題な|動(?:く|き|いて)|でき(?:る|ます|て)|正常|没有?问题|可以|잘 ?[되됩])/gi;
/** One of them is named. */
const others = worded(/gmail|google|yahoo|icloud|gmx/i);
const protocols: readonly (readonly [EvidenceOf<'complaint'>['protocol'], Expression])[] = [
  [
    'smtp',
    worded(
      anyOf(
        /\bsmtp|\bsend(?:s|ing)?\b|outgoing|scan[- ]?to/i,
        /送信|スキャン/i,
        /versand|\bsenden|envoi|envoy|enviar|envío|\binvi(?:o|are)\b|verzend|verstu[ur]/i,
        /发送|發送|发信|발신|송신|보내/i,
      ),
    ),
  ],
  ['pop', worded(/\bpop ?3?s?\b|pop-mail/i)],
  [
    'imap',
    worded(
      /\bimap\b|\binbox|receiv|受信|empfang|abruf|r[ée]ception|recibir|receber|ricevere|ontvang|收信|接收|수신/i,
    ),
  ],
];

/** Nothing is refused yet in a question, a condition or advice. */
const asked = /[?？]\s{0,3}$|\b(?:if|whether|should|how to|fix(?:ed|es)?)\b/i;

export const complaint: Recogniser = {
  name: 'complaint of a program',
  wants: /[a-z]{3}|[぀-ヿ一-鿿]/i,
  *whole(text): Iterable<Evidence> {
    // Of a long log nobody would say that it has nothing else to tell.
    if (text.length > 12_000) return;
    const about = others.test(text) ? text.replace(compared, ' ').replace(comparedAbroad, ' ') : text;
    const named = providers.filter(([, pattern]) => pattern.test(about));
    // Whoever says that another provider's mailbox works compares it with one of Microsoft's.
    const guessed = outlook.test(about) || ofEntra.test(about) || (about !== text && !others.test(about));
    const [provider = guessed ? 'microsoft' : undefined] = named[0] ?? [];
    if (provider === undefined || named.length > 1) return;
    const all = spokenIn(text) ?? spokenIn(text.replace(working, ' '));
    for (const { text: own, next, number } of linesOf(text)) {
      const line = (own.length > 40 ? withNext(own, next) : own).replace(/出来/g, 'でき');
      const match = line.length > 1_000 ? null : (complaints.exec(line) ?? complaintsAbroad.exec(line));
      if (!match || asked.test(sentenceAround(line, match))) continue;
      const place = placeOf(lineOf({ text: line, number }));
      // Its own sentence first: the other protocol is often named as the one that works.
      const from = Math.max(...[...'.:;。"“„'].map((end) => line.lastIndexOf(end, match.index - 1)), 0);
      const [itsOwn = ''] = line.slice(from === 0 ? 0 : from + 1, match.index + 160).split('。', 1);
      const sentence = itsOwn.replace(working, ' ');
      const protocol = spokenIn(sentence) ?? all ?? 'unknown';
      yield {
        kind: 'complaint',
        provider,
        protocol,
        text: part(line, match.index - 60, match.index + 200),
        place,
      };
      return;
    }
  },
};

/** A line may be a paragraph, and what is asked in it another sentence. */
function sentenceAround(line: string, { index, 0: found }: RegExpExecArray): string {
  const before = Math.max(...['. ', '! ', '? ', '。', '！', '？'].map((end) => line.lastIndexOf(end, index)));
  const after = /[.!?](?=\s)|[。！？]/.exec(line.slice(index + found.length));
  return line.slice(before + 1, after ? index + found.length + after.index + 1 : line.length);
}

/** The protocol, where only one is spoken of. */
function spokenIn(text: string): EvidenceOf<'complaint'>['protocol'] | undefined {
  const spoken = protocols.filter(([, pattern]) => pattern.test(text)).map(([protocol]) => protocol);
  // POP receives as well.
  const one =
    spoken.includes('pop') && !/\bimap\b/i.test(text) ? spoken.filter((it) => it !== 'imap') : spoken;
  return one.length === 1 ? one[0] : undefined;
}
