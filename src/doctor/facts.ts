// What the doctor may know about a case, as flat facts with a few values each: conditions of causes speak of nothing else.
// A fact that is not known is absent. Each has the question that would settle it.

import type { Said } from './said.ts';

interface FactSheet {
  readonly values: readonly string[];
  /** What to look at or to run, as one sentence. */
  readonly question: Said;
}

export const factSheets = {
  protocol: {
    values: ['imap', 'pop', 'smtp', 'graph', 'entra'],
    question: {
      en: 'Which protocol was spoken: IMAP, POP, SMTP or Graph?',
      ja: '使っているプロトコルは IMAP、POP、SMTP、Graph のどれですか。',
    },
  },
  'token.audience': {
    values: ['exchange', 'graph', 'other'],
    question: {
      en: 'For which resource is the token? Run `mailgrant explain --token -` and paste it.',
      ja: 'トークンはどのリソース宛てですか。`mailgrant explain --token -` を実行して貼り付けてください。',
    },
  },
  'token.form': {
    values: ['jwt', 'opaque', 'not-a-token'],
    question: {
      en: 'What does the token look like? Run `mailgrant explain --token -` and paste it.',
      ja: 'トークンはどのような形ですか。`mailgrant explain --token -` を実行して貼り付けてください。',
    },
  },
  'token.use': {
    values: ['access', 'id', 'refresh'],
    question: {
      en: 'Is it the access token that was sent, and not the id token or the refresh token? `mailgrant explain --token -` tells.',
      ja: '送ったのはアクセストークンですか（ID トークンや更新トークンではなく）。`mailgrant explain --token -` で分かります。',
    },
  },
  'token.flaw': {
    values: ['yes', 'no'],
    question: {
      en: 'Is the token sent exactly as it was received, without quotes, line breaks or a second "Bearer"?',
      ja: 'トークンは受け取ったままの形で送られていますか（引用符、改行、二重の "Bearer" はありませんか）。',
    },
  },
  'token.state': {
    values: ['valid', 'expired', 'not-yet'],
    question: {
      en: 'Is the token still valid? `mailgrant explain --token -` compares its times with this clock.',
      ja: 'トークンはまだ有効ですか。`mailgrant explain --token -` が時刻を比べます。',
    },
  },
  /** Does it carry the permission for the protocol of this case? */
  'token.permits': {
    values: ['yes', 'no'],
    question: {
      en: 'Which permissions are in the token? `mailgrant explain --token -` lists them.',
      ja: 'トークンにはどの権限が入っていますか。`mailgrant explain --token -` が一覧を示します。',
    },
  },
  'token.actor': {
    values: ['user', 'app'],
    question: {
      en: 'Was the token obtained by a person who signed in, or by the app alone (client credentials)?',
      ja: 'トークンは人のサインインで得ましたか、それともアプリだけで（client credentials で）得ましたか。',
    },
  },
  /** Is the mailbox that is opened the one of whoever signed in? */
  'user.matches': {
    values: ['yes', 'no'],
    question: {
      en: 'Who signed in, and which mailbox is opened? Give `--token -` and `--user`.',
      ja: 'サインインした人と、開こうとしているメールボックスは同じですか。`--token -` と `--user` を指定してください。',
    },
  },
  'mailbox.kind': {
    values: ['own', 'shared', 'alias', 'distribution-group'],
    question: {
      en: "Is it the person's own mailbox, a shared mailbox, or an alias?",
      ja: '本人のメールボックスですか、共有メールボックスですか、それともエイリアスですか。',
    },
  },
  'mailbox.switch': {
    values: ['on', 'off'],
    question: {
      en: 'Is the protocol switched on for the mailbox? `Get-CASMailbox -Identity <address> | Format-List ImapEnabled,PopEnabled,SmtpClientAuthenticationDisabled` shows it; on Outlook.com: Settings > Mail > Forwarding and IMAP.',
      ja: 'そのメールボックスでプロトコルは有効ですか。`Get-CASMailbox -Identity <アドレス> | Format-List ImapEnabled,PopEnabled,SmtpClientAuthenticationDisabled` で分かります。Outlook.com では［設定］>［メール］>［転送と IMAP］です。',
    },
  },
  'account.type': {
    values: ['personal', 'work'],
    question: {
      en: 'Is it a personal account (outlook.com, hotmail.com, live.com) or one of a company or school? Give `--account-type`.',
      ja: '個人アカウント（outlook.com、hotmail.com、live.com）ですか、職場または学校のアカウントですか。`--account-type` を指定してください。',
    },
  },
  provider: {
    values: ['microsoft', 'google', 'yahoo', 'other'],
    question: {
      en: 'Who runs the mailbox: Microsoft, Google or Yahoo?',
      ja: 'メールボックスの提供元は Microsoft、Google、Yahoo のどれですか。',
    },
  },
  'scopes.resources': {
    values: ['none', 'exchange', 'graph', 'both', 'other'],
    question: {
      en: 'Which scopes were asked for? Give `--scopes "..."`.',
      ja: 'どのスコープを要求しましたか。`--scopes "..."` を指定してください。',
    },
  },
  /** IMAP.AccessAsUser.All and its like written without the resource. */
  'scopes.bare-mail': {
    values: ['yes', 'no'],
    question: {
      en: 'Were the mail scopes written with https://outlook.office.com/ before them? Give `--scopes "..."`.',
      ja: 'メールのスコープの前に https://outlook.office.com/ を付けましたか。`--scopes "..."` を指定してください。',
    },
  },
  /** 'offline_access' as it must be, with a resource before it, or not at all. */
  'scopes.offline': {
    values: ['yes', 'prefixed', 'no'],
    question: {
      en: 'Was offline_access among the scopes? Give `--scopes "..."`.',
      ja: 'スコープに offline_access は含まれていましたか。`--scopes "..."` を指定してください。',
    },
  },
  'scopes.office365-prefix': {
    values: ['yes', 'no'],
    question: {
      en: 'Were the scopes written with outlook.office365.com instead of outlook.office.com?',
      ja: 'スコープの接頭辞は outlook.office.com ではなく outlook.office365.com でしたか。',
    },
  },
  /** Which half of signing in failed. */
  leg: {
    values: ['authorize', 'token', 'refresh', 'device', 'use'],
    question: {
      en: 'When did it fail: on the sign-in page, when the code was redeemed, at a refresh, or at the mail server?',
      ja: '失敗したのはサインイン画面、コードの引き換え、更新、メールサーバーのどこですか。',
    },
  },
  'client.kind': {
    values: ['public', 'confidential', 'spa'],
    question: {
      en: 'As what is the redirect URI registered: Web, Mobile and desktop, or Single-page application?',
      ja: 'リダイレクト URI は Web、モバイルとデスクトップ、シングルページアプリケーションのどれで登録されていますか。',
    },
  },
  'sign-in.mechanism': {
    values: ['xoauth2', 'oauthbearer', 'login', 'plain', 'cram-md5', 'ntlm'],
    question: {
      en: 'Which mechanism did the client use: XOAUTH2, or LOGIN/PLAIN with a password?',
      ja: 'クライアントが使った方式は XOAUTH2 ですか、それともパスワードによる LOGIN/PLAIN ですか。',
    },
  },
  /** Sign-in itself succeeded and something after it failed. */
  'sign-in.passed': {
    values: ['yes', 'no'],
    question: {
      en: 'Did the server accept the sign-in (OK, 235, +OK)?',
      ja: 'サーバーはサインインを受け入れましたか（OK、235、+OK）。',
    },
  },
  /** Another protocol works with the same account. */
  'works.elsewhere': {
    values: ['imap', 'smtp', 'graph', 'none'],
    question: {
      en: 'Does another protocol work with the same account?',
      ja: '同じアカウントで別のプロトコルは動きますか。',
    },
  },
  timing: {
    values: [
      'always',
      'after-an-hour',
      'after-a-day',
      'after-weeks',
      'now-and-then',
      'since-today',
      'after-password-change',
      'all-accounts-at-once',
    ],
    question: {
      en: 'Has it never worked, or since when and how often does it fail?',
      ja: '一度も動いていませんか、それともいつから、どのくらいの頻度で失敗しますか。',
    },
  },
  /** Who gave consent. */
  'consent.by': {
    values: ['owner', 'admin', 'other', 'nobody'],
    question: {
      en: 'Who signed in and consented: the owner of the mailbox, or somebody else such as the administrator?',
      ja: 'サインインして同意したのはメールボックスの所有者ですか、それとも管理者など別の人ですか。',
    },
  },
  'host.fits': {
    values: ['yes', 'no'],
    question: {
      en: 'Which host and port are used? Give `--host`.',
      ja: 'どのホストとポートを使っていますか。`--host` を指定してください。',
    },
  },
  /** The request asked for these; decides AADSTS questions. */
  'tenant.segment': {
    values: ['common', 'organizations', 'consumers', 'tenant'],
    question: {
      en: 'Which tenant is in the URL: common, organizations, consumers, or one of your own?',
      ja: 'URL のテナント部分は common、organizations、consumers、自社のテナントのどれですか。',
    },
  },
  cloud: {
    values: ['worldwide', 'gcc-high', 'dod', 'china'],
    question: { en: 'In which cloud is the tenant?', ja: 'テナントはどのクラウドにありますか。' },
  },
  /** From a server or data centre rather than from the person's own device. */
  'runs.on': {
    values: ['server', 'desktop', 'browser', 'mobile', 'device'],
    question: {
      en: 'Where does it run: on a server, on a desktop, in a browser?',
      ja: 'どこで動いていますか（サーバー、デスクトップ、ブラウザー）。',
    },
  },
  /** IMAP, POP or SMTP permissions, whichever resource they were asked of. */
  'scopes.mail': {
    values: ['yes', 'no'],
    question: {
      en: 'Are permissions for IMAP, POP or SMTP among the scopes? Give `--scopes "..."`.',
      ja: 'スコープに IMAP、POP、SMTP のアクセス許可は含まれていますか。`--scopes "..."` を指定してください。',
    },
  },
  'scopes.default': {
    values: ['yes', 'no'],
    question: {
      en: 'Is one of the scopes `.default`? Give `--scopes "..."`.',
      ja: 'スコープに `.default` は含まれていますか。`--scopes "..."` を指定してください。',
    },
  },
  /** Which way the app signs in. */
  flow: {
    values: ['code', 'device', 'password', 'app', 'implicit'],
    question: {
      en: 'How does the app sign in: with a browser and a code, with a device code, with the password, or as itself (client credentials)?',
      ja: 'アプリのサインイン方法は、ブラウザーと認可コード、デバイスコード、パスワード、アプリ自身（client credentials）のどれですか。',
    },
  },
  /** Several tokens out of one code. */
  'code.use': {
    values: ['once', 'for-each-resource', 'callback-twice'],
    question: {
      en: 'Does the program redeem the same code a second time: for another resource, or because the redirect was called twice?',
      ja: '同じ認可コードを 2 回引き換えていませんか。別のリソースのためですか、それともリダイレクト先が 2 回呼ばれたためですか。',
    },
  },
  /** The other resource (Graph, where Exchange is refused) with the same refresh token. */
  'other-resource': {
    values: ['works', 'fails'],
    question: {
      en: 'Does the same refresh token still get a token for another resource, such as Graph?',
      ja: '同じ更新トークンで、Graph など別のリソースのトークンはまだ取得できますか。',
    },
  },
  'secret.copied': {
    values: ['value', 'id'],
    question: {
      en: 'Was the Value of the client secret copied, or its Secret ID? The Secret ID is a GUID; the Value is not.',
      ja: 'コピーしたのはクライアント シークレットの「値」ですか、「シークレット ID」ですか。GUID の形をしていればシークレット ID です。',
    },
  },
  'secret.encoded': {
    values: ['yes', 'no'],
    question: {
      en: 'Is the client secret URL-encoded once in the request body? A secret may hold ~, +, / and other characters.',
      ja: 'クライアント シークレットは要求の本文で 1 回だけ URL エンコードされていますか（~、+、/ などの文字が入ることがあります）。',
    },
  },
  /** The enterprise application of the app in the tenant that is asked. */
  'app.in-tenant': {
    values: ['yes', 'no'],
    question: {
      en: 'Is the app listed in that tenant? Microsoft Entra admin center > Identity > Applications > Enterprise applications shows it.',
      ja: 'そのテナントにアプリはありますか。Microsoft Entra 管理センターの［ID］>［アプリケーション］>［エンタープライズ アプリケーション］で分かります。',
    },
  },
  /** "Supported account types" of the registration (signInAudience). */
  'app.audience': {
    values: ['one-tenant', 'work', 'work-and-personal', 'personal'],
    question: {
      en: 'Which account types does the app registration support? App registrations > the app > Authentication > Supported account types.',
      ja: 'アプリの登録で「サポートされているアカウントの種類」はどれですか（［アプリの登録］> アプリ >［認証］）。',
    },
  },
  /** How the tenant lets its people consent to apps. */
  'consent.policy': {
    values: ['open', 'microsoft-managed', 'off'],
    question: {
      en: 'How may users consent in the tenant? Microsoft Entra admin center > Identity > Applications > Enterprise applications > Consent and permissions > User consent settings.',
      ja: 'テナントではユーザーの同意がどう設定されていますか。Microsoft Entra 管理センターの［ID］>［アプリケーション］>［エンタープライズ アプリケーション］>［同意とアクセス許可］>［ユーザーの同意設定］で分かります。',
    },
  },
  /** An AADSTS number stands beside the error. */
  'error.number': {
    values: ['yes', 'no'],
    question: {
      en: 'Is there a number such as AADSTS65001 (or `error_codes`) in the whole answer of the server?',
      ja: 'サーバーの応答全体に、AADSTS65001 のような番号（または `error_codes`）はありますか。',
    },
  },
  'body.form': {
    values: ['form', 'json', 'cut'],
    question: {
      en: 'Is the request body an unbroken form (application/x-www-form-urlencoded), or is it JSON, or a URL that the shell cut at "&"?',
      ja: '要求の本文は application/x-www-form-urlencoded のフォームですか。JSON だったり、シェルが URL を「&」で切ったりしていませんか。',
    },
  },
  'refresh-token': {
    values: ['yes', 'no'],
    question: {
      en: 'Was there a refresh_token in the token answer?',
      ja: 'トークン応答に refresh_token はありましたか。',
    },
  },
  /** The app's service principal, as Exchange knows it (`New-ServicePrincipal`). */
  'app.registered': {
    values: ['yes', 'no', 'wrong-object-id'],
    question: {
      en: 'Does Exchange know the app? `Get-ServicePrincipal | Format-List DisplayName,AppId,ObjectId` must show it with the object id of the ENTERPRISE application.',
      ja: 'Exchange にアプリは登録されていますか。`Get-ServicePrincipal | Format-List DisplayName,AppId,ObjectId` に、エンタープライズ アプリケーションのオブジェクト ID で表示されるはずです。',
    },
  },
  /** Full access of whoever signs in (a person or an app) to a mailbox that is not their own. */
  'mailbox.access': {
    values: ['yes', 'no'],
    question: {
      en: 'Who may open the mailbox? `Get-MailboxPermission -Identity <address> | Format-Table User,AccessRights` must show FullAccess for whoever signs in.',
      ja: 'そのメールボックスを開けるのは誰ですか。`Get-MailboxPermission -Identity <アドレス> | Format-Table User,AccessRights` に、サインインする人（アプリ）の FullAccess があるはずです。',
    },
  },
  'send-as': {
    values: ['yes', 'no'],
    question: {
      en: 'May whoever signs in send as that address? `Get-RecipientPermission -Identity <address>` must show SendAs.',
      ja: 'サインインした人はそのアドレスとして送信できますか。`Get-RecipientPermission -Identity <アドレス>` に SendAs があるはずです。',
    },
  },
  /** Is the From address the one of the mailbox that signed in? */
  'sender.matches': {
    values: ['yes', 'no'],
    question: {
      en: 'Are the From address and MAIL FROM the address of the mailbox that signs in?',
      ja: 'From と MAIL FROM は、サインインするメールボックスのアドレスと同じですか。',
    },
  },
  'security-defaults': {
    values: ['on', 'off'],
    question: {
      en: 'Are security defaults on? Microsoft Entra admin center > Identity > Overview > Properties shows it.',
      ja: 'セキュリティの既定値群は有効ですか。Microsoft Entra 管理センターの［ID］>［概要］>［プロパティ］で分かります。',
    },
  },
  licence: {
    values: ['yes', 'no'],
    question: {
      en: 'Has the mailbox a licence for Exchange Online? Microsoft 365 admin center > Users > Active users > Licenses and apps shows it.',
      ja: 'そのメールボックスに Exchange Online のライセンスはありますか。Microsoft 365 管理センターの［ユーザー］>［アクティブなユーザー］>［ライセンスとアプリ］で分かります。',
    },
  },
  connections: {
    values: ['few', 'many'],
    question: {
      en: 'How many programs, devices and workers open the mailbox at the same time?',
      ja: '同じメールボックスを同時に開いているプログラム、端末、ワーカーはいくつですか。',
    },
  },
  /** The same account from another network: a phone's, without VPN, over IPv4. */
  'other-network': {
    values: ['works', 'fails'],
    question: {
      en: "Does it work from another network (a phone's, without VPN, over IPv4)?",
      ja: '別のネットワーク（スマートフォンの回線、VPN なし、IPv4）からは動きますか。',
    },
  },
  'account.age': {
    values: ['new', 'old'],
    question: {
      en: 'Was the account created only recently?',
      ja: 'アカウントは最近作成したものですか。',
    },
  },
  /** One address, two accounts: a work account and a personal one. */
  'account.twin': {
    values: ['yes', 'no'],
    question: {
      en: 'Does Microsoft ask "Work or school account / Personal account" when this address signs in?',
      ja: 'このアドレスでサインインすると「職場または学校アカウント」「個人のアカウント」の選択が表示されますか。',
    },
  },
  /** A permission or switch in Exchange that has not had its two hours. */
  'changed.recently': {
    values: ['yes', 'no'],
    question: {
      en: 'Was the permission or switch changed less than two hours ago?',
      ja: '権限や設定を変更してから 2 時間以内ですか。',
    },
  },
  /** Does the client send the token on the line of AUTH itself? */
  'initial-response': {
    values: ['yes', 'no'],
    question: {
      en: 'Does the client send the token on the same line as AUTH XOAUTH2, or on a line of its own after the server\'s "+"?',
      ja: 'クライアントはトークンを AUTH XOAUTH2 と同じ行で送っていますか、それともサーバーの「+」の後に別の行で送っていますか。',
    },
  },
  /** What a person sees where no server refused anything. */
  noticed: {
    values: [
      'sent-twice',
      'keywords-lost',
      'size-differs',
      'idle-silent',
      'mail-late',
      'inbox-cut-short',
      'pop-deletes',
      'message-id-changed',
      'parser-error',
      'notifications-stop',
      'not-in-sent',
      'backslash-user',
      'access-rule',
      'signs-in-again',
      'secret-is-old',
      'mail-null',
      'silent-send',
      'forgotten-after-one-error',
    ],
    question: {
      en: 'What exactly is seen: an error text, or something that is missing or doubled?',
      ja: '具体的に何が起きていますか（エラー文、欠けているもの、重複しているもの）。',
    },
  },
} as const satisfies Record<string, FactSheet>;

export type FactName = keyof typeof factSheets;
export type FactValue<F extends FactName> = (typeof factSheets)[F]['values'][number];
/** Known facts. Where evidence contradicts itself a fact has several values. */
export type Facts = { readonly [F in FactName]?: readonly FactValue<F>[] };
/** `{ 'token.audience': 'graph', protocol: ['imap', 'pop'] }`: all must hold, each by one of its values. */
export type FactPattern = { readonly [F in FactName]?: FactValue<F> | readonly FactValue<F>[] };
