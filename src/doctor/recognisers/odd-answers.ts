// Answers that are right and were not expected: success without a body, a list of mechanisms of which the client knows none,
// and a greeting by somebody else than who was called. Two things that stand apart in the text tell each of them together.

import type { Evidence } from '../evidence.ts';
import type { Recogniser } from '../recogniser.ts';
import { anyOf } from './any-of.ts';
import { placeAt } from './place-at.ts';
import { worded } from './worded.ts';

const notRead = worded(
  anyOf(
    /unexpected end of (?:JSON|data|input|file)|invalid json response body|unrecognized response, status: accepted/i,
    /expecting value: line 1 column 1|JSONDecodeError|JsonReaderException|JSON ?parse(?: error)?|not valid JSON/i,
    /(?:empty|no|without (?:a|any)) (?:response )?(?:body|string|content|json|payload)\b|syntax error.{0,20}json|json.{0,20}syntax error/i,
    /(?:parse|parsing|decode|decoding|deserialis|deserializ|read|reading|expects?|expected)\w{0,4}\b.{0,40}\bJSON\b|input does not contain any JSON tokens/i,
    /応答(?:の本文)?(?:が|は)空|本文(?:が|は)(?:ない|空)|JSON ?(?:として|の)(?:解析|パース|読)/i,
  ),
);
/** Calls of Graph that answer without a body where they succeed. */
const bodiless = worded(
  /\bSend-MgUser\w{0,3}Mail|\/(?:sendMail|microsoft\.graph\.sendMail|replyAll|createUploadSession)\b|\bsend_?mail\b|\/messages\/[^\s/]{1,300}\/(?:send|reply|forward)\b/i,
);
const noBody = worded(
  /\b20[24]\b(?=[^\n]{0,40}\b(?:accepted|no content|status|empty|body)|["',)\s.])|\bstatus: accepted\b/i,
);
const arrived = worded(
  anyOf(
    /\b(?:e-?mails?|mails?|messages?)\b.{0,30}\b(?:(?:is|are|was|were|gets?|got|has been|does get|still|nevertheless|anyway|actually) (?:\w+ ){0,2}(?:sent|delivered|received)|(?:does |do |did )?(?:arrives?|arrived|goes out|go out|went out|came through|comes through|reach\w{0,2}))\b/i,
    /メールは(?:ちゃんと|実際には|正常に|問題なく)?(?:届|送信され|送られ)(?!な|ませ)/i,
    /\b(?:mail|nachricht)\b.{0,24}\b(?:kommt (?:aber |trotzdem )?an|wurde (?:aber |trotzdem )?(?:gesendet|zugestellt))\b/i,
  ),
);

/** Nobody had a mechanism for what the server lists. */
const noneOfThem = worded(
  anyOf(
    /\b(?:no|none of|any)\b.{0,24}\b(?:auth\w{0,14}|sasl|sign-?in|log-?in) ?(?:mechanisms?|methods?|types?)\b.{0,40}\b(?:support\w{0,3}|know\w?|in common|compatible|match\w{0,3}|it can|usable|suitable)\b/i,
    /\b(?:no|none)\b.{0,16}\b(?:compatible|common|matching|suitable|supported|usable|shared)\b.{0,24}\b(?:mechanisms?|auth\w{0,14} (?:methods?|types?))\b/i,
    /\b(?:only|just) (?:speaks?|knows?|supports?|does|sends?|tries|uses?|implements?)\b.{0,16}\bOAUTHBEARER\b/i,
    /(?:対応|共通|使用可能|利用可能)(?:する|した|な|の)?(?:認証)?(?:方式|メカニズム|機構)が(?:な|見つか|ありま)/i,
    /\b(?:kein\w{0,2}|aucun\w{0,2}|ningún|nessun\w?)\b.{0,24}\b(?:mechanismus|mechanismen|verfahren|mécanisme|mecanismo|meccanismo)\b/i,
  ),
);
/** The list of Exchange: XOAUTH2, and not the mechanism of RFC 7628. */
const exchangeList = worded(
  anyOf(
    /\bAUTH=PLAIN\b.{0,16}\bAUTH=XOAUTH2\b|\bAUTH=XOAUTH2\b.{0,16}\bAUTH=PLAIN\b/i,
    /\bAUTH LOGIN XOAUTH2\b|\bSASL PLAIN XOAUTH2\b/i,
    /\b(?:only|just|nothing but) (?:has |offers? |lists? |advertises? |supports? )?(?:\w+ ){0,3}(?:PLAIN,?|LOGIN,?)(?: and| or|,|\/)? XOAUTH2\b/i,
  ),
);
const listsBearer = worded(/\bAUTH=OAUTHBEARER\b|\bAUTH [A-Z0-9 -]{0,60}OAUTHBEARER\b/);

/** Whom a program was told to call. */
const called = worded(/\bsmtp\.(?:office365|gmail|googlemail)\.com\b|\bsmtp-mail\.outlook\.com\b/i);
/** RFC 5321 sections 4.2 and 4.1.1.1: whoever answers names itself. */
const greeting =
  /(?<![\d.])(?:220|250)[ -](?=[\w.-]{4,120} (?:E?SMTP|Hello|greets|at your|ready|Exim|Microsoft|\[))((?:[a-z0-9-]{1,60}\.){1,6}[a-z]{2,12})/gi;
const theirs = /(?:^|\.)(?:google|gmail|googlemail|office365|outlook|office)\.com$/i;
/** A program on the way that was put there on purpose. */
const ownRelay = worded(/\brelay_?host\b|\brelay=|\bsmart_?host\b|\b(?:oauth2[-_ ]proxy|davmail)\b/i);
const toldForeign = worded(
  anyOf(
    /\b(?:host(?:er|ing)?|provider|isp|server|firewall|cpanel|whm|csf)\b.{0,40}\b(?:redirect|intercept|hijack|rerout|captur|forward)\w{0,4}\b.{0,40}\b(?:outgoing |outbound |all |my |our )?(?:smtp|port (?:25|465|587)|mail (?:traffic|connections?))\b/i,
    /\b(?:smtp|port (?:25|465|587))\b.{0,30}\b(?:is|are|was|were|gets?|got|being) (?:transparently |silently )?(?:redirected|intercepted|hijacked|rerouted|captured)\b/i,
    /\b(?:banner|greeting|EHLO|220|certificate)\b.{0,40}\b(?:names?|shows?|is|was|has|belongs to|from|of)\b.{0,24}\b(?:my|our|the) (?:web ?|own )?(?:host(?:er|ing)?|provider|isp|server)\b(?:.s)?/i,
    /\b(?:another|a different|the wrong|(?:my|our) (?:own|host.s|hoster.s|provider.s)) (?:mail )?server answers?\b.{0,40}\bsmtp\b/i,
    /smtp\S{0,24} ?ではなく.{0,8}別の(?:メール)?サーバーが応答/i,
    /\bSMTP Restrictions\b.{0,80}\b(?:off|disabl\w{2,3}|enabled?|on|whm|cpanel)\b|\bSMTP_BLOCK\b/i,
    /(?:サーバー会社|ホスティング|プロバイダー?|レンタルサーバー?).{0,24}SMTP.{0,24}(?:転送|リダイレクト|横取り|差し替え)/i,
    /\b(?:hoster|provider)\b.{0,30}\b(?:leitet|fängt)\b.{0,30}\bSMTP\b.{0,30}\b(?:um|ab)\b/i,
  ),
);

export const oddAnswers: Recogniser = {
  name: 'answer that was not expected',
  wants: worded(
    anyOf(
      /json|body|本文|応答|unrecognized response|mechanism|method|OAUTHBEARER|mécanisme|mecanismo|verfahren|方式|メカニズム/i,
      /220|250|smtp|banner|greeting/i,
    ),
  ),
  *whole(text): Iterable<Evidence> {
    if (text.length > 64 * 1024) return;
    const told = (value: string, at: number): Evidence => ({
      kind: 'told',
      fact: 'noticed',
      value,
      place: placeAt(text, at),
    });
    const unread = notRead.exec(text);
    if (unread && isBareSuccess(text)) yield told('empty-success', unread.index);
    const none = exchangeList.test(text) && !listsBearer.test(text) ? noneOfThem.exec(text) : null;
    if (none) yield told('no-common-mechanism', none.index);
    const foreign = greetingOfOther(text) ?? toldForeign.exec(text)?.index;
    if (foreign !== undefined) yield told('foreign-server', foreign);
  },
};

function isBareSuccess(text: string): boolean {
  if (/unrecognized response, status: accepted/i.test(text)) return true;
  return bodiless.test(text)
    ? noBody.test(text) || arrived.test(text) || bareEnd.test(text)
    : noBody.test(text) && arrived.test(text);
}

/** The end came before there was anything: of an answer that was cut short something has arrived. */
const bareEnd = worded(
  /unexpected end of (?:JSON|data|input)|line 1 column 1 \(char 0\)|invalid json response body/i,
);

function greetingOfOther(text: string): number | undefined {
  if (!called.test(text) || ownRelay.test(text)) return undefined;
  const greetings = [...text.matchAll(greeting)];
  return greetings.some(([, host = '']) => theirs.test(host)) ? undefined : greetings[0]?.index;
}
