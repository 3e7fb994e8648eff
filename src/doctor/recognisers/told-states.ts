// More of what told.ts listens for: how something is found to be when somebody looks (a box without its tick, a secret that
// has run out, an id of the other page), and how often it fails. In the languages of told-abroad.ts, too.

import { anyOf } from './any-of.ts';
import type { Told } from './told-sentences.ts';

export const states: readonly Told[] = [
  // Three and more of what opens a mailbox by itself.
  [
    'connections',
    'many',
    anyOf(
      /\b(?:[3-9]|\d{2,4}|three|four|five|six|seven|eight|nine|ten|twelve|a dozen|several|many) (?:\w+ )?(?:pods|replicas|instances|consumers|pollers|nodes|containers|servers|workers)\b.{0,80}\b(?:mail ?box|inbox|imap|polls?)\b/i,
      /同じメールボックス.{0,24}(?:[3-9]|\d{2,4}|複数) ?(?:台|個|つ|プロセス|インスタンス|スレッド)/i,
      /\b(?:[3-9]|\d{2,4}|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|mehrere|viele) (?:instanzen|prozesse|worker|server|pods)\b.{0,40}\bpostf[aä]ch/i,
    ),
  ],
  [
    'timing',
    'now-and-then',
    anyOf(
      /\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine) times (?:out )?of (?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred)\b/i,
      /\b(?:\d{1,2}|one|two|three|four|five) (?:out of|in) (?:every )?(?:\d{1,3}|two|three|four|five|six|eight|ten|twenty) (?:\w+ )?(?:attempts|tries|calls|requests|polls|connections|log-?ins|sign-?ins|runs|times)\b/i,
      /\b\d{1,2} ?% of (?:the |all |our )?(?:\w+ )?(?:attempts|tries|calls|requests|polls|connections|log-?ins|runs|time|cases)\b/i,
      /\bevery (?:second|third|fourth|other) (?:attempt|try|call|request|log-?in|poll|time)\b/i,
      /\d{1,3} ?回(?:に|中|のうち) ?\d{1,3} ?回|成功したり.{0,4}失敗したり|(?:できた|つながった)り.{0,4}(?:でき|つながら)なかったり/i,
      /\bjede[rs]? (?:zweite|dritte|vierte|fünfte) (?:versuch|aufruf|abruf)\b/i,
      /\bjede (?:zweite|dritte|vierte|fünfte) anmeldung\b/i,
    ),
  ],
  [
    'timing',
    'all-accounts-at-once',
    anyOf(
      /\b(?:all|every|each) (?:of )?(?:our |my |the )?(?:accounts?|mail ?boxe?s?|channels?|inboxe?s?)\b.{0,20}\b(?:turned|went|are|is)(?: now)? red\b/i,
      /\b(?:all|every|each)(?: of)?(?: (?:our|my|the|these|\d{1,3}|two|three|four|five|six|seven|eight|ten|twelve))* (?:\w+ )?(?:accounts?|mail ?boxe?s?|channels?|inboxe?s?|nodes?|workflows?|connections?|customers?)\b.{0,40}\b(?:(?:turned|went|gone|go|are|is)(?: now| all)? red|stopp\w{2,4}|fail\w{0,3}|broke|at the same time|at once)\b/i,
      /\b(?:hits?|affects?|affected|happens (?:to|for|with)) (?:all|every|many|several|multiple) (?:of )?(?:our |my |the )?(?:users?|customers?|accounts?|mail ?boxes|tenants?|people|workflows?)\b/i,
      /全(?:ての|部の)?(?:アカウント|ユーザー|メールボックス|チャネル)(?:で|が|の).{0,20}(?:失敗|エラー|一斉|同時|でき(?:な|ま)|止ま|停止)/i,
    ),
  ],
  [
    'account.type',
    'personal',
    /\b(?!microsoft)[a-z]{2,20}'s (?:old |own |private )?(?:hotmail|outlook\.com|live\.com|msn)\b/i,
  ],
  [
    'account.type',
    'personal',
    anyOf(
      /\b(?:log|sign)\w{0,3}[ -]?(?:in|on) (?:to|at|with|on) (?:live\.com|hotmail)\b/i,
      /\b(?:bei|von|mit|über|chez|sur|con|com) (?:hotmail|live\.com)\b/i,
      /\b(?:bei|chez|adresse|konto|compte|cuenta|conta)[ -](?:hotmail|outlook\.com|live\.com)\b/i,
    ),
  ],
  [
    'account.twin',
    'yes',
    anyOf(
      /\b(?:address|account|e-?mail)\b.{0,24}\b(?:exists?|is known|is registered|is there) (?:as|for|in|with) both\b/i,
      /\bsame (?:e-?mail )?address\b.{0,40}\b(?:personal|private)\b.{0,24}\b(?:work|school|business)\b/i,
      /同じ(?:メール)?アドレス.{0,24}個人.{0,12}(?:職場|学校|会社)/i,
    ),
  ],
  // It receives, and that is told beside what it does not do.
  [
    'works.elsewhere',
    'imap',
    anyOf(
      /\b(?:receives?|fetches|reads)\b(?:(?!\bnot\b|n.t\b).){0,40},? (?:but|yet|only|while) (?:sending|smtp|sends?|it (?:can.?not|does not|doesn.t|will not|won.t) send|can.?not send|outgoing)\b/i,
      /\b(?:sending|smtp|outgoing)\b.{0,40}\b(?:but|while|though) (?:it |the program |we |i )?(?:still )?(?:receives?|fetches|can (?:receive|read|fetch))\b/i,
      /\bempfängt\b.{0,40}\baber\b.{0,24}\b(?:sende|versend|verschick)/i,
      /\breçoit\b.{0,40}\bmais\b.{0,24}\benv|\brecibe\b.{0,40}\bpero\b.{0,24}\benv/i,
    ),
  ],
  [
    'noticed',
    'idle-silent',
    anyOf(
      /\bno (?:more |new |further )?(?:notifications?|events?|updates?|mails?|e-?mails?|messages?)\b.{0,60}(?:\bidle\b(?! ?timeout)|imapnotify\b)/i,
      /imapnotify\b.{0,70}\b(?:no (?:more |new )?(?:notifications?|events?|mails?)|silent(?:ly)?|stops?|hangs?|nothing|goes quiet|dead)\b/i,
    ),
  ],
  // An app has two, and only one of the pages says whose it is.
  [
    'app.registered',
    'wrong-object-id',
    anyOf(
      /\btwo (?:different )?object[- ]?ids\b/i,
      /\b(?:id|one)\b.{0,24}\bapp(?:lication)? registrations?\b.{0,16}\b(?:is|was) (?:not|the wrong)\b/i,
      /\b(?:used|took|taken|gave|passed|copied) the (?:id|one) (?:of|from|on|in|under)\b.{0,12}\bapp(?:lication)? registrations?\b/i,
      /オブジェクト ?ID ?[はが]? ?(?:2|二) ?(?:種類|つ)|アプリの登録.{0,24}ID ?では?なく/i,
      /\bzwei objekt-?ids?\b|\bdeux (?:id|identifiants?) d.objets?\b/i,
    ),
  ],
  [
    'mailbox.switch',
    'off',
    anyOf(
      /\b(?:authenticated smtp|imap4?|pop3?)\b["']? ha[sd] no (?:tick|check ?mark)\b/i,
      /\b(?:check ?box|box|tick|option)\b.{0,4}["' ](?:authenticated smtp|imap4?|pop3?)["']? (?:was|is) (?:empty|missing|not (?:ticked|checked|set)|un(?:ticked|checked))/i,
      /(?:SMTP|IMAP|POP).{0,4}の?チェック(?:ボックス)?が?(?:外れ|入って(?:い)?(?:ない|ません)|付いて(?:い)?(?:ない|ません))/i,
      /\bhaken\b.{0,24}(?:SMTP|IMAP|POP).{0,4}(?:fehlte?\b|war (?:nicht|weg))/i,
    ),
  ],
  [
    'works.elsewhere',
    'imap',
    /受信(?: ?[(（](?:IMAP|POP3?)[)）])? ?(?:だけ|のみ)?(?:は|なら|では)(?:でき(?!な|ませ)|問題(?:な|あり)|正常|成功)/i,
  ],
  // What a program that watches a mailbox meets when the token of its session ends.
  [
    'noticed',
    'session-expires',
    anyOf(
      /\b(?:handle|handling|session|connection|idle|watch\w*)\b.{0,30}\bsession expir\w+.{0,60}\b(?:oauth ?2?|token|imap|idle|mail ?box)\b/i,
      /\b(?:imap|idle|mail ?box|oauth ?2?|watch\w*)\b.{0,60}\bsession (?:expir\w+|ends|ended|is closed|times out)\b/i,
      /\bsession expir\w+\b.{0,40}\b(?:oauth ?2?|imap|idle)\b/i,
      /\b(?:idle|watch\w*|open (?:imap )?(?:session|connection))\b.{0,60}\b(?:when|after|once|because) the (?:access )?token (?:expires?|expired|ends|ran out|runs out)\b/i,
      /\btoken (?:expires?|expired|runs out|ran out)\b.{0,40}\b(?:while|during|in the middle of)\b.{0,24}\b(?:idle|idling|watching|session|sync)\b/i,
      /(?:IDLE|IMAP).{0,24}(?:セッション|接続).{0,12}(?:期限|失効|切れ)/i,
      /トークン.{0,10}(?:期限|失効).{0,24}(?:IDLE|セッション).{0,12}(?:切れ|閉じ|止ま)/i,
      /\b(?:IMAP|IDLE)-?(?:sitzung|verbindung)\b.{0,40}\b(?:abgelaufen|läuft ab|ablauf)/i,
    ),
  ],
  // A program that waits on localhost for the browser to come back, or for a mail program, meets another one there.
  [
    'noticed',
    'port-taken',
    anyOf(
      /\b(?:port:? ?\d{2,5}|(?:the|that|this|its|same|local|redirect) port)(?: on localhost)?,? (?:(?:is|was|were|being|seems) )?(?:already |also )?(?:to be )?(?:taken|occupied|busy|in use|used by|blocked by|conflicts? with)\b/i,
      /\blocalhost(?::\d{2,5})?\b.{0,60}\b(?:belongs to|answered by|used by|page of|instead (?:shows|opens)|another (?:program|service|app|server|application)|(?:welcome|login|start) page of|jenkins|apache|tomcat|nginx|grafana|IIS|xampp)\b/i,
      /\b(?:localhost|redirect\w*|browser|port)\b.{0,80}\b(?:(?:start|welcome|login|index|default|home|admin) page (?:of|from) (?!microsoft|office|outlook)|(?:page|answer) (?:of|from) (?:my |the |our |an? )?(?:nginx|apache|tomcat|jenkins|IIS|grafana|xampp|web ?server|nas|router|media server|home assistant|other program))\b/i,
      /\b(?:another|other|different) (?:program|service|process|server|app|application)\b.{0,40}\b(?:(?:on|at|has|had|uses?|used|using|listens?|listening|holds?|occupies|grabbed) ?(?:on |at )?(?:the |that |this |same )*port|localhost)\b/i,
      /ポート ?\d{0,5} ?(?:番 ?)?(?:が|は)(?:すでに|既に|別の\S{1,16}に|ほかの\S{1,16}に|他の\S{1,16}に)?(?:使用中|使われて|占有|塞が|衝突)/i,
      /\bport\b.{0,16}\b(?:belegt|bereits (?:verwendet|benutzt|in verwendung))\b/i,
      /\bport\b.{0,16}\b(?:déjà|deja) (?:utilisé|pris|occupé)/i,
      /\bpuerto\b.{0,16}\b(?:en uso|ocupado)\b/i,
    ),
  ],
  [
    'noticed',
    'lands-in-junk',
    anyOf(
      /(?<!\b(?:not|never|n.t|longer)\b.{0,40})\b(?:lands?|landed|landing|goes|go|going|went|gone|ends? up|ended up|ending up|arrives?|arrived|delivered|put|moved|filed|sorted|marked|flagged|classified|treated|considered|caught|seen|received|lost)\b.{0,30}\b(?:in|into|to|as|by|under)\b(?: \S+){0,3} \W?(?:junk|spam)\b/i,
      /\b(?:junk|spam) folder\b.{0,30}\binstead of\b/i,
      /迷惑メール ?(?:フォルダー?|扱い|ボックス)?(?:に|へ|として|と)(?:なる|なり|なって|入(?:る|り|って)|行|届|振り分け|分類|判定|移動|され)/i,
      /\b(?:landen|landet|gelandet)\b.{0,24}\b(?:im|in den) (?:junk|spam|unerwünscht)\w*/i,
      /\b(?:arriv|tomb|attérriss|atterriss|finiss|class)\w{1,5}\b.{0,24}\b(?:spams?|indésirables?)\b/i,
      /\b(?:llega|caen?|acaban?|terminan?)\w{0,2}\b.{0,24}\b(?:spam|correo no deseado)\b/i,
    ),
  ],
  [
    'noticed',
    'policy-removed',
    anyOf(
      /\bRemove-ApplicationAccessPolicy\b/i,
      /\b(?:removed?|deleted?|dropped|took away|taken away|got rid of) (?:\w+ ){0,4}polic(?:y|ies)\b/i,
      /\bpolic(?:y|ies)\b.{0,12}\b(?:was|were|is|are|has been|have been) (?:\w+ )?(?:removed|deleted|gone)\b/i,
      /\bno (?:more )?polic(?:y|ies) (?:any ?more|left)\b/i,
      /アプリケーション ?アクセス ?ポリシーを?.{0,6}(?:削除|消し)/i,
    ),
  ],
  [
    'leg',
    'refresh',
    anyOf(
      /\btokens? (?:did|does|do|was|were|is|are|could|can|would)(?:n.t| not|not) (?:being |get |getting |be )?(?:re-?new|refresh|updat)\w*/i,
      /\btoken (?:renewal|renewing) (?:stopp|fail|broke)\w*/i,
      /トークンが(?:更新され|リフレッシュされ)(?:ない|ません|なく|ず)/i,
      /\btoken wurde nicht (?:erneuert|aktualisiert)\b|\bjeton n.(?:a|est) pas (?:été )?renouvel/i,
    ),
  ],
  [
    'timing',
    'since-today',
    anyOf(
      /\b(?:sync\w{0,14}|imports?|importing|fetch(?:ing|es)?|poll(?:s|ing)|connections?|connectors?|integrations?|retrieval|e-?mails?|mails?|it|everything)\b(?: \S+){0,3} (?:(?:has|have) )(?:suddenly |just |now |all )?stopped\b(?! (?:after|every|when)\b)(?!.{0,40}\b(?:hours?|days?)\b)/i,
      /\b(?:went|turned|gone) (?:red|down|dead|silent) (?:today|this morning|yesterday|overnight|last night|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i,
      // A day is named, or that nobody touched anything.
      /(?<!\b(?:try|tri|fight|struggl|stuck|work|sit|look|test|search)\w{0,4}\b.{0,40})\bsince (?:about |around |last |this |early |late )*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|week(?:end)?\b)/i,
      /\b(?:since|as of|starting) (?:about |around |the )*(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}\b(?!\d))/i,
      /\b(?:before|until) that\b.{0,40}\b(?:ran|worked|was fine|were fine|no (?:problems?|trouble))\b/i,
      /\b(?:i|we|nobody|no one)(?:'ve|'d| have| had| has)? (?:changed|touched|altered|modified) (?:absolutely )?nothing\b(?! else)/i,
      /\b(?:(?:not|never|nobody|no one|without)(?: has| had| have| us| me| anybody| anyone)?|n't|without) (?:ever )?(?:chang|touch|alter|modif|edit)\w{1,4} (?:anything|any\b|a thing|the (?:settings|config\w*|setup))(?! else)/i,
      /\b(?:nothing|no (?:settings?|configuration|changes?))(?: at all| here| there)? (?:was|were|has been|have been|had been|got) (?:changed|touched|altered|modified|edited|made)\b/i,
      /(?:[月火水木金土日]曜日?|先週|週末|昨夜|昨晩|\d{1,2} ?月 ?\d{1,2} ?日) ?(?:から|以降|より)|(?:設定|何も?)(?:は|を|も)?(?:一切)?変え(?:て|た)(?:い)?(?:ない|ません|覚えは)|(?:設定|何)(?:は|を|も)?(?:一切)?変更して(?:い)?(?:ない|ません)/i,
      /\bseit (?:letzte[mnr] )?(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|\d{1,2}\. ?(?:\d{1,2}\.|[a-zä]{3,9}\b))|\b(?:nichts (?:wurde |ist |daran )?(?:geändert|verändert)|ohne (?:dass )?.{0,16}(?:änderung|geändert))/i,
      /\bdepuis (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|\bdesde (?:el |a |o )?(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|segunda|terça|quarta|quinta|sexta)\b|\bsans (?:rien |avoir rien )(?:changer|changé|modifier|modifié)|\bsin (?:haber )?cambi\w{2,3} nada\b/i,
      /(?<!never )\b(?:used to work|(?:worked|was working|has been working|ran|has been running|was running)(?: (?:fine|well|perfectly|ok|flawlessly|without (?:any )?(?:problems?|issues?|trouble)))? (?:before|previously|until now|so far|in the past|for (?:years|months|a long time|ages|(?:\w+ ){1,3}(?:years|months))))\b/i,
      /(?:これまで|今まで|以前)(?:は)?(?:問題なく|正常に|普通に)?(?:動い|使え|受信でき|送信でき|つながっ)て/i,
      /\b(?:lief|funktionierte|ging) (?:vorher|bisher|jahrelang|monatelang|immer)\b/i,
    ),
  ],
  [
    'sign-in.mechanism',
    'xoauth2',
    anyOf(
      /\b(?:imap|pop3?|smtp|exchange(?: online)?|(?:mail ?)?server)\b(?: (?!\S*n[o']t\b|never)\S+){0,3} (?:refus|reject|den(?:y|ies|ied)|(?:does ?n[o']t|won't|will not) (?:accept|take))\w{0,3}(?: \S+){0,3} (?:access[ _-]?)?token\b/i,
      /(?<!refresh[ _-])\btoken (?:is|was|gets|got|is being) (?:silently |always |then |simply )?(?:refused|rejected|denied|not accepted)(?: \S+){0,2} (?:by|at|over|in|on) (?:the |our )?(?:imap|pop3?|smtp|exchange|outlook|mail)\b/i,
      /(?:IMAP|SMTP|POP).{0,6}トークンが?.{0,8}(?:拒否|受け付けられ)/i,
    ),
  ],
  // Told as what happened, and not as what was tried.
  [
    'timing',
    'after-password-change',
    /^(?!.*\b(?:still|same|also|even|already|tried|anyway|new(?:ly)?|forgot(?:ten)?|wrong)\b).*\b(?:changed|reset|updated|rotated) (?:the |their |his |her |its |my |our )(?:\w+ ){0,3}password\b(?! (?:type|field|mode|method))/i,
  ],
  [
    'noticed',
    'secret-expired',
    anyOf(
      /(?:\b|_)secrets?\b.{0,40}\b(?:(?:has|had|have|was|is|were) (?:already |just |long )?expired|status (?:was|is) .?expired|expired (?:on|last|yesterday|today|over)|ran out|lapsed)\b/i,
      // A new one is there, and the one before it is sent.
      /\b(?:old|previous|former|stale|outdated)\W{1,3}(?:client\W?)?(?:client_)?secret\b/i,
      /(?:\b|_)secret\W{0,3},? (?:that |which )?(?:is|was|are) (?:no longer|not) (?:valid|good|accepted) any ?more\b/i,
      /(?:\b|_)secret\W{0,3},? (?:that |which )?(?:is|was) no longer (?:valid|good|accepted)\b/i,
      /(?:古い|以前の|前の|旧)(?:クライアント ?)?シークレット/i,
      /\b(?:alte[ns]?|ancien|antiguo|viejo|antigo|vecchio)\b(?: \w+)? (?:client-?)?(?:secret|geheimnis|schlüssel|secreto|segredo|segreto)\b/i,
      /シークレット.{0,24}(?:期限切れ|期限が?切れ(?!て(?:い)?(?:ない|ません)))/i,
      /\b(?:geheimnis|client-?secret)\b.{0,40}\babgelaufen\b|\bsecret client\b.{0,20}expir[ée]/i,
    ),
  ],
  // The organization, or Microsoft, has begun to ask for more than a password.
  [
    'noticed',
    'second-factor',
    anyOf(
      /(?<!\b(?:not|no|without|never|n't|if|dis|un)\b.{0,24})\b(?:enabl|activat|enforc|forc|requir|introduc|roll(?:ed|ing)? out|turn(?:ed|ing)? on|switch(?:ed|ing)? on|mandat|demand|insist|impos|ask(?:s|ed|ing)? for|want(?:s|ed)?|began|started|brought|new)\w{0,4}\b.{0,30}\b(?:MFA|2FA|multi-?factor|two-?factor|two-?step|second factor|authenticator|phone (?:checks?|calls?|confirmations?|verification|approval|prompts?))\b(?!.{0,30}\b(?:off|disabled|excluded?|exempt\w*|not|no)\b)/i,
      /\b(?:MFA|2FA|multi-?factor|two-?factor|two-?step|second factor)\b(?: auth\w*| verification| log ?in| sign-?in| policy)* (?:(?:was|is|are|were|has been|have been|had been|got|being|became|becomes) )(?:now |recently |lately |suddenly |just |finally )*(?:enabled|activated|enforced|forced|required|mandatory|compulsory|turned on|switched on|introduced|demanded|on)\b(?!.{0,30}\b(?:excluded?|exempt\w*)\b)/i,
      /\b(?:since|after|because of|due to|ever since|thanks to) (?:the |our |my |getting |we got |they |we |i )*(?:MFA|2FA|multi-?factor|two-?factor|two-?step|second factor)\b/i,
      /(?:多要素認証|二要素認証|2 ?要素認証|二段階認証|2 ?段階認証|MFA).{0,12}(?:有効(?!で(?:は|も)な)|必須|強制|求め|要求|オンに|導入|必要にな)/i,
      /\b(?:zwei-?faktor|mehr-?faktor|multi-?faktor|MFA\b|2FA\b)\S{0,20}.{0,24}(?:(?<!de)aktiviert|eingeführt|verlangt|erzwungen|eingeschaltet|pflicht)/i,
      /\b(?:double (?:authentification|facteur)|authentification multi-?facteurs?|MFA|A2F)\b.{0,24}(?<!dés)(?:activé|imposé|exigé|obligatoire|demandé)/i,
      /\b(?:doble factor|autenticación multifactor|verificación en dos pasos|autenticação (?:multifator|de dois fatores)|autenticazione a (?:due|più) fattori|MFA|2FA)\b.{0,24}(?<!des)(?:activ|habilit|oblig|exig|imp[uo]|attiv|richied)/i,
      /(?:多重|双重|多因素|两步|二步)(?:身份)?(?:验证|认证|身份验证).{0,10}(?:启用|开启|强制|要求)|(?:启用|开启|强制)了? ?(?:多重|双重|多因素|两步|MFA)|(?:다단계|2단계|이중) ?인증.{0,8}(?:켜|활성|요구|필수|설정)/i,
    ),
  ],
  // One account, two names: the one that signs in, and the one that mail is sent to.
  [
    'noticed',
    'upn-differs',
    anyOf(
      /\b(?:UPN|user ?principal ?names?|log-?in names?|sign-?in (?:name|address)|log-?in (?:e-?mail|address))\b.{0,60}\b(?:differs?|different|(?:is|are|was|were)(?:n't| not) (?:the same|equal|identical|our|the)|(?:does|do|did)(?:n't| not) (?:match|equal|correspond)|mis-?match\w*|(?:is|are) (?:now )?an?other(?: one)?\b|other than|not identical|unlike|instead of the (?:mail|e-?mail|smtp|primary))/i,
      /\b(?:e-?mails?|smtp|mail ?box|primary|mail)\b(?: \w+){0,3} (?:differs?|different|is not|isn't|does not match|doesn't match|not the same|an?other|not equal).{0,24}\b(?:UPN|user ?principal ?name|log-?in name|sign-?in (?:name|address))\b/i,
      /\b(?:different|mis-?match\w*|differing|differ|separate|distinct|not the same) (?:between )?.{0,24}\b(?:UPN|user ?principal ?name)\b/i,
      /(?:UPN|ユーザー ?プリンシパル名|サインイン ?名|ログイン ?名).{0,24}(?:異な|違[うっい]|一致し(?:て(?:い)?)?(?:ない|ません)|別の)/i,
      /\b(?:UPN|benutzerprinzipalname|anmeldename)\b.{0,40}(?:abweich|weicht|unterscheide|ander[es]|stimmt nicht|nicht (?:gleich|identisch))/i,
      /\bUPN\b.{0,40}(?:diff[éèe]r|ne correspond|distint|no coincid|não coincid|divers[oa] d|komt niet overeen|wijkt)/i,
      /UPN.{0,12}(?:不同|不一致|不匹配|다르|다릅)/i,
    ),
  ],
];
