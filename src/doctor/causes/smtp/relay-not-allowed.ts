import type { Cause } from '../../cause.ts';

export const relayNotAllowed: Cause = {
  id: 'relay-not-allowed',
  title: {
    en: '"550 5.7.54 Unable to relay recipient in non-accepted domain": without a sign-in only mail for the server\'s own domains is taken',
    ja: '「550 5.7.54 Unable to relay recipient in non-accepted domain」: 認証なしでは、そのサーバー自身のドメイン宛てのメールしか受け付けない',
  },
  what: {
    en: 'A message for somebody outside was handed to the server in a session that did not sign in.',
    ja: '認証していない接続で、外部の宛先へのメールを渡そうとしました。',
  },
  why: {
    en: 'A mail server takes mail for its own domains from anybody, and passes mail on to others only for whom it knows. The MX host of an organization (*.mail.protection.outlook.com, port 25) knows nobody who signs in, only connectors.',
    ja: 'メールサーバーは自分のドメイン宛てのメールを誰からでも受け取りますが、ほかの宛先へ中継するのは相手を識別できたときだけです。組織の MX ホスト（*.mail.protection.outlook.com、ポート 25）ではサインインできず、コネクタでしか識別されません。',
  },
  symptoms: [
    { on: 'reply', where: { enhanced: '5.7.54' }, weight: 94 },
    { on: 'dsn', where: { status: '5.7.54' }, weight: 90 },
    {
      on: 'reply',
      says: ['unable to relay', 'relaying denied', 'relaying not allowed', 'relay not permitted'],
      weight: 92,
    },
    { on: 'reply', says: ['relay access denied'], saysNot: ['tenantattribution'], weight: 88 },
    { on: 'dsn', says: ['unable to relay', 'relay access denied', 'relaying denied'], weight: 86 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'In the settings for outgoing mail, give smtp.office365.com and port 587, and switch on the sign-in ("My server requires authentication", OAuth2).',
          ja: '送信の設定で、サーバーを smtp.office365.com、ポートを 587 にし、サインイン（「サーバーは認証が必要」、OAuth2）を有効にしてください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Send by smtp.office365.com:587 after STARTTLS and AUTH XOAUTH2, or through Graph; the MX host is for mail that comes in.',
          ja: 'smtp.office365.com:587 で STARTTLS と AUTH XOAUTH2 の後に送信するか、Graph を使います。MX ホストは受信用です。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'For a device or server that cannot sign in and writes to people outside: an inbound connector that knows it by its public address or its certificate. Without one only recipients of your own organization can be reached.',
          ja: 'サインインできない機器やサーバーから外部へ送る場合は、グローバル IP アドレスまたは証明書で識別する受信コネクタを作成します。コネクタがなければ、自組織の宛先にしか送れません。',
        },
      ],
      code: 'Get-InboundConnector | Format-List Name,Enabled,SenderIPAddresses,TlsSenderCertificateName\nGet-AcceptedDomain',
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "Email non-delivery reports and SMTP errors in Exchange Online"',
    'Microsoft, "How to set up a multifunction device or application to send email using Microsoft 365"',
  ],
  related: ['connector-not-recognised', 'smtp-not-signed-in', 'direct-send-refused'],
};
