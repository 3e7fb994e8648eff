// More of what told.ts listens for in Japanese, German, French, Spanish, Portuguese, Italian, Dutch, Chinese and Korean: what is
// seen of the mail, and how the app, its secret and the mailbox were set up. Where a word is Microsoft's own, it is as the admin
// center has it in that language.

import { anyOf } from './any-of.ts';
import type { Told } from './told-sentences.ts';

export const abroadSeen: readonly Told[] = [
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
      /\b(?:mails?|nachrichten|courriels?|messages|correos|mensajes|e-?mails|posta|berichten)\b.{0,24}(?:verspätung|verspätet|verzögert|en retard|du retard|con retraso|tarde\b|atrasad|com atraso|in ritardo|te laat|vertraagd)/i,
      /(?:邮件|郵件).{0,8}(?:延迟|延遲|晚到)|메일이? ?(?:늦게|지연)/i,
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
    'sent-twice',
    anyOf(
      /\b(?:posta inviata|inviati)\b.{0,24}(?:due volte|doppi)/i,
      /\bverzonden\b.{0,24}(?:dubbel|twee keer)/i,
      /보낸 ?(?:편지함|메일함).{0,10}(?:두 번|두 통|중복)/i,
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
    'secret-expired',
    anyOf(
      /\b(?:geheime[rn]? (?:client)?schlüssel|clientschlüssel)\b.{0,12}abgelaufen/i,
      /\bsecret\b.{0,16}expiré|\bsecreto\b.{0,24}(?:caduc|expir|venc)/i,
      /\bsegredo\b.{0,24}(?:expir|venc)|\bsegreto\b.{0,24}scadut/i,
      /\b(?:client)?geheim\b.{0,16}verlopen/i,
      /(?:客户端密码|客户端密钥|客户端机密|用戶端密碼).{0,6}(?:过期|過期|失效)|클라이언트 ?(?:암호|비밀|시크릿).{0,6}만료/i,
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
    'secret.copied',
    'id',
    anyOf(
      /\b(?:geheime id|geheimnis-?id|geheim-?id)\b.{0,24}(?:kopiert|eingetragen|gekopieerd|ingevuld)/i,
      /\b(?:copié|collé|copiado|copiei|pegado|colado|copiato|incollato|kopiert) (?:l.|el |o |die )?id\b.{0,12}(?:secret|secreto|segredo|segreto|geheim)/i,
      /(?:复制|填|用)的是(?:机密|密码|密钥|secret) ?ID|(?:비밀|시크릿) ID를? ?(?:복사|입력|사용)/i,
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
    'mailbox.access',
    'no',
    anyOf(
      /\bvollzugriff\b.{0,16}\b(?:nicht|fehlt)|\b(?:kein\w{0,2}|ohne) vollzugriff/i,
      /\b(?:pas|sans|no|sin|não|sem|non|senza|geen)\b.{0,16}(?:accès total|acceso (?:total|completo)|acesso total|accesso completo|volledige toegang)/i,
      /没有(?:完全访问|完全存取)|(?:전체 액세스|모든) 권한이 없/i,
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
    'sender.matches',
    'no',
    anyOf(
      /\b(?:absender|expéditeur|remitente|remetente|mittente|afzender) (?:ist|est|es|é|è|is) (?:eine? andere|une autre|otra|outro|un altro|een ander)/i,
      /发件人.{0,4}(?:是另|不是|不同|不一样)|보낸 ?사람이? ?(?:다른|다릅)/i,
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
    'token.audience',
    'graph',
    anyOf(
      /\b(?:token|jeton)\b.{0,12} (?:für|pour|para(?: o)?|per|voor) (?:ms |microsoft )?graph\b/i,
      /\bgraph[- ](?:token|jeton)|\b(?:token|jeton) (?:de|do|di|van) (?:microsoft )?graph\b/i,
      /Graph ?的 ?(?:token|令牌)|Graph ?용 ?토큰/i,
    ),
  ],
  [
    'works.elsewhere',
    'graph',
    anyOf(
      /(?<![a-zà-ü])(?:über|mit|avec|con|com|com o|via) (?:microsoft )?graph\b.{0,12}\b(?:funktioniert|klappt|geht|marche|fonctionne|funciona|funziona|werkt)\b(?! n)/i,
      /用 ?Graph.{0,4}(?:可以|正常|没问题)|Graph(?:로는|에서는|는) ?(?:됩|잘|정상)/i,
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
    'code.use',
    'callback-twice',
    anyOf(
      /コールバックが ?(?:2|２|二) ?(?:回|度)/i,
      /\b(?:callback|redirect|weiterleitung|redirección)\b.{0,24}\b(?:zweimal|doppelt|deux fois|dos veces|duas vezes|due volte|twee keer|dubbel)/i,
      /回调.{0,6}(?:两次|二次|两遍)|콜백이? ?두 ?번/i,
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
    'token.actor',
    'app',
    anyOf(
      /\b(?:Mail|MailboxSettings|Calendars|User|SMTP|IMAP|POP)\.[A-Z]\w{2,16}(?:\.\w{2,8})?["'`]?\s{0,2}(?:[(（|,:-]|de|do|di)\s{0,2}(?:type:? )?(?:application|app|anwendung|aplicaci[oó]n|aplicativo|aplicação|applicazione|toepassing)\b/i,
      /\b(?:Mail|MailboxSettings|Calendars|User|SMTP|IMAP|POP)\.[A-Z]\w{2,16}(?:\.\w{2,8})?\s{0,2}[(（|,:-]?\s{0,2}(?:アプリケーション|应用程序|應用程式|애플리케이션)/i,
    ),
  ],
  // As the page of permissions lists them.
  [
    'scopes.resources',
    'graph',
    /\bGraph\b(?: ?の|에서| 的)?["'`:：\s>/(（-]{1,8}(?:Mail|MailboxSettings)\.(?:Send|Read)/i,
  ],
  [
    'timing',
    'since-today',
    anyOf(
      /\b(?:until|till) (?:a few|a couple of|some|two|three|\d) days ago\b/i,
      /\bsince (?:a few|a couple of|some|two|three|\d) days\b/i,
      /\b(?:stopped|broke|started failing)\b.{0,24}\b(?:days|a week) ago\b/i,
      /数日前(?:から|まで)|(?:ここ|この)数日|先週から/i,
      /\bseit (?:ein paar|einigen|zwei|drei|\d) tagen|\bbis vor (?:ein paar|einigen) tagen/i,
      /\bdepuis (?:quelques|deux|trois|\d) jours|\bil y a (?:quelques|deux|trois|\d) jours/i,
      /\bdesde hace (?:unos|varios|dos|tres|\d) días|\bhasta hace (?:unos|pocos) días/i,
      /\bhá (?:alguns|dois|três|\d) dias|\bda (?:qualche giorno|due giorni|tre giorni)/i,
      /\bsinds (?:een paar|enkele|twee|drie) dagen/i,
      /几天前|这几天|최근 ?(?:며칠|\d일)|며칠 ?(?:전|째)/i,
    ),
  ],
];
