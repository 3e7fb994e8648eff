// Sentences that tell a fact. How the app is registered, who consented, and its secret (facts/app.ts).

import { anyOf } from '../any-of.ts';
import type { Told } from './sentence.ts';

export const ofApp: readonly Told[] = [
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
    'public',
    anyOf(
      /パブリック ?クライアント(?! ?フロー)/i,
      /öffentlicher client\b|\bclient public\b|\bcliente público\b|\bclient pubblico\b/i,
      /\bopenbare client\b/i,
      /公共客户端(?!流)|公用用戶端|(?:공용|퍼블릭) 클라이언트(?! ?흐름)/i,
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
    'admin',
    anyOf(
      /\b(?:als|mit dem) (?:globale[rn]? )?admin(?:istrator)?(?:-?konto)?\b.{0,24}\b(?:angemeldet|zugestimmt|eingeloggt)/i,
      /\bconnect[ée]e? (?:avec le compte|en tant qu.?) ?(?:d.)?admin/i,
      /\b(?:con|como) (?:la cuenta (?:de|del) )?(?:el )?administrador\b/i,
      /\b(?:com a conta d[eo]|como) administrador/i,
      /(?:用|以)管理员(?:账号|帐户|身份)?(?:登录|登入|同意)/i,
    ),
  ],
  [
    'consent.by',
    'admin',
    anyOf(
      /\b(?:come|con l.account) amministratore\b/i,
      /\bals (?:globale )?beheerder\b.{0,16}(?:aangemeld|ingelogd)/i,
      /\b(?:aangemeld|ingelogd)\b.{0,12}\bals (?:globale )?beheerder/i,
      /관리자(?: 계정)?(?:으)?로 ?(?:로그인|동의)/i,
    ),
  ],
  [
    'consent.by',
    'nobody',
    /\b(?:nobody|no ?one|no user) (?:has |ever )?(?:yet )?consented|\bnever (?:given|gave) consent|誰も同意して(?:い)?(?:ない|ません)/i,
  ],
  [
    'consent.by',
    'other',
    /\b(?:signed|logged|sign|log|consented|authori[sz]ed)\b(?: in)? (?:as|with|by) (?:an?other|a different|some other|the wrong|somebody else|my own|my personal)\b/i,
  ],
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
    'consent.by',
    'other',
    anyOf(
      /(?:別の|違う|他の)アカウントで(?:サインイン|ログイン|同意)/i,
      /\bmit (?:einem|dem) (?:anderen|falschen) (?:konto|benutzer|account)\b.{0,12}(?:angemeldet|eingeloggt)/i,
      /\bconnecté.{0,6} (?:avec|sur) un autre (?:compte|utilisateur)/i,
      /\b(?:sesión|entr[eéo]) con otr[oa] (?:cuenta|usuario)/i,
      /\b(?:entrei|loguei|login|sessão) com outr[ao] (?:conta|usuário)/i,
      /\b(?:accesso|entrato) con un altro (?:account|utente)/i,
      /\b(?:aangemeld|ingelogd) met een andere? (?:account|gebruiker)/i,
      /用(?:了)?(?:另外?一个|别的|其他|别人的)(?:账号|帐户|账户).{0,4}登[录入]|다른 계정으로 ?로그인/i,
    ),
  ],
  [
    'tenant.segment',
    'common',
    anyOf(
      /\b(?:the |a )?\/?common (?:endpoint|authority|tenant)\b/i,
      /\btenant[-_ ]?id\b["']?\s{0,3}[:=]{1,2}\s{0,3}["']common["']/i,
    ),
  ],
  ['tenant.segment', 'consumers', /\b(?:the |a )?\/?consumers (?:endpoint|authority|tenant)\b/i],
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
    'runs.on',
    'device',
    anyOf(
      /\b(?:(?:netzwerk|laser)?drucker|scanner|kopierer|multifunktions(?:gerät|drucker)|überwachungskameras?)\b/i,
      /\b(?:imprimantes?|photocopieu(?:r|se)s?|copieurs?|numériseurs?|caméras? de (?:vidéo)?surveillance)\b/i,
      /\b(?:impresoras?|esc[áa]ner(?:es)?|fotocopiadoras?|multifunci[oó]n(?:al)?|c[áa]maras? (?:de (?:vigilancia|seguridad)|ip))\b/i,
      /\b(?:impressoras?|digitalizador|multifuncional|c[âa]meras? (?:de (?:vigil[âa]ncia|segurança|monitoramento)|ip))\b/i,
      /\b(?:stampant[ei]|multifunzione|fotocopiatric[ei]|telecamer[ae]|kopieerapparaat|bewakingscamera.?s?|netwerkprinter)\b/i,
      /打印机|扫描仪|一体机|印表機|影印機|摄像头|監視器材|복합기|프린터|스캐너|감시 ?카메라|監視カメラ|防犯カメラ|ネットワークカメラ/i,
    ),
  ],
  [
    'secret.copied',
    'value',
    /\b(?:copied|used|using|pasted|put|entered|took) (?:\w+ )?(?:the )?(?:secret.?s? )?value\b|シークレットの?値を(?:使|貼|コピー)/i,
  ],
  [
    'secret.copied',
    'id',
    /\b(?:copied|used|using|pasted|put|entered) (?:the )?secret id\b|シークレット ?ID を(?:使|貼|コピー)/i,
  ],
  [
    'secret.copied',
    'id',
    anyOf(
      /\b(?:geheime id|geheimnis-?id|geheim-?id)\b.{0,24}(?:kopiert|eingetragen|gekopieerd|ingevuld)/i,
      /\b(?:copié|collé|copiado|copiei|pegado|colado|copiato|incollato|kopiert) (?:l.|el |o |die )?id\b.{0,12}(?:secret|secreto|segredo|segreto|geheim)/i,
      /(?:复制|填|用)的是(?:机密|密码|密钥|secret) ?ID|(?:비밀|시크릿) ID를? ?(?:복사|입력|사용)/i,
    ),
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
    'app.in-tenant',
    'no',
    anyOf(
      /\b(?:we (?:are|'re) ?n.t|we(?: are|'re) not|that is(?:n.t| not)|it is(?:n.t| not)|this is(?:n.t| not)|which is(?:n.t| not)) (?:our|my|the right) (?:tenant|directory|organi[sz]ation)\b/i,
      /\b(?:signed|logged) in\b.{0,16}\b(?:to|with|into|at) (?:an?other|a different|their other|some other|the wrong|their own) (?:tenant|directory|organi[sz]ation|company|school|university|office ?365|microsoft ?365)\b/i,
      /\b(?:have|has|had) (?:also )?an account (?:there|at another|in another|with another|at a different|in a different)\b/i,
    ),
  ],
  [
    'app.audience',
    'one-tenant',
    /\bsingle[- ]tenant\b|\baccounts in this organi[sz]ational directory only|\bAzureADMyOrg\b|シングル ?テナント|この組織ディレクトリのみ/i,
  ],
  [
    'app.audience',
    'one-tenant',
    anyOf(
      /\bnur konten in diesem organisationsverzeichnis/i,
      /\bdans cet annuaire d.organisation uniquement|\bsolo cuentas de este directorio/i,
      /\b(?:somente|apenas) contas neste diretório|\bsolo account in questa directory/i,
      /\balleen accounts in deze organisatiemap/i,
      /仅此组织目录|이 조직 디렉터리의 계정만/i,
      /\b(?:einzel-?mandant|mono-?locataire|inquilino único|locatário único|einzelner mandant)\b/i,
      /单租户|單一租用戶|단일 ?테넌트/i,
    ),
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
    'app.audience',
    'personal',
    anyOf(
      /個人(?:用)?の? ?Microsoft ?アカウントのみ/i,
      /\bnur persönliche microsoft-konten|\bcomptes microsoft personnels uniquement/i,
      /\bsolo cuentas personales de microsoft|\b(?:somente|apenas) contas pessoais/i,
      /\bsolo account microsoft personali|\balleen persoonlijke microsoft-accounts/i,
      /仅限?个人 ?Microsoft|개인 Microsoft 계정만/i,
    ),
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
    'off',
    anyOf(
      /\bbenutzereinwilligung\b.{0,16}(?:deaktiviert|aus\b)/i,
      /\bconsentement (?:de l.)?utilisateur\b.{0,12}désactivé/i,
      /\bconsentimiento del? usuario\b.{0,12}(?:deshabilitado|desactivado)/i,
      /\bconsentimento d[oe] usuário\b.{0,12}(?:desativado|desabilitado)/i,
      /\bconsenso (?:dell.)?utente\b.{0,12}disa|\bgebruikerstoestemming\b.{0,12}uitgeschakeld/i,
      /用户同意.{0,4}(?:禁用|关闭)|사용자 동의가? ?(?:비활성|꺼)/i,
    ),
  ],
  [
    'consent.policy',
    'microsoft-managed',
    /\bMC1163922\b|\bmicrosoft.managed\b.{0,30}\bpolicy|\bnew (?:consent )?policy (?:from|of|by) microsoft/i,
  ],
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
    'no',
    anyOf(
      /\bNew-ServicePrincipal\b.{0,16}\b(?:nicht|niet)\b/i,
      /\b(?:pas|não|non|kein\w{0,2}|geen)\b.{0,16}\bNew-ServicePrincipal\b/i,
      /(?:没有?|未)(?:运行|执行) ?New-ServicePrincipal|New-ServicePrincipal[을를]? ?(?:실행하지|안)/i,
      /サービス ?プリンシパル(?:を|が).{0,6}(?:作成|登録)していま?(?:ない|せん)/i,
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
    'on',
    anyOf(
      /\bsicherheitsstandards?\b.{0,16}\b(?:aktiv|an|eingeschaltet)/i,
      /\bparam[èe]tres de s[ée]curit[ée] par d[ée]faut\b.{0,16}\bactiv/i,
      /\bvalores predeterminados de seguridad\b.{0,24}(?:activ|habilit)/i,
      /\bpadr[õo]es de segurança\b.{0,24}(?:ativ|habilit)/i,
      /安全默认值.{0,6}(?:已?启用|开启)/i,
      /\bimpostazioni predefinite (?:di|per la) sicurezza\b.{0,16}attiv/i,
      /\bstandaardinstellingen voor beveiliging\b.{0,16}\b(?:aan|actief|ingeschakeld)/i,
      /보안 기본값.{0,6}(?:켜|활성|사용)/i,
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
];
