// Sentences that tell a fact. Whose mailbox it is, of which kind, and what is allowed there (facts/mailbox.ts).

import { anyOf } from '../any-of.ts';
import type { Told } from './sentence.ts';

export const ofMailbox: readonly Told[] = [
  [
    'user.matches',
    'no',
    anyOf(
      /\buser ?name\b.{0,40}\b(?:differs?|is (?:not|different)|different|other) .{0,12}\b(?:account|address|mailbox|e-?mail)/i,
      /\b(?:signed|logged) in(?:to)? (?:to |into )?(?:an?other|a different|the wrong|my other|some other) (?:microsoft |outlook |office )?(?:account|user)/i,
      /\b(?:signed|logged|sign|log|authenticated|authori[sz]ed|consented)\b(?: in)? (?:as|with|by) (?:my own|my personal|an?other|a different|some other|the wrong|my admin|somebody else)\b/i,
      /\bmy own (?:account|user|credentials|login)\b.{0,60}\b(?:other|another|colleague|different|their) .{0,12}(?:mail ?box|account)/i,
      /\b(?:as soon as|when(?:ever)?|once|if) (?:I|we|you|one) (?:(?:chang|replac)\w{1,3}|(?:set|enter|use|put)\w{0,3} (?:the |an? )?(?:alias|group|shared|other|another|different|second\w{0,3}))\b.{0,40}\b(?:address|user ?name|e-?mail|mail ?box)\b.{0,60}\b(?:fetching|sign-?in|log-?in|connection|authentication|it)\b.{0,16}\b(?:breaks?|broken|fails?|stops?|refused)\b/i,
      /別の(?:アカウント|ユーザー)で(?:サインイン|ログイン)/i,
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
    'user.matches',
    'no',
    anyOf(
      /\bmit (?:einem|dem) (?:anderen|falschen) (?:konto|benutzer|account)\b.{0,12}(?:angemeldet|eingeloggt)/i,
      /\b(?:connecté|authentifié|identifié).{0,6} (?:avec|sur) un autre (?:compte|utilisateur)/i,
      /\b(?:sesión|entr[eéo]|autentiqu[eé]|acced\w+) con otr[oa] (?:cuenta|usuario)/i,
      /\b(?:entrei|loguei|login|sessão|autentiquei) com outr[ao] (?:conta|usuário)/i,
      /\b(?:accesso|entrato|autenticato) con un altro (?:account|utente)/i,
      /\b(?:aangemeld|ingelogd) met een andere? (?:account|gebruiker)/i,
      /用(?:了)?(?:另外?一个|别的|其他|别人的)(?:账号|帐户|账户|用户).{0,4}登[录入]|다른 (?:계정|사용자)(?:으)?로 ?로그인/i,
      /自分のアカウントで(?:ログイン|サインイン).{0,16}(?:別|他)の|違うアカウントで(?:サインイン|ログイン)/i,
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
    'shared',
    anyOf(
      /\b(?:freigegebene[nrms]?|geteilte[nrms]?|gemeinsame[nrms]?) (?:postf[aä]ch|mailbox|mailadresse)/i,
      /\bbo[iî]tes? (?:aux lettres |mail |de r[ée]ception )?partag[ée]es?/i,
      /\bbuz[oó]n(?:es)? compartido|\bcaixas? (?:de (?:correio|entrada|e-?mail) )?compartilhada/i,
      /\bcaixa (?:de correio )?partilhada|\bcasell[ae] (?:di posta )?condivis/i,
      /\bgedeelde (?:mailbox|postvak)/i,
      /共享(?:邮箱|信箱)|共用信箱/i,
      /\bcassett[ae] postal[ei] condivis/i,
      /(?:공유|공용) ?(?:사서함|메일)|共有の?(?:受信|メール)/i,
    ),
  ],
  [
    'mailbox.kind',
    'alias',
    /\b(?:an?|the|my|our|is|with|using) (?:e-?mail )?alias\b|alias (?:address|e-?mail)|エイリアス/i,
  ],
  [
    'mailbox.kind',
    'alias',
    anyOf(
      /\b(?:mein|ein|der|das)(?:e[nm]?)? alias|\balias-?adresse|\b(?:mon|un|cet|l.)\s?alias\b/i,
      /\b(?:mi|un|el) alias\b|\b(?:meu|um|o) alias\b/i,
      /别名|別名/i,
      /\b(?:mit|über|als|ist) (?:de[mr] |einem? |meinem )?alias\b|\b(?:een|de|mijn) alias\b/i,
      /별칭/i,
    ),
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
    'mailbox.switch',
    'off',
    anyOf(
      /\b(?:imap|pop3?|smtp(?:[- ]auth)?|authentifiziertes smtp)\b.{0,40}(?<![a-zà-ü])(?:deaktiviert|ausgeschaltet|abgeschaltet|d[ée]sactiv[ée]e?s?|deshabilitad[oa]s?|desactivad[oa]s?|desativad[oa]s?|desabilitad[oa]s?|disabilitat[oa]|disattivat[oa]|uitgeschakeld)/i,
      /(?:IMAP|POP|SMTP).{0,8}(?:已?禁用|已?关闭|被停用|未启用|未啟用)/i,
      /\b(?:imap|pop3?|smtp)\b.{0,12}\b(?:stond|staat|was) (?:uit\b|niet aan)/i,
      /(?:IMAP|POP|SMTP).{0,8}没有?(?:开启|打开|启用)/i,
      /(?:IMAP|POP3?|SMTP)(?: 인증)?[이가은는]? ?(?:꺼져|비활성|사용 ?안 ?함)/i,
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
    'mailbox.switch',
    'on',
    anyOf(
      /\b(?:imap|pop3?|smtp(?:[- ]auth)?|authentifiziertes smtp)\b.{0,24}(?<![a-zà-ü])(?:aktiviert|eingeschaltet|activ[ée]e?s?|habilitad[oa]s?|activad[oa]s?|ativad[oa]s?|abilitat[oa]|attivat[oa]|ingeschakeld)(?![a-zà-ü])/i,
      /(?:IMAP|POP|SMTP).{0,8}(?:已经?启用|已經?開啟|已经?开启|已經?啟用|(?:已经?|已經|都|也)(?:打开|打開|开了|開了)|打开了|打開了)/i,
      /(?:IMAP|POP|SMTP)[^a-z]{0,4}.{0,6}(?:켜져|활성화(?:되어|했|돼)|사용 ?(?:함|중))/i,
    ),
  ],
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
    'personal',
    anyOf(
      /个人(?:的)? ?(?:hotmail|outlook|live|msn|微软|microsoft)/i,
      /(?:hotmail|outlook\.com|live\.com) ?(?:的)?个人|私人 ?(?:hotmail|outlook|邮箱)/i,
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
    'account.type',
    'personal',
    anyOf(
      /\b(?:privates?|persönliches?) (?:microsoft-?|outlook-?|hotmail-?)?(?:konto|postfach|mailkonto)/i,
      /\bcomptes? (?:microsoft |outlook )?(?:personnels?|privés?|particuliers?)/i,
      /\bcuentas? (?:de (?:microsoft|outlook|correo) )?(?:personal|particular)/i,
      /\bcontas? (?:microsoft |do outlook )?(?:pessoa|particular)/i,
      /\baccount (?:microsoft )?personal[ei]|\bpersoonlijke? (?:account|microsoft)/i,
      /(?:个人|個人)(?:微软|微軟|Microsoft|Outlook)? ?(?:帐户|账户|帳戶|账号|邮箱|信箱)|個人の ?(?:Outlook|Hotmail)/i,
      /\b(?:cuenta|conta|account|compte|adresse|dirección|endereço|indirizzo|correo|adres|konto|postfach) (?:mail |e-?mail |de |do |da |di |d.|van |bei |von |mit |con |avec |en )?@?(?:hotmail|outlook\.(?:com|fr|es|de|it|pt)|live\.[a-z]{2,3}|msn)\b/i,
      /\bhotmail-?(?:account|adres|konto|postfach)/i,
      /개인(?:용)? ?계정|(?:hotmail|outlook\.com|live\.com|msn)(?:\.com)? ?(?:계정|메일|주소)/i,
      /(?:hotmail|live ?メール|msn)(?:\.com)? ?の?(?:ユーザ|会員|利用者)/i,
      /(?<!企业.{0,12})(?:outlook|hotmail|微软|微軟) ?(?:的)?(?:个人|個人)?(?:邮箱|信箱|账号|帳號|帐号|账户|帐户|帳戶)(?!.{0,20}(?:365|企业|公司|学校))/i,
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
  [
    'account.type',
    'work',
    anyOf(
      /法人(?:契約|向け|用)/i,
      /\b(?:geschäfts|firmen|unternehmens|arbeits|schul|uni)-?(?:konto|postfach|account)\b/i,
      /\b(?:office|microsoft)[ -]365-(?:konto|postf[aä]ch|account|mailbox|tenant)/i,
      /\b(?:boîte|compte|cuenta|buz[oó]n|conta|caixa|casella|konto|postfach|mailbox)s? (?:de |do |da |di |d.|van |bei |von |mail )?(?:o365|m365|office ?365|microsoft ?365|exchange online)\b/i,
      /\b(?:compte|adresse|boîte)s? (?:mail |e-?mail )?professionnel/i,
      /\bcuenta (?:de (?:la |mi )?(?:empresa|trabajo|escuela)|corporativa|profesional|educativa)/i,
      /\bconta (?:corporativa|empresarial|de trabalho|profissional|escolar)/i,
      /\b(?:account|casella) (?:aziendale|di lavoro|scolastico)/i,
      /\b(?:zakelijke? account|(?:werk|school)-?account)/i,
      /企业(?:邮箱|账户|账号|帐户)|公司的?.{0,14}(?:账号|账户|帐户|邮箱)|회사 ?(?:계정|메일)/i,
      /(?:Office|Microsoft) ?365 ?(?:계정|사서함|账号|账户|帐户|邮箱)/i,
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
    'yes',
    anyOf(
      /(?<!kein\w{0,2} )\bvollzugriff\b.{0,16}\b(?:erteilt|vergeben|gegeben|gesetzt)/i,
      /(?<!pas )\b(?:donné|accordé|ajouté|di|dado|otorgado|dei|concedi|dato|concesso) .{0,8}(?:accès total|acceso (?:total|completo)|acesso total|accesso completo)/i,
      /\bvolledige toegang (?:gegeven|verleend)/i,
      /已?(?:授予|给了|添加了)完全访问|(?:전체 액세스|모든) 권한을 ?(?:부여|추가|줬)/i,
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
    'mailbox.access',
    'no',
    anyOf(
      /\bvollzugriff\b.{0,16}\b(?:nicht|fehlt)|\b(?:kein\w{0,2}|ohne) vollzugriff/i,
      /\b(?:pas|sans|no|sin|não|sem|non|senza|geen)\b.{0,16}(?:accès total|acceso (?:total|completo)|acesso total|accesso completo|volledige toegang)/i,
      /没有(?:完全访问|完全存取)|(?:전체 액세스|모든) 권한이 없/i,
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
    'no',
    anyOf(
      /(?:送信者として送信|代理送信).{0,8}(?:ない|ありません|していません)/i,
      /\bsenden als\b.{0,8}\bnicht\b/i,
      /\b(?:kein\w{0,2}|pas|no|não|non|geen)\b.{0,24}(?:„?senden als|envoyer en tant que|enviar como|inviare come|verzenden als)/i,
      /没有.{0,2}(?:代理发送|以.{1,6}身份发送)|보내기 권한이 없/i,
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
      /\b(?:send|sent|sending)\b.{0,20}\b(?:as|from) (?:an?other|a different|some other|the customer.s?|the visitor.s?|noreply|no-reply)\b(?!.{0,40}\bmay\b)/i,
      /\bdifferent (?:from|sender)(?: e-?mail)? address/i,
      /差出人.{0,14}(?:違う|異なる|別の)/i,
    ),
  ],
  [
    'sender.matches',
    'no',
    anyOf(
      /\b(?:absender|expéditeur|remitente|remetente|mittente|afzender) (?:ist|est|es|é|è|is) (?:eine? andere|une autre|otra|outro|un altro|een ander)/i,
      /发件人.{0,4}(?:是另|不是|不同|不一样)|보낸 ?사람이? ?(?:다른|다릅)/i,
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
    'licence',
    'no',
    anyOf(
      /\b(?:ohne|keine) (?:exchange-?|microsoft ?365-?|office ?365-?)?lizenz/i,
      /\blizenz\b.{0,20}\b(?:entzogen|entfernt|abgelaufen|fehlt)/i,
      /\bkein(?:en)? exchange-?(?:online-)?plan|\b(?:sans|pas de|aucune) licence/i,
      /\blicence\b.{0,16}(?:retirée|expirée|supprimée)|\b(?:sin|ninguna) licencia/i,
      /\blicencia\b.{0,16}\b(?:caducada|retirada|vencida|quitada)|\b(?:sem|nenhuma) licença/i,
      /\blicença\b.{0,16}\b(?:removida|expirada|vencida)|\bsenza licenza/i,
      /没有(?:分配)?许可证|未分配(?:许可证|授權)/i,
      /\bno tiene licencia|\bnão tem licença|\bnon ha (?:una |la )?licenza/i,
      /\bgeen (?:exchange-)?licentie/i,
      /라이선스[가는]? ?(?:없|할당되지)/i,
    ),
  ],
  [
    'licence',
    'no',
    anyOf(
      /メールボックスが(?:ない|ありません|存在しません)/i,
      /\bkein(?:en)? (?:exchange-)?postfach\b|\bpas de boîte aux lettres|\bno tiene buzón/i,
      /\bnão tem caixa de correio|\bnon ha una casella|\bheeft geen (?:mailbox|postvak)/i,
      /(?:用户|账号|账户)没有邮箱|(?:사용자|계정)(?:에게?|에) (?:사서함|메일함)이 없/i,
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
    'account.age',
    'new',
    anyOf(
      /作ったばかり/i,
      /\b(?:konto|postfach|account) ist (?:ganz |noch )?neu\b|\bcompte vient d.être créé/i,
      /\b(?:nouveau|nouvelle) (?:compte|boîte)|\bcuenta (?:es |recién )?(?:nueva|creada)/i,
      /\bconta (?:é nova|recém|nova)(?![a-z])|\baccount\b.{0,12}\b(?:appena|da poco)\b.{0,10}creato/i,
      /\bnieuw(?:e)? (?:account|mailbox)|\baccount is nieuw/i,
      /(?:新注册|刚注册|新建)的?(?:账号|邮箱|账户)?|새로 만든 ?(?:계정|사서함)/i,
    ),
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
    'account.twin',
    'yes',
    anyOf(
      /\b(?:address|account|e-?mail)\b.{0,24}\b(?:exists?|is known|is registered|is there) (?:as|for|in|with) both\b/i,
      /\bsame (?:e-?mail )?address\b.{0,40}\b(?:personal|private)\b.{0,24}\b(?:work|school|business)\b/i,
      /同じ(?:メール)?アドレス.{0,24}個人.{0,12}(?:職場|学校|会社)/i,
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
    'changed.recently',
    'yes',
    anyOf(
      /\b(?:enabled|added|granted|changed|created|assigned|ran|set|gave|given|turned on|switched on)\b.{0,80}\b(?:half an hour|quarter of an hour|an hour) ago\b/i,
      /\b(?:enabled|added|granted|changed|created|assigned|ran|set|turned on|switched on)\b.{0,80}\b(?:\d{1,2}|a few|few|five|ten|fifteen|twenty|thirty) (?:min(?:ute)?s?) ago\b/i,
    ),
  ],
  [
    'changed.recently',
    'yes',
    anyOf(
      /(?:さっき|先ほど|今).{0,12}(?:した|変えた)ばかり/i,
      /\b(?:gerade|eben|soeben) (?:erst )?(?:aktiviert|geändert|eingeschaltet|hinzugefügt|erteilt)/i,
      /\bviens (?:de |d.|juste )(?:l.)?(?:activer|changer|ajouter|accorder|modifier)/i,
      /\bacabo de (?:activ|cambi|añad|habilit|agreg)|\bacabei de (?:ativ|mud|adicion|habilit)/i,
      /\bl.ho appena |\bappena (?:attivato|aggiunto|modificato|abilitato)/i,
      /\bnet (?:ingeschakeld|aangezet|toegevoegd|gewijzigd)/i,
      /刚刚?(?:启用|开启|添加|修改|授予)|방금 ?(?:활성화|변경|추가|켰)/i,
    ),
  ],
];
