// Sentences that tell a fact. What somebody noticed, which says by itself what it may be (`noticed` of facts/connection.ts).

import { anyOf } from '../any-of.ts';
import type { Told } from './sentence.ts';

export const noticed: readonly Told[] = [
  [
    'noticed',
    'signs-in-again',
    anyOf(
      /\b(?:every|each) (?:24 ?h(?:ours)?|day|morning)\b.{0,60}\b(?:sign|log)\w{0,3} (?:back )?in\b/i,
      /\b(?:sign|log)\w{0,3} (?:back )?(?:in|on)\b.{0,40}\b(?:(?:every|each|per) (?:\w+ )?hour|hourly|after (?:about )?(?:an|one|1) hour)\b/i,
      /\b(?:every|each) hour\b.{0,60}\b(?:sign|log)\w{0,3} (?:back )?in\b/i,
      /\bhour(?:s| later)?\b.{0,60}\b(?:(?:sign|log)\w{0,3} (?:back )?in again|re-?(?:connect|authenticate|authori[sz]e|login)\w{0,3}|(?:connect|authori[sz]e|authenticate|consent) (?:\w+ )?again)\b/i,
      /\b(?:(?:sign|log)\w{0,3} in again|re-?(?:connect|authenticate|authori[sz]e|login)\w{0,3}|(?:connect|authori[sz]e|authenticate) (?:\w+ )?again)\b.{0,40}\bhour(?:s|ly)?\b/i,
      /1 ?時間.{0,20}(?:再度|もう一度|再)(?:サインイン|ログイン|認証|接続|認可)|1 ?時間ごとに.{0,16}(?:サインイン|ログイン)/i,
    ),
  ],
  [
    'noticed',
    'signs-in-again',
    anyOf(
      /\b(?:jede|nach einer) stunde\b.{0,50}\b(?:neu|wieder|erneut) (?:anmelden|verbinden|einloggen|autorisieren)/i,
      /\b(?:heure)\b.{0,50}\b(?:se reconnecter|reconnexion|reconnecter)/i,
      /\bhora\b.{0,50}\b(?:volver a (?:iniciar|conectar|autorizar)|reconectar|autenticar(?:se)? de nuevo|entrar de novo)/i,
      /(?:小时|小時).{0,16}重新(?:登录|登入|授权|连接)/i,
      /\bheures\b.{0,50}\b(?:se reconnecter|reconnexion|reconnecter)/i,
      /\bogni ora\b.{0,40}(?:accesso|di nuovo|ricolleg|riautentic)/i,
      /\belk uur\b.{0,40}\b(?:opnieuw|weer) (?:inloggen|aanmelden|verbinden)/i,
      /시간마다.{0,16}(?:다시|재) ?(?:로그인|인증|연결)/i,
    ),
  ],
  [
    'noticed',
    'secret-is-old',
    anyOf(
      /\b(?:client secret|secret|app registration|app|registration)\b.{0,24}\b(?:is|was|are)\b.{0,24}\b(?:(?:one|two|1|2) years?|(?:6|six|12|24|twenty-four) months)\b(?: old| ago)?/i,
      /\b(?:created|made|set up) (?:the |a |our )?(?:client )?secret\b.{0,30}\b(?:years?|months) ago\b/i,
      /\bsecret\b.{0,24}\b(?:years?|months) ago\b/i,
      /シークレット.{0,16}(?:1|2|一|二) ?年(?:前|経)/i,
      /\bgeheimnis\b.{0,30}\b(?:zwei|einem|2|1) jahre?n?\b/i,
    ),
  ],
  [
    'noticed',
    'access-rule',
    anyOf(
      /\bclient access rules?\b|\bNew-ApplicationAccessPolicy\b/i,
      /\bapp(?:lication)? access polic(?:y|ies)\b/i,
      /\b(?:app(?:lication)? RBAC|RBAC for app(?:lication)?s|management scope)\b/i,
      /アプリケーション ?アクセス ?ポリシー/i,
      /\b(?:conditional access|access|authentication) polic(?:y|ies)\b.{0,60}\b(?:mailbox|imap|pop|exchange|block\w{0,3}|restrict\w{0,3})/i,
      /クライアント ?アクセス ?規則/i,
    ),
  ],
  [
    'noticed',
    'sent-twice',
    anyOf(
      /\b(?:sent|appears?|stored|saved|shows?(?: up)?|duplicated?)\b.{0,30}\btwice\b.{0,30}\bsent\b/i,
      /\bsent (?:items|folder|mail)\b.{0,40}\b(?:twice|duplicat\w{0,4}|double)/i,
      /\btwice (?:in|into) (?:the |my )?sent\b|\bduplicates?\b.{0,30}\bsent\b/i,
      /\b(?:two times|double[ds]?|two copies|second copy|copied twice|duplicat\w{0,3})\b.{0,40}\bsent\b/i,
      /\bsent (?:items|folder|mails?)\b.{0,40}\b(?:two times|two copies|second copy|duplicat\w{0,4})/i,
      /送信済み.{0,16}(?:2 ?通|2 ?つ|二つ|二重|重複|2 ?回)/i,
    ),
  ],
  [
    'noticed',
    'sent-twice',
    anyOf(
      /\b(?:doppelt|zweimal)\b.{0,30}\b(?:gesendete|gesendet)/i,
      /\bgesendete(?:n|r)? .{0,24}\b(?:doppelt|zweimal)/i,
      /\b(?:en double|deux fois|dupliqué\w{0,2})\b.{0,40}\benvoyés/i,
      /\benvoyés\b.{0,40}(?:en double|deux fois)/i,
      /\b(?:duplicad[oa]s?|dos veces|duas vezes)\b.{0,40}\benviad[oa]s/i,
      /\benviad[oa]s\b.{0,40}\b(?:duplicad|dos veces|duas vezes)/i,
      /已发送.{0,12}(?:两封|重复|两份)/i,
    ),
  ],
  [
    'noticed',
    'sent-twice',
    anyOf(
      /\b(?:posta inviata|inviati)\b.{0,24}(?:due volte|doppi)/i,
      /\bverzonden\b.{0,24}(?:dubbel|twee keer)/i,
      /보낸 ?(?:편지함|메일함).{0,10}(?:두 번|두 통|중복)/i,
    ),
  ],
  [
    'noticed',
    'keywords-lost',
    anyOf(
      /\b(?:keywords?|labels?|tags?|custom flags?)\b.{0,90}\b(?:lost|disappear\w{0,3}|not (?:saved|kept|stored|stick\w{0,3})|vanish\w{0,3}|don.?t stick|gone)/i,
      /(?:キーワード|ラベル|タグ).{0,12}(?:消え|残らない|保存されない)/i,
    ),
  ],
  [
    'noticed',
    'size-differs',
    anyOf(
      /\bRFC822\.SIZE\b.{0,30}\d{3,9}\b.{0,60}\b\d{3,9}\b/i,
      /\b(?:RFC822\.SIZE|message size|size)\b.{0,50}\b(?:differs?|does not match|doesn.?t match|mismatch|wrong|bigger|smaller)/i,
      /サイズ.{0,10}(?:一致しない|違う|異なる)|RFC822\.SIZE.{0,24}(?:合わな|異な|違)/i,
    ),
  ],
  [
    'noticed',
    'idle-silent',
    anyOf(
      /\bidle(?:_\w{1,20})?\b.{0,70}\b(?:silent(?:ly)?|hangs?|no (?:more |new )?(?:notifications?|events?|updates?|messages?|mails?|e-?mails?|responses?)|stop(?:s|ped)? (?:receiving|notifying|getting|working|delivering|firing)|dead|nothing|never (?:fires|returns|notifies|wakes)|(?:does|do|did|is|are)(?:n.t| not) (?:return|receiv|notif|get|fir|report|see|deliver|trigger|wak)\w*)/i,
      /IDLE.{0,50}(?:止ま|来な|届かな|反応しな)|IDLE.{0,24}(?:黙|通知されな|来なく)/i,
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
  [
    'noticed',
    'idle-silent',
    anyOf(
      /\bidle\b.{0,50}\b(?:keine|nicht mehr|nichts mehr)\b|\b(?:keine|nicht mehr)\b.{0,40}\bidle\b/i,
      /\bidle\b.{0,50}(?:plus (?:rien|aucun)|ne .{0,16} plus\b)/i,
      /\bidle\b.{0,50}\b(?:deja de|no llega|para de|não chega)/i,
      /IDLE.{0,20}(?:不再|收不到|没有新)/i,
    ),
  ],
  [
    'noticed',
    'idle-silent',
    anyOf(
      /\bIDLE\b.{0,30}\b(?:non (?:riceve|arriva|notifica)|krijgt niets|meldt niets)/i,
      /IDLE.{0,24}(?:通知されま|来ませ|届きま|오지 않|안 ?[오옵])/i,
    ),
  ],
  [
    'noticed',
    'mail-late',
    anyOf(
      /\b(?:e-?mails?|messages?|mails?)\b.{0,40}\b(?:delayed|late|arrive (?:hours|minutes) later|delay of|minutes late)\b/i,
      /\barriv\w{0,3}\b.{0,20}\b(?:late|later|delayed)\b/i,
      /\b(?:delivered|received)\b.{0,20}\b(?:late|later|with a delay)\b|\bdelay of\b/i,
      /メールが?.{0,10}(?:遅れ|遅延|遅く)|(?:届く|到着)(?:の|まで)?.{0,8}(?:遅|時間がかか)|配信が(?:遅れ|遅い)|送信が遅れ/i,
    ),
  ],
  [
    'noticed',
    'mail-late',
    anyOf(
      /\b(?:mails?|nachrichten|courriels?|messages|correos|mensajes|e-?mails|posta|berichten)\b.{0,24}(?:verspätung|verspätet|verzögert|en retard|du retard|con retraso|tarde\b|atrasad|com atraso|in ritardo|te laat|vertraagd)/i,
      /(?:邮件|郵件).{0,8}(?:延迟|延遲|晚到)|메일이? ?(?:늦게|지연)/i,
    ),
  ],
  [
    'noticed',
    'inbox-cut-short',
    anyOf(
      /\b(?:inbox|folder|mailbox|imap)\b.{0,30}\b(?:shows?|lists?|returns?|sees?|has|gets?) only .{0,30}\b(?:10,?000|10k)\b/i,
      /\bonly (?:shows?|lists?|returns?|sees?|gets?|downloads?|the (?:last|newest|latest)) .{0,30}\b(?:10,?000|10k|1,?000|newest|latest|recent)\b.{0,20}(?:messages?|mails?|e-?mails?)?/i,
      /\bonly (?:a (?:part|fraction|few)|some|the (?:last|newest|latest|most recent)(?: \d{1,5})?)\b.{0,40}\b(?:inbox|mails?|messages?|e-?mails?)\b.{0,30}\b(?:appear\w*|shows?|shown|visible|listed|arrives?|over imap|by imap|via imap)/i,
      /受信(?:トレイ|箱).{0,20}(?:一部|1 ?万)/i,
    ),
  ],
  [
    'noticed',
    'pop-deletes',
    anyOf(
      /\b(?:deletes?|deleted|removed)\b.{0,40}\bpop3?\b.{0,80}\b(?:still|remains?|stays?|comes? back|reappears?)\b/i,
      /\bpop\w?\b.{0,60}\b(?:deletes?|deleted|disappear\w{0,3}|vanish\w{0,3}|removed?|gone|reappear\w{0,3}|comes? back)/i,
      /POP.{0,20}(?:消え|削除)/i,
    ),
  ],
  [
    'noticed',
    'message-id-changed',
    anyOf(
      /\bmessage-?id\b.{0,30}\bis another\b/i,
      /\bmessage-?id\b.{0,40}\b(?:changed|rewritten|replaced|differs?|different|not the same)/i,
      /\b(?:another|a different|a new|some other|not our|not the)\b.{0,12}\bmessage-?id\b/i,
      /\bmessage-?id\b.{0,40}\b(?:(?:is|was)(?: not|n't) (?:the|what|ours)|other than|not ours|not what)\b/i,
      /\bmessage-?id\b.{0,50}\b(?:overwrit\w+|rewrites?|replaces?|changes|becomes another|is ignored)\b/i,
      /Message-ID.{0,16}(?:変わ|書き換え|違う|別の|異なる|上書き)|別の Message-ID/i,
    ),
  ],
  [
    'noticed',
    'parser-error',
    anyOf(
      /\b(?:pars(?:er?|ing)) (?:error|exception|failure|failed)/i,
      /\bunexpected token in (?:IMAP|response)|ImapProtocolException|Syntax error in/i,
      /解析エラー|パーサー.{0,6}エラー/i,
    ),
  ],
  [
    'noticed',
    'notifications-stop',
    anyOf(
      /(?<!\bidle\b.{0,80})\bno (?:more|further|longer any|new) (?:change )?(?:notifications?|webhooks?)\b/i,
      /\b(?:webhooks?|notifications?|subscriptions?)\b.{0,60}\bthen (?:nothing|silence|none|no more)\b/i,
      /\bno (?:more |further )?(?:webhooks?|notifications?)\b.{0,40}\b(?:after|since|any ?more|arrive|come)\b/i,
      /\b(?:webhooks?|notifications?|subscriptions?|push)\b.{0,40}\b(?:stop(?:ped|s)?|no longer|dr(?:y|ied) up|cease\w?|don.?t (?:come|arrive)|never (?:come|arrive)|not (?:arriving|received|delivered|coming))\b/i,
      /\b(?:webhooks?|notifications?|graph subscriptions?|subscriptions? (?:of|at|in|to) (?:the )?(?:graph|inbox|mailbox))\b.{0,40}\bexpire\w{0,2}\b/i,
      /(?<!IDLE.{0,60})(?:通知|Webhook|サブスクリプション).{0,14}(?:止ま|来な|届かな|こな)/i,
    ),
  ],
  [
    'noticed',
    'notifications-stop',
    anyOf(
      /\bkeine\b.{0,16}\bbenachrichtigung/i,
      /\b(?:notifi(?:cations|caciones|cações|che)|meldingen)\b.{0,30}(?:arrêtent|n.arrivent plus|dejaron|pararam|non arrivano|komen niet)/i,
      /(?:Webhook|订阅|变更) ?(?:的)?通知.{0,6}(?:不再|收不到|停)|(?:웹훅|구독|변경) ?알림이? ?(?:오지|안|중단)/i,
    ),
  ],
  [
    'noticed',
    'not-in-sent',
    anyOf(
      /\b(?:not|never|missing|doesn.?t (?:show|appear)|isn.?t)\b.{0,30}\b(?:in|from) (?:the |my )?sent\b/i,
      /送信済み.{0,14}(?:入らない|残らない|ない|表示されない)/i,
    ),
  ],
  [
    'noticed',
    'not-in-sent',
    anyOf(
      /送信済み.{0,10}(?:残りま|入りま|表示されま|ありま)せん/i,
      /\b(?:nicht|fehl\w{1,3}|pas|no|não|non|niet)\b.{0,30}(?:gesendet|éléments envoyés|enviados|posta inviata|verzonden items)/i,
      /已发送.{0,6}(?:没有|找不到|不显示)|보낸 ?(?:편지함|메일함).{0,8}(?:없|안 ?보)/i,
    ),
  ],
  [
    'noticed',
    'mail-null',
    anyOf(
      /\bmail\b["'`]?.{0,20}\b(?:is|was|comes back|returns?) (?:always )?(?:null|empty|None)\b/i,
      /"mail"\s{0,3}:\s{0,3}null/i,
      /\bmail.{0,12}(?:が|は) ?null/i,
    ),
  ],
  [
    'noticed',
    'silent-send',
    anyOf(
      /\b(?:sendMail|send mail)\b.{0,80}\b(?:200|202|accepted|success\w{0,5}|no error)\b.{0,80}\b(?:not|never|nothing|no|n.t)\b.{0,20}\b(?:sent|arrives?|delivered|mail|e-?mail)/i,
      /sendMail.{0,24}(?:200|202).{0,24}(?:送信されな|届かな)/i,
    ),
  ],
  [
    'noticed',
    'backslash-user',
    anyOf(
      /\b(?:user|shared|me|name)\\{1,2}(?:shared|mailbox|user)\b/,
      /\b[\w.+-]{1,60}@[\w.-]{3,80}\\{1,2}(?!x0?1|u0001|0?01|[rn]\b)[\w.+-]{1,60}(?:@[\w.-]{3,80})?/,
      /\b[\w.+-]{1,60}@[\w.-]{3,80}\/[\w.+-]{1,60}@[\w.-]{3,80}/,
      /\buser ?names?\b.{0,40}\bback ?slash/,
      /\bback ?slash\b.{0,50}\b(?:user ?name|shared|mailbox|address)/,
      /ユーザー ?名.{0,24}(?:バックスラッシュ|円記号)/,
    ),
  ],
  [
    'noticed',
    'forgotten-after-one-error',
    anyOf(
      /\b(?:one|single|first|once|a) (?:failed|failing|failure|error|bad|refused|invalid_grant|refresh)\b.{0,80}\b(?:threw|throws?|deletes?|deleted|removes?|removed|wipes?|wiped|discard\w*|drops?|dropped|purge\w*|forgets?|forgot)\b.{0,40}\b(?:tokens?|accounts?|grants?|credentials?|connections?|mailbox(?:es)?)\b/i,
      /\b(?:throws?|deletes?|removes?|wipes?|discards?|drops?|purges?|forgets?)\b.{0,40}\b(?:tokens?|accounts?|grants?|credentials?|connections?)\b.{0,50}\b(?:after (?:a|one|the first|a single)|as soon as (?:one|a)|(?:when|whenever) (?:a|one)|on the first|at the first)\b.{0,30}\b(?:error|fail\w*|invalid_grant|refresh|refus\w*)/i,
      /\b(?:after|on|at) (?:a|one|the first)(?: single)? (?:error|fail\w*|refusal|invalid_grant)\b.{0,40}\b(?:accounts?|tokens?|grants?|connections?)\b.{0,24}\b(?:deleted|removed|gone|dropped|lost|wiped)/i,
      /一度の?(?:エラー|失敗).{0,24}(?:削除|消え|破棄)/i,
      /\b(?:einem einzigen|einem|dem ersten) (?:fehler|fehlschlag)\b.{0,40}\b(?:löscht|wirft|entfernt|verwirft)/i,
      /\b(?:account|token|mailbox)\b.{0,40}\b(?:removed|deleted|forgotten|disconnected|dropped|lost)\b.{0,30}\bafter (?:one|a single|the first|an) (?:error|failure|invalid_grant)/i,
      /(?:invalid_grant|エラー).{0,12}1 ?回.{0,16}(?:アカウント|トークン).{0,8}(?:消え|削除)/i,
    ),
  ],
  [
    'noticed',
    'xoauth2-string',
    anyOf(
      /\bxoauth2 (?:string|response|blob|payload)\b.{0,30}\b(?:malformed|wrong|invalid|not built|broken|incorrect|badly|bad)/i,
      /\b(?:no|missing|without(?: any| the)?|lost the|forgot the|lacks? the) (?:\^A|\\x01|SOH|ctrl-?A|separators?|control characters?)\b/i,
      /\b(?:spaces?|blanks?|letters|text|characters) (?:instead of|where) (?:the )?(?:\^A|\\x01|0x01|SOH|ctrl|control|separators?)/i,
      /\bseparators? (?:is|are|was|were) (?:missing|lost|gone|not (?:there|in|sent))\b/i,
      /区切り(?:文字|のバイト)?が(?:な[いく]|ありません|抜け|消え)|XOAUTH2 ?(?:の)?文字列.{0,16}(?:正しくない|誤り|間違|不正)/i,
    ),
  ],
  [
    'noticed',
    'scope-not-in-token',
    anyOf(
      /(?<!\bclaims?\b.{0,30})\b(?:not (?:available|granted|present|included|contained|found)|missing) in (?:the |its |your )?(?:access )?token\b/i,
      /\b(?:missing|lacks?|not (?:available|granted|present|included|contained|found)|no)\b.{0,40}\b(?:permissions?|scopes?|in (?:the )?token)\b.{0,40}\b(?:Mail|Calendars|Contacts|User|MailboxSettings|Files|Tasks)\.[A-Z]\w+/i,
      /\b(?:permissions?|scopes?)\b.{0,8}\b(?:Mail|Calendars|Contacts|User|MailboxSettings|Files|Tasks)\.[A-Z]\w+(?:\.\w+)?\b.{0,24}\b(?:missing|lacking|not (?:\w+ )?(?:available|granted|present|included|contained|found))\b/i,
    ),
  ],
  [
    'noticed',
    'validation-token-refused',
    anyOf(
      /\bvalidationToken\b.{0,80}\b(?:fails?|failed|failing|400|refused|rejected|not accepted|errors?)\b/i,
      /\b(?:fails?|failed|failing|400|refused|rejects?|rejected)\b.{0,60}\bvalidationToken\b/i,
    ),
  ],
  [
    'noticed',
    'tokens-revoked',
    anyOf(
      /\b(?:revoked?|revoking|invalidated?|invalidating)\b (?:all |every |any )?(?:of )?(?:my |the |our |its |their |his |her |user |users |active |existing |old |refresh )*(?:refresh[ _-]?)?(?:tokens?|sessions?|sign-?ins?|log-?ins?|consents?|app permissions)\b/i,
      /\b(?:tokens?|sessions?|consents?|grants?)\b (?:of \w+ |were |was |have been |has been |had been |all |got ){1,3}revoked\b/i,
      /\bRevoke-(?:Mg|AzureAD|MgBeta)User(?:SignInSession|AllRefreshToken)s?\b/i,
      /\b(?:clicked|pressed|used|hit|chose|ran)\b.{0,20}\b(?:revoke|sign[ -]?out (?:everywhere|of all)|log[ -]?out everywhere)\b/i,
      /\b(?:signed|logged) (?:myself |me |us |him |her |everyone |everybody |all users )?out (?:everywhere|of (?:all|every) (?:sessions?|devices?|places?))/i,
      /\bremoved (?:the |our |its )?app(?:lication)?(?:.s)? (?:access|permissions?)?.{0,16}\b(?:from|in|at|under) (?:my ?apps|myapplications|account\.(?:live|microsoft)\.com|my account|the enterprise app)/i,
      /(?:トークン|セッション|サインイン)(?:を|は|が)?(?:すべて|全て|全部)?(?:取り消|失効させ|無効化し|破棄し)/i,
      /\b(?:alle )?(?:tokens?|sitzungen|anmeldungen) (?:wurden |habe ich |haben wir )?(?:widerrufen|zurückgezogen)/i,
      /\b(?:révoqué|revocad[oa]s?|revogad[oa]s?|revocat[oi])\b.{0,24}\b(?:jetons?|tokens?|sesiones|sessions?|sessões)/i,
    ),
  ],
  // What they are told of others, who still use a password.
  [
    'noticed',
    'oauth-required',
    anyOf(
      /\b(?:microsoft|outlook|office ?365|o365|m365|exchange|ms|they|server)\b.{0,40}\b(?:forc\w{1,3}|requir\w{1,3}|demand\w{0,3}|enforc\w{1,3}|insist\w{0,3} on|mandat\w{1,4}|wants?|only (?:accepts?|allows?|supports?|takes?)|(?:switched|moved|changed|switching|moving|changing) to|bring\w{0,3} in|introduc\w{1,3}|roll\w{0,3} out)\b.{0,24}\b(?:o-?auth ?2?(?:\.0)?|modern auth\w{0,10})\b(?!.{0,30}\b(?:token|scope|client|flow)\b)/i,
      /\b(?:microsoft|outlook|office ?365|o365|m365|exchange|hotmail|ms|they|server)\b.{0,24}\b(?:(?:start|beg[aiu]n)\w{0,4} (?:to )?(?:us|requir|demand|want|enforc|ask(?:ing)? for|need)\w{0,4}|now (?:only )?(?:uses?|wants?|needs?|expects?|works? with)|(?:uses?|wants?|needs?|works? with) (?:now|only|nothing but)|went over to|goes over to)\b.{0,12}\b(?:o-?auth ?2?(?:\.0)?|modern auth\w{0,10})\b(?!.{0,30}\b(?:token|scope|client|flow)\b)/i,
      /\b(?:microsoft|outlook|office ?365|o365|m365|exchange|hotmail|ms|they)\b.{0,24}\b(?:(?:no longer|not|n't|never) (?:accept|allow|support|take|permit|like)\w{0,3}|(?:stop|end|drop|discontinu|phas|retir|abolish|kill|block|forbid|forbade|remov|deprecat)\w{0,5}(?: out)?)(?: \w+){0,2} (?:basic (?:auth\w{0,10}|log ?ins?)|passwords?|user ?names? and passwords?|legacy auth\w{0,10}|(?:plain|simple) (?:auth\w{0,10}|log ?ins?|passwords?)|less secure)\b/i,
      /\b(?:basic auth\w{0,10}|password(?:s| log ?ins?| auth\w{0,10})?)\b.{0,24}\b(?:(?:is|was|are|were|has been|have been|got|being) (?:now |finally |completely |just )?(?:disabled|turned off|switched off|removed|retired|deprecated|discontinued|killed|dropped|gone|blocked))\b.{0,24}\b(?:by|at|for|from|in|on)? ?(?:microsoft|outlook|office|exchange|o365|m365)/i,
      /\b(?:microsoft|outlook|office ?365|o365|m365|exchange|admins?|administrators?|IT(?: department)?|university|company|organi[sz]ation)\b.{0,30}\b(?:disabled|turned off|switched off|removed|retired|discontinued|killed|dropped|blocks|blocked) (?:basic auth|password|legacy auth)/i,
      /\b(?:microsoft|outlook|exchange)\b.{0,30}(?:verlangt|erzwingt|exige|impose|obliga|richiede).{0,20}\b(?:oauth|modern)/i,
      /(?:Microsoft|Outlook|Exchange).{0,20}(?:OAuth|先進認証).{0,12}(?:必須|強制|必要にな)/i,
      /基本認証.{0,16}(?:廃止|無効|終了|使えな)/i,
    ),
  ],
  [
    'noticed',
    'other-providers-too',
    anyOf(
      /\b(?:gmail|googlemail|google|yahoo|icloud|gmx|web\.de|zoho|fastmail)\b(?:(?!\bworks?\b|\bfine\b|\bok\b|\bwould\b|\b(?:had|if)\b).){0,60}\b(?:same (?:error|problem|issue|result|message|thing|failure|timeout)|(?:fails?|failed|error) (?:too|as well|also|the same|likewise|in the same way)|(?:doesn.t|does not|didn.t|did not|won.t|can.t|cannot) (?:\w+ )?(?:work|connect|fetch|go)\w* (?:either|too|as well))\b/i,
      /\b(?:same (?:error|problem|issue|result|message|thing|failure|timeout)|neither|fails? (?:too|also|as well))\b(?:(?!\bworks?\b|\bfine\b).){0,50}\b(?:with|for|on|at|from|to|of|nor) (?:my |our |a |an |the )?(?:\w+ ){0,2}(?:gmail|googlemail|google|yahoo|icloud|gmx|zoho)\b/i,
      /\bneither of (?:them|the two|these|both) (?:works?|connects?|fetche?s?|sends?|receives?)\b/i,
      /(?:Gmail|Google|Yahoo).{0,12}(?:でも|も)(?:同じ|同様|つながら|失敗|だめ|ダメ)/i,
      /(?:auch (?:bei|mit)|bei) (?:gmail|google|gmx|web\.de).{0,30}(?:gleiche|derselbe|dasselbe|selbe)/i,
    ),
  ],
  // A mechanism for passwords is used where a token was meant. In capitals: a login may be anything.
  [
    'noticed',
    'password-picked',
    anyOf(
      /\b(?:tries|tried|picks|picked|chooses|chose|prefers|attempts) (?:\w+ )?["'`]?(?:AUTH[ =])?(?:LOGIN|PLAIN)\b/,
      /\b(?:uses|sends|falls back to|fell back to) (?:\w+ )?["'`]?(?:AUTH[ =])?(?:LOGIN|PLAIN)\b/,
      /(?:(?:AUTH[ =])?(?:LOGIN|PLAIN)\b["'`]?) (?:is|was|gets) (?:used|tried|sent|chosen|picked)\b/,
      /\b(?:LOGIN|PLAIN)\b["'`]? (?:instead of|rather than|although|in place of) .{0,24}\b(?:XOAUTH2|OAUTHBEARER|OAuth)/,
      /\b(?:XOAUTH2|xoauth2|OAUTHBEARER)\b.{0,24}\b(?:is|was|gets) (?:ignored|skipped|passed over|never (?:tried|used))\b/,
      /\b(?:XOAUTH2|xoauth2|OAUTHBEARER)\b.{0,24}\b(?:does nothing|has no effect)\b/,
      /(?:XOAUTH2|OAuth).{0,12}(?:無視され|使われな|使われず)|(?:LOGIN|PLAIN) ?(?:が使われ|で認証しよう|を使って?しま)/,
    ),
  ],
  [
    'noticed',
    'no-credentials',
    anyOf(
      /\b(?:smtp|mail|send\w{0,3}|port 25|relay)\b.{0,60}\b(?:without (?:any )?(?:user ?name|credentials?|authentication|a? ?log ?in|password|auth)|no (?:user ?name|credentials?|auth(?:entication)?|log ?in)(?: is| are)? (?:set|given|configured|entered|used|needed|sent)|(?:user ?name|credentials?|password)(?: and (?:the )?password)? (?:are|is|left|field is|fields are) (?:left )?(?:empty|blank|unset))\b/i,
      /\b(?:user ?name|credentials?)(?: and (?:the )?password)? (?:are |is |I left |we left |were )?(?:left )?(?:empty|blank)\b.{0,60}\b(?:smtp|mail|port 25)\b/i,
      /(?:ユーザー名|パスワード|認証情報)(?:と(?:ユーザー名|パスワード))?(?:は|が|を)?(?:空|未設定|設定して(?:い)?ません|指定して(?:い)?ません)/i,
    ),
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
  [
    'noticed',
    'secret-expired',
    anyOf(
      /\b(?:geheime[rn]? (?:client)?schlüssel|clientschlüssel)\b.{0,12}abgelaufen/i,
      /\bsecret\b.{0,16}expiré|\bsecreto\b.{0,24}(?:caduc|expir|venc)/i,
      /\bsegredo\b.{0,24}(?:expir|venc)|\bsegreto\b.{0,24}scadut/i,
      /\b(?:client)?geheim\b.{0,16}verlopen/i,
      /(?:客户端密码|客户端密钥|客户端机密|用戶端密碼).{0,6}(?:过期|過期|失效)|클라이언트 ?(?:암호|비밀|시크릿).{0,6}만료/i,
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
  [
    'noticed',
    'password-must-change',
    anyOf(
      /(?<!app )\bpasswords? (?:has|had|was|is) (?:already )?expired\b/i,
      /\b(?:asked|told|wanted|wants|forced|forces|required|prompted)\b.{0,12}\bto (?:update|change|choose|set|renew)\b (?:my|a new|the|your|our) password/i,
      /\bupdate your password because\b/i,
      /(?<!アプリ ?)パスワードの?(?:有効)?期限(?:が|の)?切れ|パスワードを(?:更新|変更)(?:しろ|するよう|せよ|しなさい)/i,
      /\b(?:kennwort|passwort) (?:ist|war|sei) (?:\w+ )?abgelaufen/i,
      /\bneues (?:kennwort|passwort) (?:vergeben|festlegen|setzen|wählen)/i,
      /\bmot de passe (?:a|avait|est) expiré/i,
      /\bcontraseña (?:ha|había|está|estaba) (?:caducad|expirad|vencid)/i,
      /\bsenha (?:expirou|venceu|tinha expirado|est[aá](?:va)? (?:expirada|vencida))/i,
      /\bpassword (?:è|era) scaduta|\bwachtwoord (?:is|was) verlopen/i,
      /密码(?:已经?)?(?:过期|過期|到期|失效)|(?:비밀번호|암호)[가이은는]? ?만료/i,
    ),
  ],
  [
    'noticed',
    'outage',
    anyOf(
      // Numbers of incidents in the service health page.
      /\b(?:EX|MO)\d{6,7}\b/i,
      /\b(?:service (?:health|status)|health (?:dashboard|page|center)|status page|admin cent(?:er|re))\b.{0,40}\b(?:shows?|showed|reports?|reported|lists?|has|had|says?|said|is|are|tells?|told|announce[sd]?)\b(?!.{0,40}\b(?:no|not|none|nothing|any)\b).{0,40}\b(?:incidents?|outages?|degrad\w{2,5}|disruptions?)/i,
      /\b(?:Microsoft|MS|M365|Office ?365|O365|Exchange Online|Outlook(?:\.com)?|Hotmail|Azure|Entra)\b.{0,16}\b(?:has|had|have|confirmed|acknowledged|announced|reported|is having|was having)\b(?! (?:no|not|never)\b) (?:\w+ )?(?:an? |some )?(?:\w+ )?(?:outages?|incidents?|disruptions?|service (?:problems?|issues?|degradation))/i,
      /\bMicrosoft (?:is|are|was|were) (?:currently |still |now )?(?:investigating|working on|aware of) (?:an?|the|this|some) (?:\w+ )?(?:issue|problem|outage|incident)/i,
      /(?<!\b(?:not|no|any) (?:an? )?)\b(?:Microsoft|M365|(?:Microsoft|Office) ?365|Exchange(?: Online)?|Azure|Entra|Outlook(?:\.com)?)(?:'s)? (?:service )?(?:outage|incident|disruption)\b/i,
      /(?<!\b(?:not|no|any) (?:an? )?(?:\w+ )?)\b(?:outages?|disruptions?|service incidents?)\b.{0,12} (?:at|by|from|of|in|on) (?:the )?(?:Microsoft|MS\b|M365|Office ?365|Exchange|Azure|Entra|their (?:side|end)|Outlook)/i,
      /\b(?:Microsoft 365|M365|Office ?365|O365|Exchange Online|Outlook\.com|Hotmail|Azure AD|Entra ID) (?:is|was|were|has been|went) (?:\w+ )?(?:down|degraded|unavailable)\b/i,
    ),
  ],
  [
    'noticed',
    'outage',
    anyOf(
      /(?:Microsoft|マイクロソフト|Office ?365|M365|Exchange|Outlook|Azure|Entra).{0,20}障害(?!.{0,10}(?:な[いしくかっ]|ありません|ではな))(?:が|でし|だっ|情報|によ|のため|発生|中|[:：。]|$)/i,
      /\b(?:störung|ausfall)\b.{0,24}\b(?:bei|von|seitens) (?:Microsoft|Exchange|Office|Azure|Outlook)|\b(?:bei|seitens) (?:Microsoft|Exchange Online|Office 365)\b.{0,30}\b(?:störung|ausfall)\b/i,
      /\b(?:panne|incident)\b.{0,16}\b(?:chez|de|côté) (?:Microsoft|Exchange|Office|Outlook)/i,
      /\b(?:caída|incidencia|interrupción|falha|interrupção|instabilidade|queda|disservizio|guasto|storing)\b.{0,24}\b(?:de|en|da|na|no|del|di|bij|van) (?:Microsoft|Exchange|Office|Outlook|Azure)/i,
      /(?:微软|Microsoft|Office ?365|Exchange).{0,8}(?:服务)?(?:出现|发生)?(?:了)?(?:故障|宕机)|(?:마이크로소프트|Microsoft|Exchange|Office ?365).{0,12}장애/i,
    ),
  ],
  // ... without anybody having changed anything.
  [
    'noticed',
    'recovered',
    anyOf(
      /\b(?:start\w{0,3}|beg[aiu]n|came|works?|working|back|resolved|fixed|healed|recovered|went away|gone|disappeared)\b.{0,30}\b(?:by itself|by themselves|on its own|on their own)\b/i,
      /\b(?:resolv|fix|heal|recover)(?:s|es|ed) itself\b/i,
      /\b(?:suddenly|just now|while (?:I (?:was |am )?)?writ\w{2,4}|meanwhile|magically|mysteriously)\b(?!.{0,60}(?:\b(?:not|no|nothing|none|never|stop\w*|fail\w*)\b|n't\b)).{0,40}\b(?:(?:works?|working|(?:start\w{0,3}|beg[aiu]n) (?:to )?work\w{0,3}) again|is back|resolved)\b/i,
      /\bwork(?:s|ing|ed)? (?:normally )?again\b.{0,30}\b(?:(?:nothing|no) (?:was |has |had |is )?(?:been )?chang\w{1,3}|(?:did|changed) nothing|no (?:action|changes))/i,
      /(?:何も(?:して|変え|変更して)(?:い)?ない(?:のに)?|自然に|勝手に|いつの間にか).{0,12}(?:直|復旧|回復|治|送れるように|動くように)/i,
      /\b(?:von selbst|von allein\w?|tout seul|de lui-même|por sí sol[oa]|sozinho|da solo|vanzelf)\b.{0,24}(?:wieder|behoben|remarch|refonctionn|rétabli|résolu|volvió|resolvió|voltou|resolveu|ripreso|risolto|weer|opgelost)/i,
      /(?:wieder|behoben|remarch\w*|rétabli|résolu|volvió|resolvió|voltou|resolveu|ripreso|risolto|weer|opgelost)(?![a-zà-ü]).{0,24}\b(?:von selbst|von allein\w?|tout seul|de lui-même|por sí sol[oa]|sozinho|da solo|vanzelf)/i,
      /(?:自己|自动|自行)(?:就)?(?:好|恢复)了|저절로.{0,6}(?:해결|복구|정상)/i,
    ),
  ],
];
