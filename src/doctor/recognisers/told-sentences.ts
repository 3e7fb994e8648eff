// What the recogniser of told.ts listens for: a sentence in English or Japanese, and the fact of facts.ts that it tells.

import type { FactName, FactValue } from '../facts.ts';
import { anyOf } from './any-of.ts';

export type Told = { readonly [F in FactName]: readonly [F, FactValue<F>, RegExp] }[FactName];

export const sentences: readonly Told[] = [
  [
    'account.type',
    'personal',
    anyOf(
      /@(?:outlook|hotmail|live|msn)\.[a-z.]{2,6} (?:inbox|mail ?box|account|address|e-?mail|user)/i,
      /\b(?:personal|private|consumer|free) (?:microsoft |outlook(?:\.com)? |hotmail(?:\.com)? |live(?:\.com)? )?(?:e-?mail |mail )?accounts?\b/i,
      /\b(?:account|mailbox|address|e-?mail|user|login)s? (?:is|are|was|on|at|with|from|of|in) (?:an? |my |our |the )?(?:\w+ )?(?:outlook\.(?:com|de|fr|jp)|hotmail(?:\.[a-z]{2,3})?|live\.[a-z]{2,3}|msn)\b/i,
      /\b(?:outlook\.(?:com|de|fr|jp)|hotmail(?:\.com|\.[a-z]{2})?|live\.(?:com|[a-z]{2})|msn)[ -]?の?(?:e-?mail )?(?:e-?mails?\b|accounts?|address|user|mailbox|konto|adresse|アカウント|アドレス|メール)/i,
      /(?:outlook\.(?:com|jp)|hotmail[.\w]{0,8}|live\.[a-z.]{2,5}) ?の ?(?:メール|アカウント|アドレス|受信|個人)/i,
      /(?:outlook\.jp|hotmail\.[\w.]{2,5}|live\.jp|msn\.com) ?(?:を|に|で|宛|から|は)/i,
      /\b(?:personal|private|privates?|persönliches?) (?:outlook|hotmail|live|microsoft)\b/i,
      /\b(?:account|log ?in|user(?:name)?|mailbox|address|e-?mail|konto)\b[^.;@]{0,24}@(?:outlook|hotmail|live|msn)\.[a-z]{2}/i,
      /(?<![\w.@/-])outlook\.com(?= (?:imap|pop3?|smtp|inbox|mail)\b|[,:] )/i,
      /\b(?:at|by|from|into|to|via|with|over|of) outlook\.com(?![\w/@-]|\.\w)/i,
      /\b(?:an?|my|our|his|her|with|for|old|new) hotmail\b/i,
      // Who has several of that name has them at Outlook.com; of companies there is one.
      /\b(?:my|other|all|both|some|two|three|several) outlook (?:e-?mail )?accounts\b/i,
      /@(?:outlook|hotmail|live|msn)(?:\.[a-z]{2,3}){1,2} (?:account|address|e-?mail|mailbox|user)/i,
      /個人(?:用)?(?:の)?(?:Microsoft ?)?アカウント|Microsoft 個人アカウント/i,
    ),
  ],
  [
    'account.type',
    'work',
    anyOf(
      /\b(?:work|school|business|company|corporate|organi[sz]ation(?:al)?|enterprise|office ?365|microsoft ?365|m365|o365|exchange online) (?:or school )?(?:e-?mail |mail )?(?:account|tenant|user|mailbox|subscription)(?! (?:instead|rather)\b)/i,
      /\bwork or school account(?! (?:instead|rather)\b)/i,
      /\b(?:university|college|uni|employer's) (?:e-?mail |mail |microsoft |outlook )?(?:accounts?|e-?mails?|mail ?box|address|tenant)\b/i,
      /\b(?:accounts?|mail ?box|address)\b (?:\w+ ){0,2}(?:of|from|at) (?:an? |the |my |our )(?:university|college|school|company|employer)\b/i,
      /(?:職場|学校|会社|法人|組織|大学|勤務先)(?:または学校)?の?(?:アカウント|メール)/i,
    ),
  ],
  // Only an organization's administrator sees these.
  [
    'account.type',
    'work',
    /\b(?:Imap|Pop)Enabled\s{0,4}:\s{0,2}(?:True|False)\b|\bSmtpClientAuthenticationDisabled\s{0,4}:|\b[GS]et-CASMailbox\b/,
  ],
  // Where nobody else is named.
  [
    'provider',
    'google',
    /^(?!.*\b(?:microsoft|outlook|office|exchange|hotmail|o365|m365|yahoo|icloud)\b).*\b(?:gmail(?!-xoauth)|google|googlemail)\b/i,
  ],
  [
    'account.twin',
    'yes',
    anyOf(
      /\b(?:exists?|registered|known|used|both|twice)\b.{0,40}\b(?:work|school|business|company)\b.{0,30}\b(?:and|or) .{0,16}\bpersonal\b/i,
      /\btwo (?:microsoft )?accounts\b.{0,20}\b(?:work|school|business|company)\b.{0,20}\bpersonal\b/i,
      /\bboth (?:a |as )?(?:a )?personal and (?:a |as )?(?:work|school|business)/i,
      /職場.{0,24}個人.{0,16}(?:両方|二つ|2 ?つ)|同じアドレス.{0,30}2 ?つのアカウント/i,
    ),
  ],
  [
    'mailbox.kind',
    'shared',
    anyOf(
      /\(shared\)|\bshared (?:mail ?box|inbox|e-?mail|mail account|account|address|one)\b/i,
      /\bshared (?:mail ?box|inbox|e-?mail)/i,
      /共有(?:の)?メール(?:ボックス|アドレス)/i,
    ),
  ],
  [
    'mailbox.kind',
    'alias',
    /\b(?:an?|the|my|our|is|with|using) (?:e-?mail )?alias\b|alias (?:address|e-?mail)|エイリアス/i,
  ],
  ['mailbox.kind', 'distribution-group', /\bdistribution (?:list|group)|配布(?:リスト|グループ)/i],
  [
    'mailbox.switch',
    'off',
    anyOf(
      /\b(?:imap4?|pop3?|smtp ?(?:client ?)?auth(?:entication)?|smtp ?client|authenticated smtp)\b.{0,40}\b(?:(?:is|was|were|has been|had been|are|got|being) (?:\w+ )?(?:disabled|deactivated|turned off|switched off|off|blocked|forbidden|un(?:checked|ticked|selected)|not (?:enabled|active|activated|allowed|ticked|checked|selected|on|permitted))|(?:is|was|were)n.t (?:enabled|active|allowed|ticked|checked|selected|on))\b/i,
      /\b(?:disabled|deactivated|blocked|turned off|switched off) (?:\w+ ){0,3}(?:imap4?|pop3?|smtp auth|authenticated smtp)\b(?! (?:basic|legacy))/i,
      /\b(?:enabl(?:ed|ing)|tick(?:ed|ing)|activat(?:ed|ing)|(?:switch|turn)(?:ed|ing) on) (?:\w+ )?(?:imap4?|pop3?|smtp auth|authenticated smtp)\b.{0,60}\b(?:solved|fix(?:ed|es)|resolved|helped|(?:it|all|everything)(?: now)? works?|now (?:it )?works?|works now|it worked|did the trick|was the (?:solution|fix|cure))\b/i,
      /\b(?:had to|(?:solution|fix|cure|answer) (?:was|is) to) (?:enable|tick|activate|(?:switch|turn) on) (?:\w+ )?(?:imap4?|pop3?|smtp auth|authenticated smtp)\b/i,
      /\bhad (?:imap4?|pop3?|smtp auth|authenticated smtp)\b.{0,12}\b(?:switched|turned) off\b/i,
      /\b(?:Imap|Pop)Enabled\s{0,4}:\s{0,2}False/i,
      /SmtpClientAuthenticationDisabled\s{0,4}:\s{0,2}True/i,
      /(?:IMAP|POP|SMTP).{0,24}(?:無効|オフ)/i,
    ),
  ],
  [
    'mailbox.switch',
    'on',
    anyOf(
      /\b(?:imap|pop|smtp ?(?:client ?)?auth(?:entication)?|authenticated smtp)\b.{0,40}\b(?:is|was|are) (?:(?!not\b)\w+ )?(?:enabled|turned on|switched on|on\b|active|permitted|allowed|ticked|checked)/i,
      /(?<!never )\b(?:has|have|had|with) (?:the |both )?(?:(?:imap4?|pop3?|smtp)(?: and |\/|, | & ))?(?:imap4?|pop3?|smtp(?: auth)?|authenticated smtp) (?:enabled|turned on|switched on|ticked|checked|activated|allowed|on)\b/i,
      /\b(?:Imap|Pop)Enabled\s{0,4}:\s{0,2}True/i,
      /SmtpClientAuthenticationDisabled\s{0,4}:\s{0,2}False/i,
      /\b(?:i|we)(?: have|'ve)? (?:already )?enabled (?:imap|pop|smtp)(?!.{0,60}\b(?:solved|fixed|works?|worked)\b)/i,
      /(?:IMAP|POP|SMTP).{0,12}(?:有効|オン)/i,
    ),
  ],
  [
    'timing',
    'after-an-hour',
    anyOf(
      /\b(?:caches?d?|stores?d?|keeps?|kept|re-?us\w{1,3}|fetch\w{0,3}|gets?|obtains?|acquires?) (?:\w+ ){0,3}(?:access[ _-]?)?token\b.{0,50}\b(?:TTL|for (?:\d{1,3}|two|three|several|many) ?(?:h|hours|days)|once (?:at|on|when)|only once|at start-?up|for ever|all day)\b/i,
      /トークン.{0,12}(?:一度だけ|1 ?回だけ|使い回)/i,
    ),
  ],
  [
    'timing',
    'after-an-hour',
    anyOf(
      /\b(?:works?|worked|working|runs?|fine|ok|okay|good|connected|fails?|stops?|expires?|disconnects?|dies|again|in|token).{0,40}\b(?:(?:for|after|within|every|in) (?:about |around |roughly |exactly |almost |approximately |~ ?)?(?:an?|one|1|60|the first) ?-?(?:hours?|h\b|minutes|min\b)|hourly)/i,
      /(?:1 ?時間(?=後|ごと|経|たつ|ほど|くらい|で|だけ|は|まで|以内|すると)|一時間)(?!.{0,8}(?:待|反映|置い))/i,
    ),
  ],
  [
    'timing',
    'after-an-hour',
    anyOf(
      /\b(?:during |in |for )?(?:the )?first (?:hour|60 minutes)\b|\b(?:every|each) hour\b/i,
      /\b(?:an|one) hour later\b/i,
      /\b(?:after|within) (?:about |around |roughly |exactly |almost |approximately |~ ?)?(?:an?|one|1|60) ?-?(?:hours?|h|minutes|min)\b.{0,24}\b(?:(?:I|we|it|they|he|she|this|that|you) (?:always |only )?(?:gets?|got|sees?|fails?|failed|stops?|stopped|dies|throws?|starts?)|fails?|failed|(?:is|was|are) refused|no longer|nothing)\b/i,
    ),
  ],
  [
    'timing',
    'after-a-day',
    anyOf(
      /\b(?:works?|worked|fails?|stops?|expires?|again|sign.?in|log.?in).{0,40}\b(?:for|after|every|within) (?:about |around |exactly )?(?:an?|one|1|24) ?(?:days?\b|hours\b|h\b)/i,
      /\bevery (?:day|morning|24 ?h(?:ours)?)\b|\bdaily\b/i,
      /24 ?時間(?:後|ごと|で|経)|毎日|1 ?日(?:後|で|経)/i,
    ),
  ],
  [
    'timing',
    'after-weeks',
    anyOf(
      /\b(?:for|after|within) (?:about |around |a few |several |some |\d{1,2} ?|(?:two|three|four|five|six|nine|twelve) |90 )?(?:weeks|months|days of inactivity|days without)/i,
      /\b(?:after|for|every|within|wait(?:ed|ing)?) (?:about |exactly )?(?:90|30|14|7|seven) days\b/i,
      /\b(?:every|after a|once a) week\b|\bweekly\b/i,
      /(?:数|\d{1,2}) ?(?:週間|か月|ヶ月)(?:後|ぶり|使)|90 ?日/i,
    ),
  ],
  [
    'timing',
    'now-and-then',
    anyOf(
      /\b(?:intermittent(?:ly)?|sporadic(?:ally)?|occasional(?:ly)?|sometimes?|at times|random(?:ly)?|from time to time|now and then|once in a while|every now and again)\b/i,
      /\b(?:does|do|did|is)(?: not|n't) (?:\w+ ){0,2}always\b|\b(?:on and off|off and on|hit (?:and|or) miss)\b/i,
      /ときどき|時々|たまに|不定期/i,
    ),
  ],
  [
    'timing',
    'after-password-change',
    anyOf(
      /\b(?:after|since|when(?:ever)?|because|once|(?:every|each|any) time|following|due to).{0,50}\b(?:password (?:reset|change|update|rotation|expir\w+)|(?:reset|changed?|changing|resetting|updat(?:e|ed|ing)).{0,20}password)/i,
      /パスワード(?:を|の)?(?:変更|リセット)(?:した|して|後|以来|し)/i,
    ),
  ],
  [
    'timing',
    'all-accounts-at-once',
    anyOf(
      /\b(?:all|every|each)(?: one)?(?: of)?(?: (?:our|my|the|these|\d{1,6}|[\w-]{2,20})){0,3} ?(?:accounts?|users?|mail ?boxes|inboxes|customers|tenants?|connections|integrations|e-?mails?)\b.{0,60}\b(?:fail\w{0,3}|stopp?\w{0,4}|broke\w?|at once|at the same time|same (?:time|minute)|simultaneously|down|affected|since)/i,
      /(?:すべて|全て|全部|全員)の?(?:アカウント|ユーザー|メールボックス).{0,20}(?:失敗|エラー|一斉|同時|でき)/i,
    ),
  ],
  [
    'timing',
    'since-today',
    anyOf(
      /\b(?:since (?:today|this morning|yesterday|last night|a few hours)|(?:suddenly|all of a sudden)\b.{0,40}(?:stopp|fail|broke|not|can)|(?:until|till) (?:yesterday|today|this morning)|worked (?:fine )?(?:yesterday|until)|(?:stopped|broke|failing|fails) (?:today|this morning|overnight))/i,
      /\b(?:before|until|till|up to) (?:then|that (?:date|day|time|moment))\b.{0,40}\b(?:ran|worked|was fine|were fine|no (?:problems?|trouble))\b/i,
      /\bfrom (?:one (?:day|moment|minute) to the (?:next|other)|(?:sun|mon|tues|wednes|thurs|fri|satur)day on(?:wards)?)\b/i,
      /(?:今日|今朝|昨日|本日)から|突然|急に/i,
    ),
  ],
  [
    'timing',
    'always',
    anyOf(
      /\b(?:never (?:worked|succeeded|connected)|always fails?|from the (?:very )?(?:start|beginning)|since the beginning|first time (?:setup|set up|i)|not once)\b/i,
      /一度も(?:成功|動|つなが)|最初から|常に失敗/i,
    ),
  ],
  [
    'works.elsewhere',
    'graph',
    anyOf(
      /\bgraph(?: api)?\b.{0,30}\b(?:works?|working|is fine|fine|ok|succeeds?)\b/i,
      /\bworks? (?:fine |well |perfectly )?(?:with|via|through|for|in|over|using|on) (?:the )?(?:ms |microsoft )?graph\b/i,
      /Graph.{0,12}(?:では|は|なら)(?:動|成功|問題な|使え|取得でき)/i,
    ),
  ],
  [
    'works.elsewhere',
    'imap',
    anyOf(
      /\bimap\b.{0,20}\b(?:works|working|is fine|is ok|succeeds)\b(?! not)/i,
      /\b(?:imap4?|pop3?)(?: (?:both|can|could|do|does|all|now|still|log-?ins?|sign-?ins?|authentication|connections?|are|is|gets?|get))* (?:authenticates?(?! (?:with|by|via|using|to)\b)|authenticated|pass(?:es|ed)?|go(?:es)? through|went through|log(?:s|ged)? in|sign(?:s|ed)? in|let (?:me|us|it) in|accept(?:s|ed)? (?:the|it|my|that)|succeed(?:s|ed)?)\b/i,
      /IMAP(?: ?(?:と|や|も|・|、) ?POP3?)?(?:は|では|なら|も)?.{0,6}(?:認証|サインイン|ログイン)(?:は|が|に|も)?(?:通|成功|でき(?:る|て|ます))/i,
      /\bworks? (?:\w+ ){0,4}(?:with|via|through|for|in|over|using|on) imap\b/i,
      /IMAP.{0,10}(?:では|は|なら)(?:動|成功|問題な|使え|接続でき)/i,
    ),
  ],
  [
    'works.elsewhere',
    'imap',
    anyOf(
      /\b(?:receiv(?:e|es|ing)|reading|fetching|retriev(?:e|es|ing))\b (?:of )?(?:e-?mails?|mails?|messages)? ?(?:still )?(?:works?|is (?:fine|ok|okay|possible)|fine)\b/i,
      /受信(?:は|なら)(?:でき(?!な|ませ)|問題な|成功)/i,
    ),
  ],
  [
    'works.elsewhere',
    'imap',
    anyOf(
      /\b(?:tickets?|e-?mails?|mails?|messages|replies|inbox)\b.{0,16}\b(?:(?:do |still |now |all )?(?:come|comes|coming|arrive|arrives|arriving|get|gets|imported|fetched|pulled|received|downloaded|read)\b(?: \w+)? (?:in|through|ok|okay|fine|well|over|via|without|correctly|normally|properly)\b|(?:can be|are|is|gets?) (?:read|received|fetched|imported|downloaded)\b(?! (?:late|twice)))/i,
      /\b(?:incoming|inbound|imap|fetch(?:ing)?|receiving|receive|reading)\b(?: (?:mails?|e-?mails?|side|part|connection|server|test|section))?.{0,4}(?:→|->|=>|:|✅|✓|is|was|are|side)?\s?(?:✅|✓|ok\b|okay|success(?:ful(?:ly)?)?\b|connected\b|passes|passed|green|fine|no problem|perfect(?:ly)?|works?\b|working\b)/i,
      /\b(?:can|able to|i|we|could) (?:still )?(?:receive|read|fetch|get) (?:my |our |the |all |new )?(?:e-?mails?|mails?|messages|inbox|tickets?)\b(?!.{0,12}\b(?:not|nor)\b)/i,
      /(?:受信|取り込み|IMAP)(?:だけ|のみ|側)?(?:は|なら|では)(?:正常|OK|できる|できて|できます|うまく)/i,
    ),
  ],
  [
    'works.elsewhere',
    'smtp',
    anyOf(
      /\bsend(?:s|ing)?\b (?:of )?(?:e-?mails?|mails?|messages)? ?(?:still )?(?:works?|is (?:fine|ok|okay|possible)|fine)\b/i,
      /送信(?:は|なら)(?:でき(?!な|ませ)|問題な|成功)/i,
    ),
  ],
  [
    'works.elsewhere',
    'smtp',
    anyOf(
      /\bsmtp\b.{0,20}\b(?:works|working|is fine|is ok|succeeds)\b(?! not)/i,
      /\bworks? (?:\w+ ){0,4}(?:with|via|through|for|in|over|using|on) smtp\b/i,
      /SMTP.{0,10}(?:では|は|なら)(?:動|成功|問題な|使え|送信でき)/i,
    ),
  ],
  [
    'works.elsewhere',
    'smtp',
    anyOf(
      /\b(?:outgoing|outbound|smtp|sending)\b(?: (?:mails?|e-?mails?|side|part|connection|server|test|section))?.{0,4}(?:→|->|=>|:|✅|✓|is|was|are|side)?\s?(?:✅|✓|ok\b|okay|success(?:ful(?:ly)?)?\b|passes|passed|green|fine|no problem|perfect(?:ly)?|works?\b|working\b)/i,
      /\b(?:can|able to|could) (?:still )?send\b(?: (?:e-?mails?|mails?|messages))?(?!.{0,12}\b(?:not|nor)\b)/i,
      /(?:送信|SMTP)(?:だけ|のみ|側)?(?:は|なら|では)(?:正常|OK|できる|できて|できます|うまく)/i,
    ),
  ],
  [
    'consent.by',
    'admin',
    anyOf(
      /(?<!\b(?:not|never) )\b(?:sign(?:ed|ing)?|log(?:ged|ging)?)[- ]in (?:\w+ ){0,4}?(?:as|with|by) (?:the |a |an |my |our )?(?:global |tenant )?(?:admin|administrator)/i,
      /\b(?:admin|administrator)(?:'s)? (?:account )?(?:signed in|logged in|consented|granted|gave consent|authori[sz]ed)/i,
      /\b(?:consent|token|grant)\w{0,5} (?:was )?(?:given|granted|obtained|made)?\s?(?:by|as|with|from) (?:the |a |an |our |my )?(?:global )?admin/i,
      /管理者(?:アカウント)?(?:で|として)(?:サインイン|ログイン|同意)|管理者が同意/i,
    ),
  ],
  [
    'consent.by',
    'admin',
    /\btokens? (?:\w+ ){0,3}(?:obtained|requested|fetched|issued|acquired) (?:by|as|with|for) (?:the |an |our |my )?(?:global )?admin/i,
  ],
  [
    'consent.by',
    'nobody',
    /\b(?:nobody|no ?one|no user) (?:has |ever )?(?:yet )?consented|\bnever (?:given|gave) consent|誰も同意して(?:い)?(?:ない|ません)/i,
  ],
  [
    'consent.policy',
    'off',
    anyOf(
      /\buser consent\b.{0,40}\b(?:off|disabled|not allowed|forbidden)\b/i,
      /\busers? (?:can.?t|cannot|may not|are not allowed to) (?:give )?consent/i,
      /ユーザーの同意.{0,12}(?:無効|禁止|許可されていない)/i,
      // Changed by those who run the tenant.
      /\b(?:changed?|changes|tightened|restricted|locked down|revoked)\b.{0,16}\b(?:permissions?|consent|app access)\b.{0,40}\b(?:company|organi[sz]ation|IT|university|school|tenant)\b/i,
      /\b(?:company|organi[sz]ation|IT(?: department)?|university|school|admins?)\b.{0,24}\b(?:changed|tightened|restricted|locked down|blocks?)\b.{0,24}\b(?:permissions?|consent|apps)\b/i,
      /(?:会社|組織|情シス|大学).{0,16}(?:権限|アクセス許可|同意).{0,12}(?:変更|制限|厳しく)/i,
    ),
  ],
  [
    'consent.policy',
    'microsoft-managed',
    /\bMC1163922\b|\bmicrosoft.managed\b.{0,30}\bpolicy|\bnew (?:consent )?policy (?:from|of|by) microsoft/i,
  ],
  [
    'leg',
    'refresh',
    anyOf(
      /\bexpired refresh[ _-]?token\b/i,
      /\brefresh[ _-]?token\b.{0,12}\b(?:expire[sd]?|ignored|never (?:changes|changed|replaced|stored|updated))\b/i,
      /\b(?:at|on|during|when|while|after) (?:the |a |every |each )?(?:token )?refresh(?:ing)?\b/i,
      /\brefresh(?:ing)? (?:(?:the |an |my |our )(?:\w+ )?(?:access[_ ]?)?tokens?\b|(?:\w+ )?access[_ ]tokens?\b)/i,
      /\btoken refresh\b|\bTokenStore::Refresh\b|\brefresh (?:always |now )?fails\b/i,
      /(?:更新|リフレッシュ)(?:時|の際|できません|に失敗)/i,
    ),
  ],
  ['leg', 'token', /\b(?:pasted|entered|redeem\w*|exchang\w{1,3}) (?:the |my )?(?:auth\w{0,10} )?code\b/i],
  [
    'runs.on',
    'server',
    anyOf(
      /\b(?:on|from) (?:a|an|the|our|my) (?:linux |windows |remote |cloud |web |production |aws |azure |build |ci )?(?:server|vps|vm|virtual machine|ec2|lambda|container|docker|cloud)\b/i,
      /\b(?:in|on) (?:aws|azure|gcp|heroku|docker|kubernetes|production)\b/i,
      /\b(?:background|cron) (?:job|service)|\bdaemon\b/i,
      /サーバー?(?:上|側)?(?:で|から)(?:動|実行|接続|だけ|のみ)/i,
    ),
  ],
  [
    'runs.on',
    'browser',
    /\b(?:in|from) (?:the|a|my) browser\b|\bsingle.?page app|\bSPA\b|\b(?:react|angular|vue) app|ブラウザー?(?:で|から|上)/i,
  ],
  ['runs.on', 'desktop', /\bdesktop (?:app|application|client|program)|デスクトップ(?:アプリ|で)/i],
  [
    'runs.on',
    'mobile',
    /\b(?:mobile|android|ios|iphone|flutter|react native) (?:app|application|device|client)|スマホ|モバイルアプリ/i,
  ],
  [
    'runs.on',
    'device',
    anyOf(
      /\b(?:printer|scanner|copier|multi-?function|mfp|nas|camera|router|ups)\b.{0,40}(?:send|mail|scan|smtp|e-?mail)/i,
      /複合機|プリンター?|スキャナー?/i,
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
  ['flow', 'app', /\bclient[_ -]credentials?(?: flow| grant)|クライアント資格情報フロー/i],
  [
    'flow',
    'device',
    anyOf(
      /\bdevice[-_ ]?code\b(?! (?:has )?expired)/i,
      /\bdevice[-_ ]?(?:authorization[-_ ]?)?(?:flow|grant|login|flag|option)\b|(?<=\s|`)--device(?:[-_]?(?:code|auth))?(?![\w-])/i,
      /microsoft\.com\/(?:link|devicelogin)\b/i,
      /デバイス ?コード/i,
    ),
  ],
  [
    'flow',
    'password',
    anyOf(
      /\bROPC\b|\bUser(?:name)?(?:And)?Password(?:Credential|Provider|Flow|Auth\w{0,12})?\b/i,
      /\b(?:authentication|auth|grant|credential|login) (?:type|mode|method|flow)\b.{0,8}\buser ?names?(?: and |\/| & )passwords?/i,
      /(?:ユーザー名と)?パスワード ?(?:フロー|グラント|認可)/i,
      /\bacquire_?token_?by_?username_?password|\bresource owner password|\bpassword grant/i,
      /grant_type=password/i,
    ),
  ],
  ['flow', 'implicit', /\bimplicit (?:flow|grant)/i],
  ['flow', 'code', /\bauthori[sz]ation code (?:flow|grant)|認可コードフロー/i],
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
    'security-defaults',
    'on',
    anyOf(
      /\b(?:it (?:was|is)|because of|due to|caused by|blamed?|culprit (?:was|is)|problem (?:was|is)) (?:the |our |microsoft.s )?security defaults?\b/i,
      /\bsecurity defaults? (?:were|was|are|is) (?:the )?(?:cause|culprit|reason|problem|blocking)/i,
      /\b(?:disabl|deactivat|(?:turn|switch)(?:ed|ing) off)\w* (?:the )?security defaults?\b.{0,60}\b(?:solved|fix(?:ed|es)|resolved|helped|now (?:it )?works?|works now|it worked|did the trick)\b/i,
      /\bsecurity defaults? (?:are|is|were) (?:on|enabled|active)/i,
      /セキュリティの?既定値?(?:群)?.{0,8}(?:有効|オン)/i,
    ),
  ],
  [
    'security-defaults',
    'off',
    anyOf(
      /\bsecurity defaults?(?:\s?[:=→]|\s?-?>)?(?: (?:are|is|were)(?: now)?)? ?["'(]?(?:off|disabled|deactivated|turned off|switched off|aus|deaktiviert)\b(?!.{0,60}\b(?:solved|fixed|works?|worked|resolved|helped)\b)/i,
      /\b(?:disabled|turned off) security defaults(?!.{0,60}\b(?:solved|fixed|works?|worked|resolved|helped)\b)/i,
      /セキュリティの?既定値?(?:群)?.{0,8}(?:無効|オフ)/i,
    ),
  ],
  [
    'licence',
    'no',
    anyOf(
      /\b(?:no|without(?: an?)?|lost (?:its|the|his|her)|removed (?:its|the|his|her)) (?:\w+ ){0,3}licen[sc]e\b/i,
      /\bnot (?:yet )?licen[sc]ed\b/i,
      /\blicen[sc]e (?:was |has been |had been |got |is )?(?:removed|missing|expired|revoked|not assigned|unassigned|taken)/i,
      /\bno exchange(?: online)? mailbox\b/i,
      /\b(?:no|without(?: an?)?|has no|have no|unlicen[sc]ed|missing(?: an?)?) (?:exchange(?: online)? |office ?365 |microsoft 365 )?licen[sc]e/i,
      /\bunlicen[sc]ed\b/i,
      /(?:\b(?:no|not|never|without|lacks?|removed|unassigned|took away|expired|lost)|n.t)\b.{0,30}\b(?:licen[sc]es?|licen[sc]ed|exchange(?: online)? (?:plan|subscription|mailbox|service)|mailbox plan)\b/i,
      /\b(?:licen[sc]es?|exchange(?: online)? (?:plan|subscription))\b(?:(?!\bnot\b|n.t\b).){0,30}\b(?:removed|unassigned|taken away|expired|missing|cleaned up|reclaimed|cancell?ed)\b/i,
      /\b(?:licen[sc]e|exchange(?: online)? plan)\b.{0,12}\b(?:is|was)(?: not|n.t) assigned/i,
      /(?:ライセンス|Exchange ?(?:Online)? ?の?プラン).{0,12}(?:ない|なく|ありません|割り当てられていません|割り当てられていない|割り当てていない|未割り当て|外し|剥奪|期限切れ|削除)/i,
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
    'account.age',
    'new',
    anyOf(
      /(?<!\b(?:add|adding|added|set up|setting up|configure|connect) an? )\b(?:brand[- ]?new|newly created|just created|fresh(?:ly created)?|recently created|new) (?:outlook(?:\.com)? |microsoft |hotmail |test )?(?:account|mailbox)\b/i,
      /作成した?ばかり|新しい(?:アカウント|メールボックス)|新規アカウント/i,
    ),
  ],
  [
    'changed.recently',
    'yes',
    anyOf(
      /\b(?:right|directly|immediately|shortly|minutes) after\b.{0,40}\b(?:permission|switch|setting|role|access)s? (?:was|were|is|has been) (?:\w+ )?(?:changed|granted|added|set|enabled)\b/i,
      /(?:権限|設定|スイッチ).{0,10}(?:変えた|変更した|付与した)(?:直後|ばかり)/i,
      /\b(?:just|only just|minutes ago|(?:a )?moments? ago|an hour ago) (?:enabled|added|granted|changed|created|assigned|ran|set)/i,
      /\b(?:enabled|added|granted|changed|created|assigned|ran|set).{0,40}\b(?:just now|minutes ago|an hour ago|moments ago)/i,
      /(?:先ほど|さっき|たった今|数分前).{0,20}(?:変更|有効|追加|付与)/i,
    ),
  ],
  [
    'code.use',
    'for-each-resource',
    anyOf(
      /\b(?:redeem|use|exchange|send)\w{0,4} the (?:same )?(?:auth\w{0,10} )?code (?:again|twice|a second time|for both|for each)/i,
      /\bsame (?:auth\w{0,10} )?code (?:again|twice|for both|for the (?:second|other))/i,
      /同じ(?:認可)?コードを(?:もう一度|2 ?回|再度)/i,
    ),
  ],
  [
    'code.use',
    'callback-twice',
    anyOf(
      /\b(?:callback|redirect(?: uri)?|page|component|effect|handler|hook|request|code|route|middleware)s? (?:is |are |was |were |gets? |got |being )*(?:called|hit|loaded|requested|opened|mounted|run|fired|sent|executed|invoked|rendered|redeemed by it) twice/i,
      /\b(?:a )?second (?:one|request|call) with the same code/i,
      /\b(?:mount|render|fire|run|call)(?:s|ed)? twice\b/i,
      /\b(?:calls?|called|runs?|fires?|executes?|hits?|invokes?|loads?|mounts?) (?:my |the |our )?(?:callback|effect|redirect(?: handler| page)?|handler|page|component|route)\b.{0,12}\btwice\b/i,
      /\bStrictMode\b|\breload\w{0,3} the (?:callback|page)/i,
      /コールバックが(?:2 ?回|二回|二重)/i,
    ),
  ],
  [
    'code.use',
    'callback-twice',
    anyOf(
      /\b(?:callback|redirect(?: ur[il])?|route|handler|effect|page)\b.{0,40}\b(?:twice|two times|a second time|in duplicate|two requests)\b/i,
      /\b(?:prefetch\w*|preload\w*|link scanner|link preview|safe ?links|double[- ]click\w*|F5|refreshes the page|back button)\b.{0,60}\b(?:callback|redirect|code|page|login|route)\b/i,
      /\b(?:callback|redirect|code|route)\b.{0,60}\b(?:prefetch\w*|preload\w*|link scanner|link preview|safe ?links|double[- ]click\w*)\b/i,
    ),
  ],
  [
    'other-resource',
    'works',
    anyOf(
      /\btoken\b(?:(?!\b(?:not|never)\b|n't\b).){0,40}\b(?:works?|returns?|gives?|gets?|shows?|reads?)\b.{0,24}\b(?:user ?info|profile|google apis?|gmail api|people api|calendar)\b/i,
      /\b(?:user ?info|profile|google apis?|gmail api|people api|calendar)\b.{0,40}\b(?:works?|answers?|succeeds?|is returned|comes back|fine)\b.{0,30}\btoken\b/i,
      /\btoken\b(?:(?!\b(?:not|never)\b|n't\b).){0,30}\b(?:accepted|valid|works?)\b.{0,12}\b(?:at|by|for|with|in) (?:the )?(?:google apis?|gmail api|people api|user ?info|token ?info)\b/i,
      /\bgraph\b.{0,12}\btokens?\b.{0,24}\b(?:still )?(?:come|comes|work|works|fine|ok|issued|possible|obtained)\b(?! not)/i,
      /\b(?:refresh token|token)\b.{0,40}\b(?:still )?works? (?:fine )?for graph\b/i,
      /\bgraph\b.{0,30}\brefresh\w{0,4} (?:still )?(?:works|fine)/i,
    ),
  ],
  [
    'secret.copied',
    'value',
    /\b(?:copied|used|using|pasted|put|entered|took) (?:\w+ )?(?:the )?(?:secret.?s? )?value\b|シークレットの?値を(?:使|貼|コピー)/i,
  ],
  [
    'secret.encoded',
    'no',
    anyOf(
      /\bsecret\b.{0,30}\b(?:contains?|has|with|includes?|starts with|begins with|ends (?:with|in))\b.{0,30}(?:[+~\/&%#=]|special char|\bplus\b|\btilde\b|\bslash\b|\bampersand\b)/i,
      /(?:シークレット|秘密).{0,12}(?:記号|特殊文字|[「『][+~\/&%#=])/i,
      /\bgeheimnis\b.{0,30}(?:sonderzeichen|[+~\/&%#])/i,
      /\b(?:not|n.t|without|never) (?:\w+ ){0,2}(?:url|percent)[- ]?encod/i,
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
    'secret.copied',
    'id',
    /\b(?:copied|used|using|pasted|put|entered) (?:the )?secret id\b|シークレット ?ID を(?:使|貼|コピー)/i,
  ],
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
    'not-in-sent',
    anyOf(
      /\b(?:not|never|missing|doesn.?t (?:show|appear)|isn.?t)\b.{0,30}\b(?:in|from) (?:the |my )?sent\b/i,
      /送信済み.{0,14}(?:入らない|残らない|ない|表示されない)/i,
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
  ['protocol', 'imap', /\bIMAP\b/],
  ['protocol', 'pop', /\bPOP3?\b(?!-up| up)/],
  ['protocol', 'smtp', /\bSMTP\b(?!\.Send|\.SendAsApp)/],
];
