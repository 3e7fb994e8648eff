// One fact, many wordings: what told.ts hears must not hang on how somebody put it. Each row was written down before the
// expression that hears it, and beside the facts stands what sounds like them and tells nothing.

import { describe, expect, it } from 'vitest';
import { factsOf } from '../../derive.ts';
import type { Facts } from '../../facts.ts';
import { recognise } from '../../recognise.ts';

const nowMs = Date.UTC(2026, 10, 26);
const facts = (text: string): Facts => factsOf(recognise(text, nowMs));

const wordings: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'sign-in.mechanism',
    'xoauth2',
    [
      'I added the account with OAuth2.',
      'Adding my mailbox using modern auth goes through.',
      'The authentication method is **OAuth2** in both programs.',
      'The account was set up using **OAuth 2.0**.',
    ],
  ],
  [
    'noticed',
    'password-picked',
    [
      'The library picks LOGIN although XOAUTH2 is configured.',
      'Jakarta Mail always tries PLAIN first.',
      'The mechanism XOAUTH2 is ignored by our mailer.',
      'In the log AUTH LOGIN was used.',
      'XOAUTH2 を指定しても LOGIN が使われます。',
    ],
  ],
  [
    'flow',
    'device',
    [
      'I ran it with `--device` and got a code.',
      'tool authorize microsoft anna@contoso.example --device-code',
      'With the device flag Microsoft says that I am signed in.',
      'デバイス コードで認証しました。',
    ],
  ],
  [
    'mailbox.switch',
    'off',
    [
      'SMTP authentication is switched off at our company.',
      'SMTP client authentication was disabled by the admin.',
      'The SMTP client is disabled for my mailbox.',
    ],
  ],
  [
    'mailbox.switch',
    'on',
    [
      'I checked that IMAP access is permitted.',
      'POP is still allowed for that user.',
      'SMTP AUTH is now enabled.',
    ],
  ],
  [
    'account.type',
    'personal',
    [
      'I cannot connect to Outlook.com.',
      'My two other outlook accounts do not have it.',
      'It happens with all outlook accounts.',
      'The mail is fetched from outlook.com every hour.',
      'imap-mail.outlook.com:993 refuses it.',
      'host smtp-mail.outlook.com, port 587',
    ],
  ],
  [
    'account.type',
    'work',
    [
      'My university account stopped working.',
      'It is the mailbox of my employer.',
      'My account is one of a college.',
      "It is my employer's mailbox.",
    ],
  ],
  [
    'consent.policy',
    'off',
    [
      'There were changes of permissions in our company last month.',
      'Our university restricted the permissions of apps.',
      'The IT department locked down app access for everybody in the organization.',
      '会社が先月アクセス許可を制限しました。',
    ],
  ],
  [
    'timing',
    'all-accounts-at-once',
    [
      'All four channels of the help desk went red.',
      'All of our workflows stopped at the same minute.',
      'Every single node failed at once.',
      'It affects many customers, not only us.',
    ],
  ],
  [
    'noticed',
    'outage',
    [
      'The admin center shows an incident for Exchange Online, EX1051697.',
      'Microsoft has confirmed an outage this morning.',
      'It was a Microsoft outage in the end.',
      'Turned out to be a service incident on their side.',
      'According to the status page Exchange Online is degraded.',
      'The service health dashboard reports a degradation since 9:00.',
      'Outlook.com is down today.',
      'There was a worldwide disruption at Microsoft that night.',
      'Microsoft is investigating an issue with IMAP, MO941162.',
      'Microsoft 側で障害が発生していました。',
      'Exchange Online のサービス正常性に障害が出ています。',
      'Bei Microsoft gab es gestern eine Störung.',
      "C'était une panne chez Microsoft.",
      'Hubo una caída de Microsoft 365.',
      'Houve uma falha nos serviços da Microsoft.',
      '微软服务出现故障。',
    ],
  ],
  [
    'noticed',
    'second-factor',
    [
      'Last month our university introduced MFA for all students.',
      'Multi-factor authentication was enforced on Tuesday.',
      'Since 2FA the ticket system receives nothing.',
      'They now require the Authenticator app at every login.',
      'IT has switched on two-step verification for all of us.',
      'Microsoft asks for a phone confirmation at each sign-in.',
      'Two-factor authentication is now mandatory in our company.',
      '先月から多要素認証が必須になりました。',
      'Seit die Zwei-Faktor-Authentifizierung aktiviert wurde, geht nichts mehr.',
      'Depuis que l’authentification multifacteur est obligatoire, plus rien.',
      'Han habilitado la autenticación multifactor, y la verificación en dos pasos es obligatoria.',
      '公司强制了多重身份验证。',
    ],
  ],
  [
    'noticed',
    'upn-differs',
    [
      'Our userPrincipalName differs from the primary SMTP address.',
      'The UPN does not match the email of the mailbox.',
      'People here have a login name which is not the same as their address.',
      'The e-mail address is different from the UPN.',
      'There is a mismatch between mail and userPrincipalName.',
      'We sign in with anna@contoso.onmicrosoft.com, the UPN is not the address.',
      'UPN とメールアドレスが異なります。',
      'Der UPN weicht von der Mailadresse ab.',
      'Le UPN diffère de l’adresse.',
    ],
  ],
  [
    'noticed',
    'secret-expired',
    [
      'The old client secret is still being sent by the worker.',
      'It goes on using the previous secret after a restart.',
      'Our client_secret expired last week.',
      'The secret is no longer valid, says the portal.',
      '設定を変えても古いシークレットが使われ続けます。',
      'Das Programm schickt noch das alte Client-Secret.',
    ],
  ],
  [
    'timing',
    'since-today',
    [
      'Since Monday the channel is red.',
      'Since about Friday no ticket came in.',
      'It fails since March 3 with this line.',
      'As of 1st of July every fetch is refused.',
      'We have not changed anything in the settings.',
      'Nobody touched anything on this server.',
      'Nothing was modified on our side.',
      'It stopped without us changing the configuration.',
      '月曜日から受信できません。',
      '設定は一切変更していません。',
      'Seit Dienstag kommt keine Mail mehr.',
      'Depuis jeudi, plus aucun message.',
    ],
  ],
  [
    'noticed',
    'oauth-required',
    [
      'Hotmail has begun to require OAuth.',
      'Exchange now only works with modern authentication.',
      'Microsoft does not allow basic authentication any more.',
      'Outlook no longer accepts passwords from programs.',
      'Office 365 is phasing out basic auth.',
      'They stopped supporting user names and passwords.',
    ],
  ],
  [
    'noticed',
    'tokens-revoked',
    [
      'I revoked all sessions of that user yesterday.',
      'All refresh tokens were revoked by our administrator.',
      'Since the security team ran Revoke-MgUserSignInSession nothing comes in.',
      'I signed out everywhere on the security page.',
      '管理者がすべてのセッションを取り消しました。',
      'Alle Sitzungen wurden widerrufen.',
    ],
  ],
  [
    'noticed',
    'oauth-required',
    [
      'Microsoft only accepts OAuth2 now, I was told.',
      'Outlook is bringing in OAuth on their end.',
      'Microsoft is moving to modern authentication.',
      'Our administrators turned off basic auth.',
      'They say that Exchange demands modern authentication.',
      'Microsoft has switched off basic auth and my script knows nothing else.',
      'Basic authentication has been disabled by Microsoft.',
      'Microsoft verlangt jetzt OAuth.',
      '基本認証が廃止されたと聞きました。',
    ],
  ],
  [
    'noticed',
    'other-providers-too',
    [
      'With my Gmail account it is the same error.',
      'Yahoo fails as well, with the same message.',
      'Same problem with a GMX mailbox.',
      'Neither of them connects.',
      'Gmail でも同じエラーになります。',
    ],
  ],
  [
    'noticed',
    'no-credentials',
    [
      'We send by SMTP without any username, port 25.',
      'SMTP user name and password are empty.',
      'In the mail settings the username is left blank.',
      'mail.smtp.username=',
      'SMTP_USER: ""',
      'SMTP のユーザー名は空です。',
    ],
  ],
  [
    'noticed',
    'profile-at-graph',
    [
      "$config['oauth_identity_uri'] = 'https://graph.microsoft.com/v1.0/me';",
      'userinfo_endpoint: https://graph.microsoft.com/oidc/userinfo',
      "'urlResourceOwnerDetails' => 'https://graph.microsoft.com/v1.0/me',",
    ],
  ],
  [
    'timing',
    'after-weeks',
    [
      'Connect it and let 90 days pass.',
      'Once three months have gone by nothing works.',
      'After 90 days had passed it was over.',
    ],
  ],
  [
    'sign-in.mechanism',
    'login',
    [
      '2026-01-02 10:00:00 DEBUG (MainThread) [homeassistant.components.imap.coordinator] Wait for hello message',
    ],
  ],
  [
    'consent.by',
    'other',
    [
      'My browser was still signed in to my own account.',
      'Microsoft never asked which account to use.',
      'In a private window it works.',
      'It silently took the first account.',
    ],
  ],
  [
    'user.matches',
    'no',
    ['Sending from my own works.', 'With my own address no problem at all, sign-in for my own is fine.'],
  ],
  [
    'app.in-tenant',
    'no',
    [
      "That isn't our directory.",
      'They are logged in to a different organisation.',
      'Some users also have an account there.',
    ],
  ],
  [
    'token.audience',
    'graph',
    [
      'With the same token I can read the mails by Graph.',
      'Calling https://graph.microsoft.com/v1.0/me with that token is no problem.',
      'This token works with Graph.',
      'Graph takes the token.',
      '同じトークンで Graph は動きます。',
    ],
  ],
  [
    'consent.by',
    'admin',
    [
      'The page asked for a login, I signed in there with the admin account.',
      'We logged in on the consent page as the administrator.',
      'After signing in with our global admin it says done.',
    ],
  ],
  [
    'token.actor',
    'app',
    [
      'We use 2-legged OAuth for this.',
      'It is two legged OAuth, nobody signs in.',
      'The app has full_access_as_app.',
      'from exchangelib import Account, OAuth2Credentials, Configuration',
      'creds = OAuth2Credentials(client_id=cid, client_secret=CLIENT, tenant_id=tid)',
    ],
  ],
  [
    'noticed',
    'backslash-user',
    [
      'I tried anna@contoso.example/team@contoso.example as the login.',
      'The user name is my address, a backslash and the name of the shared mailbox.',
      'We put a backslash before the shared address.',
      'ユーザー名にバックスラッシュで共有アドレスを付けています。',
    ],
  ],
  [
    'licence',
    'no',
    [
      "OWA says that it couldn't find a mailbox for this recipient.",
      'A mailbox could not be found for the user.',
      'There is no mailbox behind that account.',
    ],
  ],
  [
    'timing',
    'after-weeks',
    [
      'It stopped exactly 90 days after we had connected it.',
      'Three months without anybody using it.',
      'The machine was offline for half a year.',
    ],
  ],
  [
    'connections',
    'many',
    [
      'When I reuse one connection it never happens.',
      'It opens and closes a connection for every folder each minute.',
      'The client reconnects all the time.',
    ],
  ],
  [
    'noticed',
    'scope-not-in-token',
    [
      'The token is missing required permission Mail.Send.',
      "Permission 'Mail.Read' is not available in the token.",
      'The scope Mail.ReadWrite was not granted.',
    ],
  ],
  [
    'noticed',
    'validation-token-refused',
    [
      'We echo the validationToken and it still fails.',
      'Graph rejects what we send back as validationToken.',
    ],
  ],
  [
    'mailbox.switch',
    'off',
    [
      'Le prestataire avait décoché IMAP.',
      'El administrador había desmarcado IMAP en el buzón.',
      'Beim Benutzer war der Haken bei IMAP entfernt.',
    ],
  ],
  [
    'licence',
    'no',
    [
      'The user has no Exchange Online plan.',
      'There is no Exchange plan assigned to that account yet.',
      'The licence was removed from the mailbox last week.',
      "The service account isn't licensed.",
      'We took away its licence in the clean-up.',
      'An Exchange Online licence is not assigned.',
      'Exchange Online のプランが割り当てられていません。',
      '先週ライセンスを外しました。',
      'Dem Konto wurde die Lizenz entzogen.',
      'El usuario está sin licencia.',
    ],
  ],
  [
    'flow',
    'password',
    [
      'The activity uses the authentication type UsernameAndPassword.',
      'We use UsernamePasswordCredential of azure-identity.',
      'Auth mode: user name and password, tenant id and client id are filled in.',
      'The grant type is username/password.',
      'It signs in by ROPC.',
      'ユーザー名とパスワードのフローを使っています（パスワード フロー）。',
    ],
  ],
  [
    'noticed',
    'sent-twice',
    [
      'Each message is in Sent Items twice.',
      'Our outgoing mails show up two times in the Sent folder.',
      'There are two copies of everything in sent items.',
      'We see duplicates in Sent.',
      '送信済みアイテムに同じメールが 2 通ずつ入ります。',
      'Jede Mail liegt doppelt in Gesendete Elemente.',
      'Todos los correos aparecen duplicados en Enviados.',
    ],
  ],
  [
    'noticed',
    'signs-in-again',
    [
      'Users must sign in again every hour.',
      'An hour later the users have to connect again.',
      'It asks me to reauthorize after an hour.',
      'Everybody has to log in again, roughly each hour.',
      'After one hour they need to reconnect their mailbox.',
      '1 時間ほどで再ログインが必要になります。',
      'Nach einer Stunde müssen sich alle neu anmelden.',
    ],
  ],
  [
    'sign-in.mechanism',
    'xoauth2',
    [
      'Method is OAuth2.',
      'The authentication method is set to OAuth2.',
      'Auth type: OAuth 2',
      '認証方式は OAuth2 です。',
      'Die Authentifizierungsmethode ist OAuth2 und der Port 993.',
    ],
  ],
  [
    'timing',
    'after-password-change',
    [
      'Every time security forces a password reset, the connection is dead.',
      'Since I updated my password it asks again.',
      'It broke after a password update.',
      'Whenever the user changes the password we get this.',
      'It began following a password rotation.',
      'Since I changed my Microsoft password it fails.',
      'パスワードをリセットした後に失敗します。',
      'Seit das Kennwort geändert wurde, geht nichts mehr.',
    ],
  ],
  [
    'timing',
    'all-accounts-at-once',
    [
      'All our 40 osTicket mailboxes stopped fetching at the same minute.',
      'All accounts fail since noon.',
      'Every one of the connected inboxes stopped simultaneously.',
      'Each of our tenants is affected.',
      '全部のメールボックスが一斉にエラーになりました。',
    ],
  ],
  [
    'noticed',
    'message-id-changed',
    [
      'The mail that arrives has another Message-ID.',
      'Exchange overwrites our message-id with its own: the Message-ID is replaced.',
      'The recipient sees a different Message-ID than the one that we set.',
      'Our Message-ID header is ignored.',
      '届いたメールの Message-ID が別のものになっています。',
    ],
  ],
  [
    'noticed',
    'keywords-lost',
    [
      'Thunderbird tags set on messages in an Office 365 IMAP folder vanish after the next sync.',
      'Custom flags are not saved.',
      'Labels disappear when I reopen the folder.',
      'タグが次の同期で消えます。',
    ],
  ],
  [
    'noticed',
    'secret-is-old',
    [
      'The app registration is two years old.',
      'The client secret was made 24 months ago.',
      'I created the client secret about two years ago.',
      'Our secret is from 2 years ago.',
      'シークレットは 2 年前に作りました。',
    ],
  ],
  [
    'token.audience',
    'exchange',
    [
      'The token is for outlook.office.com.',
      'We have a token whose audience is https://outlook.office365.com.',
      'It is an Exchange token, not another.',
      'a token with scp "SMTP.Send" for outlook.office.com is sent',
      'outlook.office.com 宛てのトークンを使っています。',
    ],
  ],
  [
    'code.use',
    'callback-twice',
    [
      'Our /callback is requested two times within 30 ms.',
      'A link scanner opens the redirect as well.',
      'The browser prefetches the callback page.',
      'When the user presses F5 on the callback page it fails.',
      'The effect runs twice in development.',
      'コールバックが二回呼ばれています。',
    ],
  ],
  [
    'refresh-token',
    'no',
    [
      'The JSON from /token has access_token, scope, expires_in and token_type, that is all.',
      'It only returns access_token and expires_in.',
      'There is no refresh_token in the response.',
      'We never get a refresh token.',
      'リフレッシュトークンが返ってきません。',
      'レスポンスに refresh_token が含まれていません。',
      '更新トークンがありません。',
      'Es kommt kein refresh_token zurück.',
      'Aucun jeton d’actualisation dans la réponse.',
    ],
  ],
  [
    'secret.encoded',
    'no',
    [
      'The secret has a + and a ~ in it.',
      'Our client secret contains special characters.',
      'The secret starts with a tilde.',
      'We do not url-encode it.',
      'シークレットに記号が含まれています。',
      'Das Geheimnis enthält Sonderzeichen.',
    ],
  ],
  [
    'noticed',
    'forgotten-after-one-error',
    [
      'One failed refresh with invalid_grant and our app threw the token away.',
      'After a single error the account is deleted.',
      'It wipes the stored grant as soon as one refresh fails.',
      'The program discards the tokens on the first refusal.',
      '一度のエラーでアカウントが削除されます。',
      'Nach einem einzigen Fehler löscht die App das Konto.',
    ],
  ],
  [
    'token.flaw',
    'yes',
    [
      'I pass JSON.stringify(result.accessToken) to the client.',
      'We json_encode the token before.',
      'The token is sent with quotes around it.',
      'The stored token is cut off at 1024 characters.',
      'We hand over the whole response instead of the token.',
      'トークンが途中で切れていました。',
    ],
  ],
  [
    'token.use',
    'id',
    [
      'new SaslMechanismOAuth2(user, authResult.IdToken) is what we call.',
      'We send the id_token.',
      'const auth = { user, accessToken: session.id_token };',
      'By mistake I used the id token.',
      'ID トークンを送っていました。',
      'IMAP に id_token を渡していました。',
    ],
  ],
  [
    'timing',
    'after-an-hour',
    [
      'It works for about an hour.',
      'After about an hour we get a refusal from the server.',
      'Within 60 minutes it fails on every mailbox.',
      'After sixty or so it stops: it dies after 60 minutes.',
      'Rund eine Stunde geht alles, danach nichts.',
      'Ça fonctionne une heure puis plus rien.',
      'Funciona durante una hora.',
      '1 時間後に失敗します。',
      '能用一个小时，然后就失败。',
      'Примерно через час перестаёт работать.',
      '약 1시간 후에 실패합니다.',
      'Po około godzinie przestaje działać.',
    ],
  ],
  [
    'body.form',
    'json',
    [
      "I'm posting JSON to the token endpoint.",
      'The body is JSON.',
      'We send the parameters as JSON.',
      'Requests are sent with application/json.',
      'Wir schicken das als JSON.',
      'パラメーターは JSON で送っています。',
    ],
  ],
  [
    'mailbox.kind',
    'alias',
    [
      'The user name is an alias.',
      "J'utilise mon alias comme identifiant.",
      'Als Benutzername steht da mein Alias.',
      'Uso mi alias como usuario.',
      'エイリアスでログインしています。',
      '用的是别名登录。',
    ],
  ],
  [
    'noticed',
    'idle-silent',
    [
      'IDLE hangs after an hour.',
      'Nach zwei Stunden kommen über IDLE keine neuen Mails mehr an.',
      'IDLE no more updates come.',
      'IDLE が途中で止まってしまいます。',
      'IMAP IDLE で待ち受けていると、しばらくして新着の通知が来なくなります。',
      'Après deux heures, IDLE ne signale plus rien.',
    ],
  ],
  [
    'noticed',
    'mail-late',
    [
      'The last ones arrive many minutes late.',
      'Mails are delayed.',
      'They are delivered an hour later.',
      'There is a delay of ten minutes.',
      'メールの到着までに時間がかかります。',
    ],
  ],
  [
    'noticed',
    'notifications-stop',
    [
      'Our Graph webhook fired for three days, then nothing.',
      'No notifications come any more.',
      'The subscription stopped notifying: notifications stopped.',
      'Notifications never arrive.',
      '通知が届かなくなりました。Webhook の通知が止まりました。',
    ],
  ],
  [
    'noticed',
    'access-rule',
    [
      'We restricted the app with New-ApplicationAccessPolicy.',
      'There is an application access policy for one group.',
      'RBAC for Applications limits it.',
      'We use App RBAC instead of permissions.',
      'The mailbox is in the management scope of the assignment.',
      'A client access rule is in place.',
      'アプリケーション アクセス ポリシーを設定しています。',
    ],
  ],
  [
    'timing',
    'after-an-hour',
    [
      'We cache the access token in Redis with TTL 2h.',
      'The service fetches a token once at start.',
      'It keeps the same token for several hours.',
      'We reuse the access token for 12 hours.',
      'トークンは起動時に一度だけ取得して使い回しています。',
    ],
  ],
  [
    'other-resource',
    'works',
    [
      'Graph tokens still come.',
      'The same refresh token still works for Graph.',
      'A Graph token is still issued.',
      'Graph refreshes fine.',
      'With that token I do get the user info of the account.',
      'The very same token works with the Gmail API.',
      'The token is accepted by the People API.',
      'The profile comes back when I send this token.',
    ],
  ],
  [
    'account.type',
    'personal',
    [
      'Can I read my own @hotmail.com inbox?',
      'How do I connect a personal account?',
      "My dad's hotmail stopped one day.",
      "Grandma's outlook.com can't be read any more.",
      'It is an @outlook.com mailbox.',
      'hotmail.co.jp を受信しています。',
      'Es ist ein privates Konto.',
    ],
  ],
  [
    'connections',
    'many',
    [
      'We run it in 12 pods, and every pod polls the mailbox.',
      'Six replicas each keep a connection to the mailbox open.',
      'Three instances of the service read the same inbox.',
      'There are 20 consumers, each with its own IMAP connection.',
      '同じメールボックスを 8 台のサーバーで監視しています。',
      'Es laufen acht Instanzen gegen dasselbe Postfach.',
    ],
  ],
  [
    'timing',
    'now-and-then',
    [
      'It succeeds about seven times of ten.',
      'Roughly 30 % of the attempts fail.',
      'Two out of five polls throw it.',
      'About one in four connections fails.',
      '10 回に 3 回くらい失敗します。',
      '成功したり失敗したりします。',
      'Etwa jeder dritte Versuch scheitert.',
      'A3 BAD User is authenticated but not connected - but only sometimes',
      'Sometime it connects and then again it refuses.',
      'At times the sign-in is refused.',
      'It does not happen always.',
      'The error is not always there.',
      'The connection is hit and miss.',
    ],
  ],
  [
    'app.registered',
    'wrong-object-id',
    [
      'There are two object ids, and I had taken the first one.',
      'The one on the page "App registrations" is not the one that Exchange wants.',
      'I had used the id of the App registrations page.',
      'オブジェクト ID が 2 種類あることを知りませんでした。',
      '「アプリの登録」に表示される ID ではなく、もう一方が必要でした。',
      'Es gibt zwei Objekt-IDs, ich hatte die falsche.',
      "Il y a deux ID d'objet, j'avais pris le mauvais.",
    ],
  ],
  [
    'mailbox.switch',
    'off',
    [
      'この利用者は「認証済み SMTP」のチェックが外れていました。',
      'Authenticated SMTP had no tick.',
      'The box "Authenticated SMTP" was empty for that user.',
      'Der Haken bei „Authentifiziertes SMTP“ fehlte.',
      'La case « SMTP authentifié » était décochée.',
    ],
  ],
  [
    'works.elsewhere',
    'imap',
    [
      '受信(IMAP)はできるのに送信だけできません。',
      'Only IMAP and POP3 can authenticate.',
      'IMAP logs in, SMTP does not.',
      'The IMAP login goes through with the same token.',
      'IMAP の認証は成功します。',
      '受信（IMAP）は問題ありません。',
      '受信は問題ありません。',
    ],
  ],
  [
    'security-defaults',
    'off',
    ['• Security Defaults disabled', 'Security defaults: off', 'Security defaults are turned off here.'],
  ],
  [
    'mailbox.switch',
    'on',
    [
      'My tenant has SMTP AUTH enabled.',
      'A mailbox with IMAP and POP enabled, a licence and no MFA.',
      'The user had authenticated SMTP ticked all the time.',
    ],
  ],
  [
    'noticed',
    'secret-expired',
    [
      'The client secret had expired.',
      'In "Certificates & secrets" the status was Expired.',
      'The secret of our app registration ran out on Sunday.',
      '「証明書とシークレット」を見たら期限切れになっていました。',
      'シークレットの有効期限が切れていました。',
      'Das Geheimnis der App war abgelaufen.',
      'Le secret client avait expiré.',
    ],
  ],
  [
    'timing',
    'all-accounts-at-once',
    [
      'メール取り込みが全アカウントで止まりました。',
      '全メールボックスで受信できなくなりました。',
      'Every mailbox turned red over night.',
    ],
  ],
  [
    'token.actor',
    'app',
    [
      'How can I read mail with client credentials?',
      'We use application permissions.',
      'Is it possible to send by client_credentials?',
      'アプリケーションの許可で取得する方法はありますか。',
    ],
  ],
  [
    'consent.by',
    'admin',
    [
      'The refresh token was fetched with the admin credentials.',
      'We authorized the app as our global administrator account.',
      'I got the token using an admin login, then put it into the plugin.',
      'トークンは管理者アカウントで取得しました。',
      'Ich habe mich mit dem Admin-Konto angemeldet.',
      "J'ai autorisé avec le compte administrateur, le jeton vient de là.",
    ],
  ],
  [
    'client.kind',
    'confidential',
    [
      'The platform is Web, not SPA.',
      'For the redirect I have chosen Web instead of single-page.',
      'In the portal I selected "Web" and nothing else.',
    ],
  ],
  [
    'token.actor',
    'app',
    [
      'I followed https://docs.example/ExchangeOAuth2.md#authenticating-a-web-service-with-oauth2',
      'The code is from https://learn.microsoft.com/azure/v2-oauth2-client-creds-grant-flow#get-a-token',
      'See https://learn.example/imap#use-client-credentials-grant-flow-to-authenticate',
    ],
  ],
  [
    'token.audience',
    'other',
    [
      'It asks for wl.imap and wl.offline_access.',
      "accessUrl: 'https://login.live.com/oauth20_token.srf'",
      'Our scopes: wl.basic wl.emails',
    ],
  ],
  [
    'account.type',
    'personal',
    [
      'relay=smtp-mail.outlook.com[192.0.2.1]:587',
      'host: imap-mail.outlook.com',
      'The server is pop-mail.outlook.com, port 995.',
    ],
  ],
  [
    'account.type',
    'work',
    [
      'My account is one of a university.',
      'It is my university mailbox.',
      'The address comes from our company.',
      '大学のアカウントです。',
    ],
  ],
  [
    'sign-in.mechanism',
    'login',
    [
      '$api = MailAPI::withUsernameAndPassword($host, $user, $secret);',
      'client = Mail.with_username_and_password(host, user, pw)',
    ],
  ],
  [
    'scopes.offline',
    'yes',
    [
      'offline_access is requested.',
      'We asked for offline_access at /authorize.',
      'offline_access was consented.',
      'offline_access ist dabei.',
      'offline_access は含まれています。',
    ],
  ],
];

