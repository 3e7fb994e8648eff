// More of what told.ts listens for: how the app is registered, what it and the person may do, and who signs in for whom. In
// English and Japanese, as in told-sentences.ts.

import { anyOf } from './any-of.ts';
import type { Told } from './told-sentences.ts';

export const circumstances: readonly Told[] = [
  [
    'app.registered',
    'wrong-object-id',
    anyOf(
      /\bobject[- ]?id\b.{0,70}\b(?:app(?:lication)? registrations?\b|of the (?:app(?:lication)? )?registration\b|(?:the )?registered app\b)/i,
      /\bapp(?:lication)? registrations?\b.{0,60}\bobject[- ]?id\b/i,
      /\bwrong (?:object|service)[- ]?id\b/i,
      /アプリの登録.{0,30}オブジェクト ?ID/i,
    ),
  ],
  [
    'app.registered',
    'no',
    anyOf(
      /\b(?:did ?n.t|did not|have ?n.t|have not|has not|has ?n.t|had not|never|not yet|without|no|nobody)\b.{0,40}\b(?:New-ServicePrincipal|powershell|service[- ]principals?|register\w* (?:the |our |an? )?(?:app|application|client)? ?(?:in|with|at) exchange)\b/i,
      /\b(?:New-ServicePrincipal|service[- ]principal)\b.{0,40}\b(?:missing|not (?:yet )?(?:run|created|registered|executed|done|made|there)|was skipped|never)\b/i,
      /\bGet-ServicePrincipal\b.{0,40}\b(?:empty|nothing|no (?:result|output|entry)|not (?:list|show|find))/i,
      /(?:サービス ?プリンシパル|New-ServicePrincipal).{0,16}(?:未登録|未実行|ていない|ていません|ありません)/i,
    ),
  ],
  [
    'app.registered',
    'yes',
    anyOf(
      /^\s{0,12}(?:PS [^>]{0,60}>\s?)?New-ServicePrincipal\s{1,4}-/i,
      /(?<!never )(?<!not )(?<!n.t )(?<!yet )(?<!nobody )(?<!no one )(?<!nobody has )\b(?:ran|run|executed|created|registered|made|with|via|used|using)\b.{0,30}\b(?:New-ServicePrincipal|(?:the |a )?service[- ]principal)\b/i,
    ),
  ],
  [
    'mailbox.access',
    'yes',
    anyOf(
      /^\s{0,12}(?:PS [^>]{0,60}>\s?)?Add-MailboxPermission\s{1,4}-/i,
      /\b(?:has|have|had|with|holds?|got|gave|given|granted|ran|via|added|assigned|set)\b(?: (?!no\b|not\b)\S{1,30}){0,6} ?(?:full ?access|Add-MailboxPermission)\b/i,
      /フル ?アクセス.{0,12}(?:付与|あり|与え|設定)/i,
    ),
  ],
  [
    'mailbox.access',
    'no',
    anyOf(
      /\b(?:no|not|n.t|without|missing|lacks?|never)\b.{0,30}\b(?:full ?access|Add-MailboxPermission)\b/i,
      /フル ?アクセス.{0,10}(?:ない|ありません|未付与|していない)/i,
    ),
  ],
  [
    'send-as',
    'no',
    anyOf(
      /\b(?:no|not|n.t|without|missing|lacks?|never)\b.{0,30}\b(?:send[- ]?as|Add-RecipientPermission)\b(?! ?denied| this sender)/i,
      /代理送信.{0,12}(?:ない|ありません)/i,
    ),
  ],
  [
    'send-as',
    'yes',
    anyOf(
      /^\s{0,12}(?:PS [^>]{0,60}>\s?)?Add-RecipientPermission\s{1,4}-/i,
      /\b(?:has|have|holds?|given|granted|added|assigned)\b(?:(?!\b(?:no|not|n.t)\b).){0,30}\bsend[- ]?as\b(?! ?denied| this sender)/i,
    ),
  ],
  [
    'sender.matches',
    'no',
    anyOf(
      /\b(?:from|sender|mail from|envelope)\b.{0,40}\b(?:is|are|was) (?:an?other|different|not the same)/i,
      /\b(?:send|sent|sending)\b.{0,20}\b(?:as|from) (?:an?other|a different|some other|the customer.s?|the visitor.s?|noreply|no-reply)\b/i,
      /\bdifferent (?:from|sender)(?: e-?mail)? address/i,
      /差出人.{0,14}(?:違う|異なる|別の)/i,
    ),
  ],
  [
    'user.matches',
    'no',
    anyOf(
      /\buser ?name\b.{0,40}\b(?:differs?|is (?:not|different)|different|other) .{0,12}\b(?:account|address|mailbox|e-?mail)/i,
      /\b(?:signed|logged) in(?:to)? (?:to |into )?(?:an?other|a different|the wrong|my other|some other) (?:microsoft |outlook |office )?(?:account|user)/i,
      /\b(?:signed|logged|sign|log|authenticated|authori[sz]ed|consented)\b(?: in)? (?:as|with|by) (?:my own|my personal|an?other|a different|some other|the wrong|my admin|somebody else)\b/i,
      /\bmy own (?:account|user|credentials|login)\b.{0,60}\b(?:other|another|colleague|different|their) .{0,12}(?:mail ?box|account)/i,
      /別の(?:アカウント|ユーザー)で(?:サインイン|ログイン)/i,
    ),
  ],
  // Whose sign-in the token came of.
  [
    'consent.by',
    'admin',
    anyOf(
      /(?<!\b(?:not|never) )\b(?:authori[sz]\w{1,3}|authenticat\w{2,3}|(?:sign|log)\w{0,4}[- ]in|consent\w{0,3}|obtain\w{0,3}|fetch\w{0,3}|got|generat\w{1,3}|created?|token|grant\w{0,2})\b(?:(?!\bnot\b|n't\b).){0,60}\b(?:with|using|by|via|under|and|as|of|from) (?:the |an? |my |our |his |global |tenant |office ?365 )*admin(?:istrator)?(?:'s)?,? (?:credentials?|account|log-?in|user)\b/i,
      /管理者の?(?:資格情報|アカウント|ID)(?:で|を使って).{0,16}(?:トークン|認可|承認|許可|認証|取得)/i,
      /\bmit (?:einem |dem |unserem |meinem )?(?:global(?:en)? )?admin(?:istrator)?[- ]?(?:konto|account|zugang|benutzer)\b.{0,40}\b(?:angemeldet|autorisiert|zugestimmt|token)/i,
      /\bavec (?:un |le |mon |notre )?compte (?:d.)?admin\w*.{0,40}\b(?:autoris|connect|consent|jeton)|\bcon (?:la |una |mi )?cuenta (?:de |del )?admin\w*.{0,40}\b(?:autori|inici|consent|token)/i,
    ),
  ],
  [
    'consent.by',
    'other',
    /\b(?:signed|logged|sign|log|consented|authori[sz]ed)\b(?: in)? (?:as|with|by) (?:an?other|a different|some other|the wrong|somebody else|my own|my personal)\b/i,
  ],
  [
    'client.kind',
    'public',
    anyOf(
      /\bpublic client(?! flows?.{0,12}\b(?:no|off|disabled)\b)|\bmobile and desktop\b/i,
      /\bnative (?:app|client|application)\b/i,
      /モバイル(?:と|および|アプリケーションと)デスクトップ/i,
    ),
  ],
  [
    'client.kind',
    'confidential',
    anyOf(
      /\bconfidential client/i,
      /\b(?:registered|platform|type|redirect(?: uri)?)\b.{0,20}\b(?:as |is |type |: ?)(?:a )?["'`]?web\b(?! ?app reg)/i,
      /\b(?:chosen|chose|selected|picked|took|set to|configured as) ["'`]?web\b["'`]?(?! ?(?:app reg|api|mail))/i,
      /\bweb (?:platform|redirect)/i,
    ),
  ],
  [
    'client.kind',
    'spa',
    anyOf(
      /\b(?:registered|platform|type|redirect(?: uri)?)\b(?:(?!\b(?:not|no|never|instead|rather)\b|n't\b).){0,24}\b(?:spa|single[- ]page)\b(?! ?(?:ではな|じゃな))/i,
      /(?<!\b(?:not|no|never)\b.{0,12})\bsingle[- ]page application (?:platform|redirect)/i,
    ),
  ],
  [
    'app.audience',
    'one-tenant',
    /\bsingle[- ]tenant\b|\baccounts in this organi[sz]ational directory only|\bAzureADMyOrg\b|シングル ?テナント|この組織ディレクトリのみ/i,
  ],
  [
    'app.audience',
    'work',
    /\bAzureADMultipleOrgs\b|\baccounts in any organi[sz]ational directory(?! .{0,60}personal)/i,
  ],
  [
    'app.audience',
    'work-and-personal',
    /\bAzureADandPersonalMicrosoftAccount\b|\bany organi[sz]ational directory\b.{0,60}\bpersonal/i,
  ],
  [
    'app.audience',
    'personal',
    /\bPersonalMicrosoftAccount\b(?<!and\w{24})|\bpersonal microsoft accounts only/i,
  ],
  [
    'cloud',
    'gcc-high',
    anyOf(
      /\bGCC[- ]?High\b|\b(?:azure|us|u\.s\.) government\b|\boffice365\.us\b/i,
      /\bmicrosoftonline\.us\b|\bgraph\.microsoft\.us\b/i,
    ),
  ],
  ['cloud', 'dod', /\bDoD (?:tenant|cloud|environment)\b|\boutlook-dod\./],
  [
    'cloud',
    'china',
    /\b21 ?Vianet\b|世纪互联|世紀互聯|\bazure china\b|\bpartner\.(?:outlook|microsoftonline)\.cn\b/i,
  ],
  ['tenant.segment', 'common', /\b(?:the |a )?\/?common (?:endpoint|authority|tenant)\b/i],
  ['tenant.segment', 'consumers', /\b(?:the |a )?\/?consumers (?:endpoint|authority|tenant)\b/i],
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
    'exchange',
    anyOf(
      /\b(?:token|jwt)\b(?:(?!\bgraph\b).){0,60}\b(?:for|audience(?: is| of)?|aud(?: is)?|to) ["'`]?(?:https:\/\/)?(?:outlook\.office(?:365)?\.com|exchange(?: online)?\b(?! admin| graph))/i,
      /\bexchange (?:access )?token\b/i,
      /(?:outlook\.office(?:365)?\.com|Exchange(?: Online)?) ?(?:用|宛て|向け)の?トークン/i,
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
    'sign-in.mechanism',
    'xoauth2',
    anyOf(
      /\b(?:connect|log ?in|sign ?in|authenticat|configur|set up|add|switch|chang|migrat|moved)\w{0,4}\b(?:(?!\b(?:not|instead|without|need|must|want|support)\b).){0,40}\b(?:with|via|using|by|over|to) (?:x?oauth ?2?(?:\.0)?|modern auth)/i,
      /\b(?:(?:authentication|auth|security|sign-in|login) )?(?:method|mechanism|mode|type)\b(?: is| was| set to|:| =|=) ?["'`]?x?oauth ?2?\b/i,
      /(?:認証|認証方式|认证方式|驗證方式|身份验证方式)(?:は|：|:|为|為) ?[「"]?OAuth/i,
      /\b(?:authentifizierung(?:smethode)?|méthode d.authentification|autenticación|autenticação)(?: ist| est| es| é|:| auf) ?["„«]?OAuth/i,
    ),
  ],
  ['scopes.offline', 'prefixed', /https?:\/\/[\w.-]{3,60}\/{1,2}offline_access\b/i],
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
    'scopes.offline',
    'yes',
    anyOf(
      /\boffline_access\b.{0,30}\b(?:is|was|are|were) (?:\w+ )?(?:asked|requested|included|granted|consented|in the|among|present|there|added)\b/i,
      /\b(?:asked|requested|included?|with|added|have|consented to)\b.{0,20}\boffline_access\b(?! ?(?:missing|is missing|only at))/i,
      /\boffline_access\b.{0,30}(?:dabei|enthalten|bewilligt|angefordert)/i,
      /offline_access ?(?:は|も|を)(?:含|要求|指定|付け)/i,
    ),
  ],
  // Whoever uses a finished mail program, and does not name it as the one that works.
  [
    'runs.on',
    'desktop',
    anyOf(
      /^\W{0,4}(?:Mozilla )?(?:Thunderbird|eM ?Client|Evolution|Mailspring|Mailbird|BlueMail|Apple Mail|K-9 Mail|FairEmail)\b(?!.{0,12}\b(?:works?|receives?|sends?|reads?|fine|can|connects?|does|geht|funktioniert)\b)/i,
      /\b(?:I use|we use|I am using|we are using|users? (?:of|use|with)|set up|configured|(?:account|mailbox) (?:in|to)) (?:Mozilla )?(?:Thunderbird|eM ?Client|Evolution|Mailspring|Mailbird|BlueMail|Apple Mail|K-9 Mail|FairEmail)\b/i,
      /(?:Thunderbird|eM ?Client|Apple Mail)(?:を使|で設定|に追加)/i,
    ),
  ],
  [
    'changed.recently',
    'yes',
    anyOf(
      /\b(?:enabled|added|granted|changed|created|assigned|ran|set|gave|given|turned on|switched on)\b.{0,80}\b(?:half an hour|quarter of an hour|an hour) ago\b/i,
      /\b(?:enabled|added|granted|changed|created|assigned|ran|set|turned on|switched on)\b.{0,80}\b(?:\d{1,2}|a few|few|five|ten|fifteen|twenty|thirty) (?:min(?:ute)?s?) ago\b/i,
    ),
  ],
  [
    'leg',
    'token',
    /\b(?:paste[ds]?|pasting|copied|copy|entered|waits? for) (?:back )?(?:the |this |that |it |in )?(?:full |whole |redirect(?:ed)? |post-authentication |resulting |final )*(?:url|code)\b/i,
  ],
  [
    'body.form',
    'json',
    anyOf(
      /\b(?:post(?:s|ed|ing)?|sends?|sending|sent|encod\w+|serialis\w+|serializ\w+|body|payload|parameters|it|them)\b.{0,40}\b(?:as|in|is|are|was|a|with|of|my|our|the|raw)? ?(?:an? )?(?:application\/)?json\b(?!.{0,30}\b(?:answer|response|reply|error|back)\b)/i,
      /\b(?:als|in|en|au format|em|como) json\b/i,
      /\bJSON ?(?:で|形式で|として)(?:送|渡|POST|投げ)/i,
    ),
  ],
];
