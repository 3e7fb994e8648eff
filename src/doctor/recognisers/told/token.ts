// Sentences that tell a fact. What the token is, for whom and how old (facts/token.ts).

import { anyOf } from '../any-of.ts';
import type { Told } from './sentence.ts';

export const ofToken: readonly Told[] = [
  [
    'token.audience',
    'other',
    anyOf(
      /トークンが ?Exchange ?以外/i,
      /\btoken\b.{0,24}\b(?:for|audience (?:is|of)|aud(?: is)?) (?:an?other|a different|the wrong|our own|my own) (?:api|resource|audience|app|service)\b/i,
      /\b(?:my|our) own api\b.{0,20}\baud/i,
    ),
  ],
  [
    'token.audience',
    'graph',
    anyOf(
      /\b(?:token|jwt)\b.{0,24}\b(?:for|audience(?: is)?|aud(?: is)?) (?:the )?(?:ms |microsoft )?graph\b(?! and (?:for )?(?:imap|pop|smtp|exchange|outlook))/i,
      /\bgraph (?:access )?token\b/i,
      /\b(?:GET|requests?|call(?:s|ed|ing)?|quer(?:y|ied|ying)|endpoint)\b.{0,30}\bgraph\b.{0,90}\b(?:with (?:it|that|this|the (?:very )?same)|using (?:it|that token|this token|the same token))\b/i,
      /\b(?:same|this|that|very) (?:access )?token\b.{0,40}\b(?:works?|worked|accepted|fine|good|valid|ok|okay|calls?|reads?|get|gets)\b.{0,40}\bgraph\b/i,
      /\bgraph\b.{0,60}\b(?:accepts?|takes?|works? with|worked with|happy with|answers?) (?:the |this |that )?(?:very )?(?:same )?(?:access )?token\b/i,
      /(?:同じ|この)(?:アクセス ?)?トークンで.{0,12}Graph.{0,24}(?:取得|成功|動|読め|使え|呼べ)/i,
      /Graph.{0,16}(?:同じ|この)(?:アクセス ?)?トークンで.{0,12}(?:取得|成功|動|読め|使え|呼べ)|Graph ?(?:用|宛て|向け)の?トークン/i,
    ),
  ],
  [
    'token.audience',
    'graph',
    anyOf(
      /\b(?:token|jeton)\b.{0,12} (?:für|pour|para(?: o)?|per|voor) (?:ms |microsoft )?graph\b/i,
      /\bgraph[- ](?:token|jeton)|\b(?:token|jeton) (?:de|do|di|van) (?:microsoft )?graph\b/i,
      /Graph ?的 ?(?:token|令牌)|Graph ?용 ?토큰/i,
    ),
  ],
  [
    'token.audience',
    'exchange',
    anyOf(
      /\b(?:token|jwt)\b(?:(?!\bgraph\b).){0,60}\b(?:for|audience(?: is| of)?|aud(?: is)?|to) ["'`]?(?:https:\/\/)?(?:outlook\.office(?:365)?\.com|exchange(?: online)?\b(?! admin| graph))/i,
      /\bexchange (?:access )?token\b/i,
      /(?:outlook\.office(?:365)?\.com|Exchange(?: Online)?) ?(?:用|宛て|向け)の?トークン/i,
    ),
  ],
  [
    'token.form',
    'not-a-token',
    anyOf(
      /\b(?:sends?|sent|sending|pass(?:es|ed|ing)?|put|puts|uses?|used)\b (?:only )?(?:the |a )?(?:literal|(?:file ?)?name|path|variable name|words?|text|string)\b.{0,40}\b(?:as|instead of|for|in place of) (?:the |a |my )?(?:access )?token\b/i,
      /\bliteral(?:ly)?\b.{0,30}\btoken\b.{0,20}\b(?:is|was|gets) sent\b/i,
    ),
  ],
  [
    'token.use',
    'id',
    anyOf(
      /\b(?:send|sent|sending|pass(?:ed|ing)?|use|used|using|put|took) (?:\w+ ){0,3}id[_ -]?token\b/i,
      /(?:SaslMechanism\w{0,20}|XOAuth2\w{0,20}|authenticate\w{0,8}|generate_?auth\w{0,20})\([^)\n]{0,80}\bid_?token/i,
      /\baccess_?token["']?\s{0,3}[:=]\s{0,3}[\w.[\]"'$>-]{0,30}\bid_?token/i,
      /\.id_?token\b.{0,30}(?:instead|as (?:the )?(?:password|access))/i,
      /\bid[_ -]?token (?:is|was|being|gets?|got) (?:sent|passed|used|put|shown|given)\b/i,
      /(?:ID ?トークン|id_token) ?を(?:送|使|渡|指定|設定)/i,
    ),
  ],
  [
    'token.use',
    'refresh',
    anyOf(
      /\b(?:send|sent|sending|pass(?:ed|ing)?|put|use|used|using) (?:\w+ ){0,3}refresh[_ -]?token\b.{0,40}\b(?:instead|xoauth2|as (?:the )?(?:password|access)|to the (?:imap|smtp|pop|mail) ?server)/i,
      /\brefresh[_ -]?token (?:is|was|being|gets?|got) (?:sent|passed|put|shown|given)\b.{0,30}\b(?:instead|imap|smtp|server|password)/i,
      /access_token ?ではなく ?refresh_token/i,
    ),
  ],
  [
    'token.flaw',
    'yes',
    anyOf(
      /\b(?:output|base64|string|result)\b.{0,40}\b(?:several|multiple|two|three|more than one) lines\b/i,
      /\btoken\b.{0,80}\b(?:with|including|has|in) (?:the |its )?(?:quotes|quotation marks|double quotes|line ?breaks|newlines?)\b/i,
      /\bjson[_.]?(?:encode|dumps|stringify)\w{0,2}(?:\(| )[^)\n]{0,30}token|\bbearer bearer\b/i,
      /\btoken\b.{0,16}\b(?:changed|altered|damaged) (?:on its way|in transit)/i,
      /\btoken\b.{0,40}\b(?:cut off|truncated|cropped|cut at|shortened)\b/i,
      /\b(?:whole|entire|complete) (?:json|response|object|answer)\b.{0,30}\b(?:instead of|as|for) (?:the )?(?:access )?token/i,
      /トークン.{0,16}(?:引用符|改行|途中で切れ)/i,
    ),
  ],
  [
    'token.state',
    'expired',
    anyOf(
      /(?<!refresh[ _-]?)token\b.{0,40}\b(?:(?:stored|saved|cached|hard-?coded|copied|pasted|written) (?:when|once|at|in|into|for|since|yesterday|days|last)|(?:(?:is|was|has|had) (?:already |long )?(?:expired|stale|outdated|too old)|expired (?:an|one|1|some|\d+) hours?|expires? (?:after|in) (?:an|one|1) hour)\b)/i,
      /\b(?:never|not|n.t|without|nothing) (?:ever |being )?(?:refresh\w*|renew\w*) (?:the |it|an? |my |any )?(?:access )?(?:token)?/i,
      /\b(?:not|n.t|never|unable|fails?|failed)\b(?: \w+){0,4} (?:refresh\w*|renew\w*|replace) (?:the |it|an? |my |its |any )?access token/i,
      /\baccess token\b.{0,16}\b(?:is over|runs out|ran out|has run out|is up|has ended|ends)\b/i,
      /\b(?:old|expired|stale|outdated|hard-?coded|static) (?:access[ _-]?)?token\b/i,
      /トークン.{0,10}(?:期限切れ|有効期限が切れ|古い|使い回)/i,
    ),
  ],
  [
    'token.state',
    'expired',
    anyOf(
      /(?<!(?:refresh|aktualisierungs)[ _-]?)\b(?:token|jeton)\b(?: d.acc[èe]s| de acceso| de acesso| di accesso)? (?:ist|war|a|avait|est|ha|había|está|estaba|já|tinha|è|era|is|was)? ?(?:schon |déjà |ya |già |al )?(?:abgelaufen|expiré|caducad|vencid|expirad|expirou|venceu|scadut|verlopen)/i,
      /(?<!刷新 ?)(?:\btoken|令牌) ?(?:已经?)?(?:过期|過期|失效)|(?<!(?:리프레시|갱신) ?)토큰[이가은는]? ?만료/i,
    ),
  ],
  [
    'token.permits',
    'no',
    anyOf(
      /(?:AccessAs(?:App|User\.All)|SMTP\.Send(?:AsApp)?) ?が(?:な[いく]|含まれ|入ってい?な)/i,
      /mail\.google\.com\/? ?(?:の)?スコープがな/i,
      /\bonly (?:the )?(?:scope )?gmail\.(?:send|readonly|modify|compose|metadata)\b/i,
      /\bgmail\.(?:send|readonly|modify|compose|metadata) (?:scope )?only\b/i,
      /\bwithout (?:the )?(?:scope )?(?:https:\/\/)?mail\.google\.com/i,
      /\b(?:no|missing|without|lacks?|not (?:have|hold|contain|include)|n.t (?:have|hold|contain|include))\b.{0,12}\b(?:(?:IMAP|POP)\.AccessAs(?:User|App)|SMTP\.Send)/i,
      /\b(?:(?:IMAP|POP)\.AccessAs(?:User\.All|App)|SMTP\.Send(?:AsApp)?)["'`]? (?:(?:scope|role|permission|claim) )?(?:is|was) (?:not(?! valid)|missing|absent)/i,
      /\b(?:no|missing|without|empty|lacks?(?: the)?|not have(?: any| a| the)?)\b.{0,12}\b(?:roles? claim|["'`]?roles["'`]?|scp(?: claim)?)\b/i,
      /\b["'`]?(?:roles|scp)["'`]?(?: claim)? (?:is|are|was) (?:empty|missing|absent|not)\b/i,
    ),
  ],
  [
    'token.actor',
    'app',
    anyOf(
      /\bclient[_ -]credentials?\b(?! (?:were|are) (?:wrong|invalid))/i,
      /\bacquire_?token_?(?:for_?client|by_?client_?credential)/i,
      /\b(?:ClientSecret|ClientCertificate|Certificate)Credential\b|\bapp(?:lication)?[- ]only\b/i,
      /\bservice[- ]principal\b|\b(?:two|2)[- ]?legged\b|\bfull_access_as_app\b/i,
      /\bexchangelib\b.{0,160}\bOAuth2Credentials\b|\bOAuth2Credentials\(client_id\b/i,
      /\bidentity ?= ?Identity\(|\bapplication permissions?\b/i,
      /\bwithout (?:a )?user (?:interaction|sign)|\b(?:IMAP|POP)\.AccessAsApp\b|\bSMTP\.SendAsApp\b/i,
      /アプリケーション(?:の)?(?:アクセス)?許可|アプリ(?:ケーション)?専用|クライアント資格情報/i,
    ),
  ],
  [
    'token.actor',
    'app',
    anyOf(
      /\banwendungsberechtigung|\bautorisations? d.application|\bpermisos? de (?:la )?aplicaci[oó]n/i,
      /\bpermiss(?:ões|ão) (?:de|do) aplicativo|\bautorizzazion[ei] (?:dell.)?applicazion/i,
      /应用程序权限|應用程式權限|客户端凭据|用戶端認證/i,
      /\btoepassingsmachtiging/i,
      /애플리케이션 (?:사용 )?권한|앱 전용/i,
    ),
  ],
  [
    'token.actor',
    'app',
    anyOf(
      /\b(?:Mail|MailboxSettings|Calendars|User|SMTP|IMAP|POP)\.[A-Z]\w{2,16}(?:\.\w{2,8})?["'`]?\s{0,2}(?:[(（|,:-]|de|do|di)\s{0,2}(?:type:? )?(?:application|app|anwendung|aplicaci[oó]n|aplicativo|aplicação|applicazione|toepassing)\b/i,
      /\b(?:Mail|MailboxSettings|Calendars|User|SMTP|IMAP|POP)\.[A-Z]\w{2,16}(?:\.\w{2,8})?\s{0,2}[(（|,:-]?\s{0,2}(?:アプリケーション|应用程序|應用程式|애플리케이션)/i,
    ),
  ],
  [
    'refresh-token',
    'no',
    anyOf(
      /\bno refresh[_ -]?token\b(?! (?:was )?found in)|\bwithout (?:a |any )?refresh[_ -]?token\b/i,
      /\brefresh[_ -]?token\b.{0,16}\b(?:missing|not (?:returned|included|there|present)|null|none|undefined|absent)\b/i,
      /\b(?:not|n.t|never) (?:get|receive|return|contain|include|have|see)\w{0,3} (?:a |any |the )?refresh[_ -]?token\b/i,
      /\b(?:has|have|contains?|returns?|returned|only|just|gives?|got|with)\b.{0,20}\baccess_token\b(?:(?!refresh).){0,40}\b(?:expires_in|token_type|scope|id_token)\b(?!.{0,80}refresh)/i,
      /(?:リフレッシュ ?トークン|更新 ?トークン|refresh_token) ?(?:が|は)(?:返(?:って|され)?(?:こ|き|てい)?(?:ない|ません)|来ない|来ません|含まれ(?:てい)?(?:ない|ません)|な|ありません|取得でき(?:ない|ません))/i,
      /refresh_token ?[がを](?:返らな|返さな|来な|もらえな|含まれな)|更新トークン[がを](?:返らな|返さな|来な)/i,
    ),
  ],
  [
    'refresh-token',
    'no',
    anyOf(
      /\bkein(?:en)? (?:refresh[_ -]?token|aktualisierungstoken)/i,
      /\b(?:refresh[_ -]?token|aktualisierungstoken)\b.{0,16}\b(?:fehlt|kommt nicht)/i,
      /\b(?:pas|aucun) (?:de )?(?:refresh[_ -]?token|jeton d.actualisation)/i,
      /\bno (?:devuelve|llega|viene|hay|recibo)\b.{0,12}\brefresh[_ -]?token/i,
      /\bnão (?:vem|retorna|recebo|há)\b.{0,12}\brefresh[_ -]?token/i,
      /(?:没有|不)(?:返回|收到)? ?refresh[_ ]?token/i,
      /\b(?:no me devuelve|non (?:ricevo|arriva|restituisce|ottengo))\b.{0,12}\brefresh[_ -]?token/i,
      /\bgeen refresh[_ -]?token/i,
      /(?:拿|收|取|得)不到 ?refresh[_ ]?token/i,
      /(?:refresh[_ ]?token|(?:리프레시|갱신|새로 ?고침) ?토큰)[이가은는]? ?(?:오지|없|안|null)/i,
    ),
  ],
];
