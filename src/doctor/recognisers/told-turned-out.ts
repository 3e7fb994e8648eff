// More of what told.ts listens for: what turned out in the end. Whose session the browser had, what the mailbox looks like from
// elsewhere, what a program misses in its token, and what helped.

import type { Told } from './told-sentences.ts';

export const turnedOut: readonly Told[] = [
  // The browser was signed in already, and nobody was asked for whom the consent is.
  [
    'consent.by',
    'other',
    /\bbrowser (?:had|has|kept|still had|was|is|remembered|reused)\b.{0,30}\b(?:session|signed|logged|cookies?|sso)\b.{0,16}\b(?:of|as|with|to|into|for|from|in)\b.{0,12}\b(?:my|an?other|different|wrong|own|admin|first|old|previous|somebody|someone)\b|\b(?:silently|automatically|just|simply) (?:took|used|picked|chose|reused|signed in) (?:me|it|him|her|the (?:wrong|other|first)|my)\b|\b(?:never|not|n.t|without) (?:\w+ )?(?:asked|asking|ask|offered|shown|show|showed)\b.{0,24}\bwhich (?:account|one|user)\b/i,
  ],
  [
    'consent.by',
    'other',
    /\b(?:private|incognito|inprivate|fresh|another|different|other)\b.{0,6}\b(?:browser|window|tab|session|profile|mode)\b.{0,80}\b(?:works?|worked|works now|solved|fixed|fine|helped|goes away|gone|did (?:it|the trick)|log(?:ged|ging)? in|sign(?:ed|ing)? in)\b|\b(?:works?|worked|fine|goes away|went away|gone|no error|solved|fixed|helped|did (?:it|the trick))\b.{0,40}\b(?:in|with|from|by|:) (?:an? |the )?\W{0,2}(?:private|incognito|inprivate|fresh|another|different|other)\b.{0,6}\b(?:browser|window|tab|session|profile|mode)\b/i,
  ],
  [
    'user.matches',
    'no',
    /\b(?:sign|log)\w{0,3}[ -](?:me |it )?in\b.{0,24}\b(?:with|as|to|into|by)\b.{0,20}\b(?:mail ?box|box|inbox|postbox)(?:.s)? own\b|\b(?:private|incognito|inprivate)\b.{0,100}\b(?:with|as)\b.{0,16}\b(?:mail ?box|inbox)\b|\bbrowser\b.{0,40}\b(?:session|signed|logged)\b.{0,24}\b(?:my|an?other|different|wrong) (?:\w+ )?(?:admin|own|personal|account|user|mailbox)\b/i,
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
    /\b(?:we (?:are|'re) ?n.t|we(?: are|'re) not|that is(?:n.t| not)|it is(?:n.t| not)|this is(?:n.t| not)|which is(?:n.t| not)) (?:our|my|the right) (?:tenant|directory|organi[sz]ation)\b|\b(?:signed|logged) in\b.{0,16}\b(?:to|with|into|at) (?:an?other|a different|their other|some other|the wrong|their own) (?:tenant|directory|organi[sz]ation|company|school|university|office ?365|microsoft ?365)\b|\b(?:have|has|had) (?:also )?an account (?:there|at another|in another|with another|at a different|in a different)\b/i,
  ],
  [
    'licence',
    'no',
    /\bmail ?box(?:es)?\b.{0,12}\b(?:could ?n.t|could not|can ?not|can.t) be found\b|\b(?:could ?n.t|could not|can ?not|can.t) find (?:a|any|the) mail ?box\b|\bno mail ?box (?:was |is |could be )?(?:found|exists?|behind|for (?:this|that|the) (?:user|account))|\bthere is no mail ?box\b|\b(?:user|account)\b.{0,16}\b(?:has|have|had|got) no mail ?box\b/i,
  ],
  [
    'timing',
    'after-weeks',
    /\b(?:90|ninety) days? (?:to the (?:day|hour)|later|after|ago|since|old|without|unused|not used|of (?:silence|non-?use|not))\b|\b(?:two|three|four|five|six|several|\d{1,2}) (?:weeks|months) (?:without|of (?:not|no|silence|non-?use)|unused|not used|offline)\b|\boffline for (?:the last )?(?:\w+ ){0,2}(?:months|half a year|half year|year)\b/i,
  ],
  [
    'leg',
    'refresh',
    /\brefresh logic\b|\brefresh[ _-]?token (?:is|was|are) ?(?:not|n.t|no longer) (?:accepted|taken|valid)\b|\bfail\w{0,3} to (?:refresh|renew)\b|\brefresh fail\w*\b/i,
  ],
  [
    'connections',
    'many',
    /\b(?:keep|keeping|kept|re-?us(?:e|es|ed|ing)|hold|holding|held|share|sharing) (?:only |just |on )?(?:one|a single|the same|a) (?:\w+ )?connection\b.{0,80}\b(?:never|no longer|solved|fixed|works?|gone|since|helps?|helped)\b|\b(?:connect|reconnect|open|log ?in)\w{0,4}\b.{0,60}\b(?:disconnect|clos|log ?out)\w{0,4}\b.{0,60}\b(?:every|each) (?:\w+ )?(?:minutes?|seconds?|folder|message|mail|time|run|poll)\b|\breconnect\w{0,3}\b.{0,30}\b(?:times in a row|over and over|in a loop|constantly|all the time|every (?:few )?(?:seconds?|minute))\b|\b(?:piles?|piled|adds?|racks?|racked|counts?) up\b.{0,40}\b(?:limit|twenty|20|maximum|connections?)\b/i,
  ],
  [
    'noticed',
    'scope-not-in-token',
    /(?<!\bclaims?\b.{0,30})\b(?:not (?:available|granted|present|included|contained|found)|missing) in (?:the |its |your )?(?:access )?token\b|\b(?:missing|lacks?|not (?:available|granted|present|included|contained|found)|no)\b.{0,40}\b(?:permissions?|scopes?|in (?:the )?token)\b.{0,40}\b(?:Mail|Calendars|Contacts|User|MailboxSettings|Files|Tasks)\.[A-Z]\w+|\b(?:permissions?|scopes?)\b.{0,8}\b(?:Mail|Calendars|Contacts|User|MailboxSettings|Files|Tasks)\.[A-Z]\w+(?:\.\w+)?\b.{0,24}\b(?:missing|lacking|not (?:\w+ )?(?:available|granted|present|included|contained|found))\b/i,
  ],
  [
    'noticed',
    'validation-token-refused',
    /\bvalidationToken\b.{0,80}\b(?:fails?|failed|failing|400|refused|rejected|not accepted|errors?)\b|\b(?:fails?|failed|failing|400|refused|rejects?|rejected)\b.{0,60}\bvalidationToken\b/i,
  ],
  // The user's page in the admin center, in other words and languages.
  [
    'mailbox.switch',
    'off',
    /\bd[ée]coch[ée]\w*.{0,24}\b(?:imap|pop3?|smtp)\b|\b(?:imap|pop3?|smtp)\b.{0,24}d[ée]coch[ée]|\b(?:desmarc|desseleccion|deseleccion)(?:ó|ad[oa]s?|ar|aron|ou)(?![a-zà-ü]).{0,24}\b(?:imap|pop3?|smtp)\b|\b(?:imap|pop3?|smtp)\b.{0,24}\b(?:desmarcad|deselezionat|uitgevinkt)|\b(?:haken|häkchen)\b.{0,16}\b(?:bei|für|an|von) (?:imap|pop3?|smtp)\b.{0,24}\b(?:entfernt|fehlt|fehlte|weg|raus|nicht gesetzt)\b|\b(?:imap|pop3?|smtp)\b.{0,16}\b(?:abgehakt|abgewählt|nicht angehakt)\b/i,
  ],
  [
    'account.type',
    'personal',
    /个人(?:的)? ?(?:hotmail|outlook|live|msn|微软|microsoft)|(?:hotmail|outlook\.com|live\.com) ?(?:的)?个人|私人 ?(?:hotmail|outlook|邮箱)/i,
  ],
];
