// More of what told.ts listens for: what turned out in the end. Whose session the browser had, what the mailbox looks like from
// elsewhere, what a program misses in its token, and what helped.

import { anyOf } from './any-of.ts';
import type { Told } from './told-sentences.ts';

export const turnedOut: readonly Told[] = [
  // The browser was signed in already, and nobody was asked for whom the consent is.
  [
    'consent.by',
    'other',
    anyOf(
      /\bbrowser (?:had|has|kept|still had|was|is|remembered|reused)\b.{0,30}\b(?:session|signed|logged|cookies?|sso)\b.{0,16}\b(?:of|as|with|to|into|for|from|in)\b.{0,12}\b(?:my|an?other|different|wrong|own|admin|first|old|previous|somebody|someone)\b/i,
      /\b(?:silently|automatically|just|simply) (?:took|used|picked|chose|reused|signed in) (?:me|it|him|her|the (?:wrong|other|first)|my)\b/i,
      /\b(?:never|not|n.t|without) (?:\w+ )?(?:asked|asking|ask|offered|shown|show|showed)\b.{0,24}\bwhich (?:account|one|user)\b/i,
    ),
  ],
  [
    'consent.by',
    'other',
    anyOf(
      /\b(?:private|incognito|inprivate|fresh|another|different|other)\b.{0,6}\b(?:browser|window|tab|session|profile|mode)\b.{0,80}\b(?:works?|worked|works now|solved|fixed|fine|helped|goes away|gone|did (?:it|the trick)|log(?:ged|ging)? in|sign(?:ed|ing)? in)\b/i,
      /\b(?:works?|worked|fine|goes away|went away|gone|no error|solved|fixed|helped|did (?:it|the trick))\b.{0,40}\b(?:in|with|from|by|:) (?:an? |the )?\W{0,2}(?:private|incognito|inprivate|fresh|another|different|other)\b.{0,6}\b(?:browser|window|tab|session|profile|mode)\b/i,
    ),
  ],
  [
    'user.matches',
    'no',
    anyOf(
      /\b(?:sign|log)\w{0,3}[ -](?:me |it )?in\b.{0,24}\b(?:with|as|to|into|by)\b.{0,20}\b(?:mail ?box|box|inbox|postbox)(?:.s)? own\b/i,
      /\b(?:private|incognito|inprivate)\b.{0,100}\b(?:with|as)\b.{0,16}\b(?:mail ?box|inbox)\b/i,
      /\bbrowser\b.{0,40}\b(?:session|signed|logged)\b.{0,24}\b(?:my|an?other|different|wrong) (?:\w+ )?(?:admin|own|personal|account|user|mailbox)\b/i,
    ),
  ],
  // Who says that their own works speaks of another one that does not.
  [
    'user.matches',
    'no',
    /\b(?:from|with|for|of|on|in|to) my own\b(?: (?:mail ?box|box|address|account|inbox|one))?.{0,12}\b(?:works?|working|is (?:ok|okay|fine)|are (?:ok|okay|fine)|no problems?|succeeds?)\b/i,
  ],
  [
    'app.in-tenant',
    'no',
    anyOf(
      /\b(?:we (?:are|'re) ?n.t|we(?: are|'re) not|that is(?:n.t| not)|it is(?:n.t| not)|this is(?:n.t| not)|which is(?:n.t| not)) (?:our|my|the right) (?:tenant|directory|organi[sz]ation)\b/i,
      /\b(?:signed|logged) in\b.{0,16}\b(?:to|with|into|at) (?:an?other|a different|their other|some other|the wrong|their own) (?:tenant|directory|organi[sz]ation|company|school|university|office ?365|microsoft ?365)\b/i,
      /\b(?:have|has|had) (?:also )?an account (?:there|at another|in another|with another|at a different|in a different)\b/i,
    ),
  ],
  [
    'licence',
    'no',
    anyOf(
      /\bmail ?box(?:es)?\b.{0,12}\b(?:could ?n.t|could not|can ?not|can.t) be found\b/i,
      /\b(?:could ?n.t|could not|can ?not|can.t) find (?:a|any|the) mail ?box\b/i,
      /\bno mail ?box (?:was |is |could be )?(?:found|exists?|behind|for (?:this|that|the) (?:user|account))/i,
      /\bthere is no mail ?box\b|\b(?:user|account)\b.{0,16}\b(?:has|have|had|got) no mail ?box\b/i,
    ),
  ],
  [
    'timing',
    'after-weeks',
    anyOf(
      /\b(?:let|wait(?:ed)? until|once) (?:the )?(?:90|ninety|three|3) (?:days?|months) (?:have |had |are )?(?:go|pass|elapse|run)\w*/i,
      /\b(?:90|ninety) days? (?:go(?:ne)? by|went by|pass(?:ed)?|have passed|had passed|to the (?:day|hour)|later|after|ago|since|old|without|unused|not used|of (?:silence|non-?use|not))\b/i,
      /\b(?:two|three|four|five|six|several|\d{1,2}) (?:weeks|months) (?:without|of (?:not|no|silence|non-?use)|unused|not used|offline)\b/i,
      /\boffline for (?:the last )?(?:\w+ ){0,2}(?:months|half a year|half year|year)\b/i,
    ),
  ],
  [
    'leg',
    'refresh',
    anyOf(
      /\brefresh logic\b/i,
      /\brefresh[ _-]?token (?:is|was|are) ?(?:not|n.t|no longer) (?:accepted|taken|valid)\b/i,
      /\bfail\w{0,3} to (?:refresh|renew)\b|\brefresh fail\w*\b/i,
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
  // The user's page in the admin center, in other words and languages.
  [
    'mailbox.switch',
    'off',
    anyOf(
      /\bd[ée]coch[ée]\w*.{0,24}\b(?:imap|pop3?|smtp)\b|\b(?:imap|pop3?|smtp)\b.{0,24}d[ée]coch[ée]/i,
      /\b(?:desmarc|desseleccion|deseleccion)(?:ó|ad[oa]s?|ar|aron|ou)(?![a-zà-ü]).{0,24}\b(?:imap|pop3?|smtp)\b/i,
      /\b(?:imap|pop3?|smtp)\b.{0,24}\b(?:desmarcad|deselezionat|uitgevinkt)/i,
      /\b(?:haken|häkchen)\b.{0,16}\b(?:bei|für|an|von) (?:imap|pop3?|smtp)\b.{0,24}\b(?:entfernt|fehlt|fehlte|weg|raus|nicht gesetzt)\b/i,
      /\b(?:imap|pop3?|smtp)\b.{0,16}\b(?:abgehakt|abgewählt|nicht angehakt)\b/i,
    ),
  ],
  [
    'account.type',
    'personal',
    anyOf(
      /个人(?:的)? ?(?:hotmail|outlook|live|msn|微软|microsoft)/i,
      /(?:hotmail|outlook\.com|live\.com) ?(?:的)?个人|私人 ?(?:hotmail|outlook|邮箱)/i,
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
];
