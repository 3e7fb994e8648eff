// Sentences that tell a fact. Which protocol and provider it is, how it signs in, and how many connections there are (facts/connection.ts).

import { anyOf } from '../any-of.ts';
import type { Told } from './sentence.ts';

export const ofConnection: readonly Told[] = [
  ['protocol', 'imap', /\bIMAP\b/],
  ['protocol', 'pop', /\bPOP3?\b(?!-up| up)/],
  ['protocol', 'smtp', /\bSMTP\b(?!\.Send|\.SendAsApp)/],
  // Where nobody else is named.
  [
    'provider',
    'google',
    /^(?!.*\b(?:microsoft|outlook|office|exchange|hotmail|o365|m365|yahoo|icloud)\b).*\b(?:gmail(?!-xoauth)|google|googlemail)\b/i,
  ],
  [
    'sign-in.mechanism',
    'login',
    anyOf(
      /\bapp(?:lication)?[- ]?(?:specific )?passwords?\b(?!.{0,30}(?:not available|unavailable|no longer|don.t help))/i,
      /\b(?:user ?names?|user|login|e-?mail(?: address)?)(?: and|\/| &|,| \+) (?:the |my |its )?passwords?\b/i,
      /\bpasswords? (?:is|was|are|has been) (?:correct|right|valid|ok|fine|accepted)/i,
      /\b(?:correct|right|valid) (?:credentials?|password)/i,
      /\b(?:with|using|via|uses|by|only|plain|simple|a) (?:basic auth(?:entication)?|(?:a |the |my |an? \w+ )?password)\b/i,
      /\b(?:re-?enter\w{0,3}|typed?|asks? (?:me )?(?:again )?for|prompts? (?:me )?for|keeps? asking (?:me )?for) (?:the |my |a )?password/i,
      /アプリ ?パスワード|パスワード(?:は|に)(?:正し|間違い)|ユーザー名とパスワード|基本認証で|通常のパスワード認証/i,
    ),
  ],
  [
    'sign-in.mechanism',
    'login',
    anyOf(
      /\b(?:benutzername|nutzername|anmeldename)n? und (?:passwort|kennwort)/i,
      /\bapp-?(?:passwort|kennwort)/i,
      /\b(?:passwort|kennwort) (?:ist|stimmt)\b.{0,12}(?:richtig|korrekt)?/i,
      /\bnom d.utilisateur et (?:le )?mot de passe/i,
      /\bmot de passe (?:est )?(?:correct|bon|d.application)|\busuario y (?:la )?contraseña/i,
      /\bcontraseña (?:es|está) (?:correcta|bien)|\bcontraseña de aplicaci[oó]n/i,
      /\busu[áa]rio e (?:a )?senha|\bsenha (?:está|est[áa]|de app)|\b(?:nome )?utente e password/i,
      /用户名和密码|密码(?:是)?(?:正确|没错)|应用(?:专用)?密码/i,
      /\b(?:with|using) (?:this|that|the same|the right|the new) password|\bthe same password\b/i,
      /同じパスワード|パスワードは(?:合って|同じ)/i,
      /\bpassword (?:è|sono) (?:giusta|corretta|esatta)|\bstessa password/i,
      /\bwachtwoord (?:klopt|is (?:juist|goed|correct))|\bhetzelfde wachtwoord|\bapp-?wachtwoord/i,
      /\bgebruikersnaam en wachtwoord|\b(?:mismas?|mesmas?) (?:contraseña|senha)/i,
      /\bmême mot de passe|\b(?:demselben|dem gleichen|dasselbe|das gleiche) (?:passwort|kennwort)/i,
      /密码(?:没有?错|是对的|无误)|(?:同样|相同)的?密码|비밀번호[는가] (?:맞|정확|올바른)|(?:앱|같은|동일한) ?(?:비밀번호|암호)/i,
    ),
  ],
  [
    'sign-in.mechanism',
    'xoauth2',
    anyOf(
      /\b(?:connect|log ?in|sign ?in|authenticat|configur|set up|add|switch|chang|migrat|moved)\w{0,4}\b(?:(?!\b(?:not|instead|without|need|must|want|support)\b).){0,40}\b(?:with|via|using|by|over|to) (?:x?oauth ?2?(?:\.0)?|modern auth)/i,
      /\b(?:(?:authentication|auth|security|sign-in|login) )?(?:method|mechanism|mode|type)\b(?: is| was| set to|:| =|=) ?["'`]?x?oauth ?2?\b/i,
      /(?:認証|認証方式|认证方式|驗證方式|身份验证方式)(?:は|：|:|为|為) ?[「"]?OAuth/i,
      /\b(?:authentifizierung(?:smethode)?|méthode d.authentification|autenticación|autenticação)(?: ist| est| es| é|:| auf) ?["„«]?OAuth/i,
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
  [
    'sign-in.mechanism',
    'xoauth2',
    anyOf(
      /OAuth ?2?(?:\.0)? ?(?:で|を使って|により)(?:接続|認証|ログイン|サインイン|取得)/i,
      /(?:先進|モダン)認証で(?:接続|設定|ログイン|サインイン|受信|送信)/i,
      /\b(?:mit|per|über) (?:OAuth ?2?(?:\.0)?|moderner (?:authentifizierung|anmeldung))\b.{0,12}(?:an\b|abholen|abrufen|verbunden|angemeldet)/i,
      /\b(?:utilisons|utilise|avec) (?:OAuth ?2|l.authentification moderne)/i,
      /\b(?:usamos|uso|utilizo|con|com) (?:OAuth ?2|autentica(?:ción|ção) moderna)/i,
      /\b(?:usiamo|uso|con) (?:OAuth ?2|l.autenticazione moderna)/i,
      /\b(?:gebruiken|gebruik|met) (?:OAuth ?2|moderne verificatie)/i,
      /用 ?OAuth ?2?(?:\.0)? ?(?:登录|认证|连接)|OAuth ?2?(?:\.0)?(?:로|으로) ?(?:로그인|인증|연결)/i,
    ),
  ],
  [
    'connections',
    'many',
    anyOf(
      /\btoo many (?:\w+ ){0,2}(?:connections?|sessions?|logins?|clients?|devices|programs)\b/i,
      /\b(?:many|lots of|multiple|several|parallel|concurrent|\d{2,4}) (?:parallel |concurrent |simultaneous |open )?(?:workers?|threads?|connections?|sessions?|processes|devices|clients)\b/i,
      /(?:多数|複数|同時)の?(?:接続|セッション|端末)/i,
    ),
  ],
  [
    'connections',
    'many',
    anyOf(
      /\b(?:keep|keeping|kept|re-?us(?:e|es|ed|ing)|hold|holding|held|share|sharing) (?:only |just |on )?(?:one|a single|the same|a) (?:\w+ )?connection\b.{0,80}\b(?:never|no longer|solved|fixed|works?|gone|since|helps?|helped)\b/i,
      /\b(?:connect|reconnect|open|log ?in)\w{0,4}\b.{0,60}\b(?:disconnect|clos|log ?out)\w{0,4}\b.{0,60}\b(?:every|each) (?:\w+ )?(?:minutes?|seconds?|folder|message|mail|time|run|poll)\b/i,
      /\breconnect\w{0,3}\b.{0,30}\b(?:times in a row|over and over|in a loop|constantly|all the time|every (?:few )?(?:seconds?|minute))\b/i,
      /\b(?:piles?|piled|adds?|racks?|racked|counts?) up\b.{0,40}\b(?:limit|twenty|20|maximum|connections?)\b/i,
    ),
  ],
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
    'connections',
    'many',
    anyOf(
      /\b(?:zu viele|viele|mehrere) (?:gleichzeitige |parallele |offene )?verbindungen/i,
      /\b(?:trop de|plusieurs|beaucoup de) connexions/i,
      /\b(?:muchas|demasiadas|muitas|demais) (?:conexiones|conexões)|\b(?:troppe|molte) connessioni/i,
      /\b(?:te veel|veel) verbindingen/i,
      /(?:同时|并发)?连接(?:数)?(?:太多|过多)|(?:동시 ?)?연결이? ?(?:너무 )?많/i,
    ),
  ],
  [
    'other-network',
    'works',
    anyOf(
      /\bworks? (?:fine |well )?(?:from|on|at|over|with|via|in) (?:my |another |a different |a |the )?(?:home|phone|hotspot|other network|another network|different network|mobile data|vpn|laptop|local|local machine|localhost|pc)\b/i,
      /\bworks locally\b|\bonly (?:on|from|in) (?:some|certain|a few|this|one) networks?\b/i,
      /特定のネットワーク(?:だけ|のみ)/i,
      /\b(?:fail\w{0,3}|refuse[sd]?|errors?|stops?|happens?|only|not|doesn.t)\b.{0,40}\b(?:when|with|while|over|through|behind|using|via|if) (?:the |a |my |our |i use |i am on )?(?:vpn|ipv6|company network|corporate network)\b/i,
      /\b(?:without|turn(?:ing|ed)? off|disabl\w{2,3}|off) (?:the |my )?(?:vpn|ipv6)\b.{0,30}\b(?:works?|ok|fine|good)\b/i,
      /\b(?:on|with|over|via|from|through|using) (?:my |the |a )?(?:mobile data|phone.s? (?:hotspot|connection)|hotspot|lte|[45]g|home (?:network|wi-?fi|connection)|another (?:network|connection|provider)|ipv4)\b.{0,24}\b(?:works?|ok|okay|fine|no problem|good|succeeds)\b/i,
      /\bIPv6\b.{0,30}\b(?:problem|issue|culprit|reason|cause|to blame|disabled|turned off)/i,
      /\b(?:seems? to be|because of|due to|caused by|problem (?:is|was)|issue (?:is|was)|it (?:is|was)) (?:the |my |our )?(?:IPv6|VPN)\b/i,
      /\b(?:over|on|via|with) (?:an? |the |my )?IPv4\b.{0,50}\b(?:works?|ok|fine|added|connects?|succeeds|no problem)\b/i,
      /(?:別の|他の)ネットワーク(?:では|から|なら)|(?:自宅|ローカル)(?:では|なら|から).{0,6}(?:動|成功|つなが|でき)/i,
    ),
  ],
  [
    'other-network',
    'works',
    anyOf(
      /\b(?:zu hause|daheim|am handy|über (?:das )?mobilfunk|ohne vpn)\b.{0,24}\b(?:geht|funktioniert|klappt)/i,
      /\b(?:chez moi|à la maison|sans (?:le )?vpn|en 4g)\b.{0,24}\b(?:marche|fonctionne)/i,
      /\b(?:en casa|sin (?:la )?vpn|desde casa)\b.{0,24}\bfunciona/i,
      /\b(?:em casa|sem (?:a )?vpn)\b.{0,24}\bfunciona/i,
      /在家.{0,8}(?:正常|可以)|テザリング(?:だと|では|なら).{0,8}(?:つなが|動|でき)/i,
      /\bda casa\b.{0,16}\bfunziona|\b(?:thuis|zonder vpn)\b.{0,16}\b(?:werkt|lukt)\b(?! niet)/i,
      /집에서는? ?(?:됩|잘|연결)/i,
      /同样的?(?:账号|帐号|号|令牌|邮箱|token).{0,12}(?:别人|另一个?|其他|别的).{0,16}(?:网站|服务器|平台|机器|电脑|环境|网络).{0,12}(?:不报(?:任何)?错|正常|可以|能(?:收|看|用)|没问题|成功)/i,
      /(?:放|导|换)(?:到|在)(?:别人|另一台?|其他|别的).{0,16}(?:服务器|网站|平台|机器).{0,16}(?:不报|正常|可以|能|没问题|成功|好的)/i,
      /\b(?:same|these|this|identical) (?:accounts?|tokens?|mailbox(?:es)?|credentials)\b.{0,40}\b(?:on|at|in|with|from) (?:a friend.s|somebody else.s|someone else.s|another|a different|an?other) (?:server|site|website|service|host|machine|vps|provider)\b.{0,40}\b(?:works?|fine|no error|no problem|ok|read)\b/i,
      /(?:同じ(?:アカウント|トークン|メール)).{0,16}(?:別|他|ほか)の(?:サーバー?|サイト|サービス|環境|マシン).{0,12}(?:動|読め|正常|問題な|でき(?:る|ます|て)|エラーにな(?:らな|りませ))/i,
      /\b(?:dasselbe|das gleiche|derselbe) (?:konto|postfach|token)\b.{0,24}\b(?:auf|bei) einem anderen (?:server|dienst|rechner)\b.{0,16}\b(?:geht|funktioniert|klappt)/i,
      /\bmême (?:compte|jeton)\b.{0,24}\bsur un autre (?:serveur|service|site)\b.{0,16}\b(?:marche|fonctionne)|\bmism[ao] (?:cuenta|token)\b.{0,24}\ben otr[oa] (?:servidor|servicio|sitio)\b.{0,16}\bfunciona/i,
    ),
  ],
];