describe('a program that asks for the password again and again has been refused', () => {
  it.each([
    'Outlook keeps asking for my password, the account is at hotmail.com.',
    'The app constantly prompts for the password of my outlook.com account.',
    'Windows Live Mail fragt ständig nach dem Kennwort (hotmail.de).',
    'Mail redemande sans arrêt le mot de passe de mon compte hotmail.fr.',
    'El programa vuelve a pedir la contraseña de hotmail.com.',
    'hotmail.com のパスワードを何度も聞かれます。',
    '邮箱是 hotmail.com，客户端一直提示输入密码。',
  ])('%s', (text) => {
    expect(recognise(text, nowMs)).toContainEqual(
      expect.objectContaining({ kind: 'complaint', provider: 'microsoft' }),
    );
  });
});

describe.each(wordings)('%s: %s', (fact, value, told) => {
  it.each(told)('%s', (text) => {
    expect(facts(text)).toMatchObject({ [fact]: expect.arrayContaining([value]) as unknown });
  });
});

describe('a point of a list is told', () => {
  it.each<[string, string, string]>([
    ['* It is a shared mailbox', 'mailbox.kind', 'shared'],
    ['  * IMAP works fine with the same account', 'works.elsewhere', 'imap'],
    ['* SMTP AUTH is disabled there', 'mailbox.switch', 'off'],
    ['* 共有メールボックスです', 'mailbox.kind', 'shared'],
  ])('%s', (text, fact, value) => {
    expect(facts(text)).toMatchObject({ [fact]: [value] });
  });

  it.each([
    '* STATUS "shared mailbox" (MESSAGES 3)',
    '* 3 FETCH (ENVELOPE (NIL "the shared mailbox" NIL))',
    '* LIST (\\HasNoChildren) "/" "Shared mailbox"',
    '* Connected to outlook.office365.com (52.97.1.1) port 993, it is a shared mailbox',
  ])('and what a server says unasked is none: %s', (text) => {
    expect(facts(text)).not.toHaveProperty(['mailbox.kind']);
  });
});

it('what is denied of one thing may be told of another', () => {
  const text = 'It is not my own mailbox, not a shared mailbox of sales, but the shared mailbox of support.';
  expect(facts(text)).toMatchObject({ 'mailbox.kind': ['shared'] });
});

describe('nothing of it is told by', () => {
  it.each<[string, string]>([
    ['noticed', 'We have not enabled MFA.'],
    ['noticed', 'MFA is disabled for this account, the password is right.'],
    ['noticed', 'The account is excluded, so two-factor authentication is not on.'],
    ['noticed', 'Should I switch on MFA?'],
    ['noticed', 'The UPN is the same as the address.'],
    ['noticed', 'Outlook works with OAuth and the token is for Exchange.'],
    ['timing', 'I changed the port and nothing changed.'],
    ['timing', 'I changed nothing else than the port.'],
    ['timing', 'The documentation is from 12 March.'],
    ['timing', 'I have been trying to set it up since Monday.'],
    ['noticed', 'It tries login again after a minute.'],
    ['noticed', 'XOAUTH2 is offered beside LOGIN.'],
    ['account.age', 'Add a new account'],
    ['account.age', 'I was adding a new outlook account in Thunderbird.'],
    ['account.type', 'X.namprd05.prod.outlook.com'],
    ['account.type', 'The hosts are imap-mail.outlook.com and outlook.office365.com.'],
    ['mailbox.switch', 'IMAP access is possible.'],
    ['flow', 'The --device-name is laptop.'],
    ['consent.policy', 'The company changed its name.'],
    ['licence', 'The licence of the library is MIT.'],
    ['account.type', 'smtp.office365.com and smtp-mail.outlook.com are refused alike.'],
    ['runs.on', 'It is registered as Web and not as SPA.'],
    ['mailbox.kind', 'It is not a shared mailbox.'],
    ['mailbox.kind', '共有メールボックスではありません。'],
    ['mailbox.kind', 'Es ist kein shared mailbox account.'],
    ['account.type', "This isn't a personal account."],
    ['flow', 'We do not use client credentials flow but something else.'],
    ['token.actor', 'There are no application permissions.'],
    ['runs.on', 'It runs at home, not on a server.'],
    ['consent.by', 'The user is not signed in with an admin account.'],
    [
      'token.audience',
      'login.live.com/oauth20_token.srf, scope https://outlook.office.com/IMAP.AccessAsUser.All',
    ],
    ['flow', 'The samples are in https://github.example/zip-code-samples/readme'],
    ['licence', 'Is there an Exchange licence on the account?'],
    ['licence', 'The mailbox is licensed.'],
    ['noticed', 'The client secret has not expired, it is valid for a year.'],
    ['noticed', 'シークレットの有効期限は切れていません。'],
    ['noticed', 'The secret expires in 2027.'],
    ['app.registered', 'It has the object id of the enterprise application.'],
    ['connections', 'Only one pod polls the mailbox.'],
    ['token.audience', 'I want one token for Graph and for IMAP.'],
    ['token.permits', 'The scope IMAP.AccessAsUser.All is not valid.'],
    ['works.elsewhere', '受信はできません。'],
    ['works.elsewhere', 'IMAP cannot authenticate, neither can POP.'],
    ['noticed', 'Our messages do not land in spam any more.'],
    ['noticed', 'There is no outage at Microsoft, I looked.'],
    ['noticed', 'Is there an outage at Microsoft today?'],
    ['noticed', 'The service health page shows no incident.'],
    ['noticed', 'Service health is all green.'],
    ['noticed', 'We opened an incident with Microsoft, they are looking into it.'],
    ['noticed', 'Our server was down on Tuesday, then Outlook was set up again.'],
    ['noticed', 'Scroll down in Outlook to the settings.'],
    ['noticed', 'Microsoft 側の障害ではありません。'],
    ['noticed', 'It is not a Microsoft outage.'],
    ['noticed', 'The junk folder is read by IMAP as well.'],
    ['timing', 'I changed the password, still the same.'],
    ['works.elsewhere', 'IMAP authenticates with the wrong mechanism.'],
    ['noticed', 'We updated the password of the email lately.'],
    ['helped', 'V2 endpoints are needed to support SMTP AUTH, which is enabled.'],
    ['account.type', 'It wants a work or school account instead.'],
    ['timing', 'チェックを入れて一時間ほど待ちました。'],
    ['timing', '設定は一時間後に反映されました。'],
    ['timing', 'The first of 10 messages is read.'],
    ['timing', 'It takes some time to connect.'],
    ['other-resource', 'The token never works with the Gmail API.'],
    ['flow', 'User name and password are right.'],
    ['noticed', 'I sent it to support twice, an hour later they answered.'],
    ['noticed', 'The app is easy to use and the secret of its success is good design.'],
    ['code.use', 'I tried it twice and read the page about callbacks.'],
    ['refresh-token', 'The answer has access_token, expires_in and refresh_token.'],
    ['mailbox.kind', 'Sollte der Alias stehen?'],
    ['account.type', 'How can I check whether it is a personal account?'],
    ['refresh-token', '応答に refresh_token が含まれています。'],
    ['scopes.offline', 'offline_access is missing.'],
    ['token.audience', 'Where do I get a token for Exchange?'],
    ['sign-in.mechanism', 'Should I change the method to OAuth2?'],
  ])('%s: %s', (fact, text) => {
    expect(facts(text)).not.toHaveProperty([fact]);
  });
});
