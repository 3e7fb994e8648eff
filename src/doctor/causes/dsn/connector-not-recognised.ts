import type { Cause } from '../../cause.ts';

export const connectorNotRecognised: Cause = {
  id: 'connector-not-recognised',
  title: {
    en: '"550 5.7.64 TenantAttribution; Relay Access Denied": Exchange Online does not see whose server this is',
    ja: '「550 5.7.64 TenantAttribution; Relay Access Denied」: コネクタが送信元のサーバーを認識できない',
  },
  what: {
    en: 'Mail was sent on through Exchange Online without a sign-in, and no inbound connector fits the server that sends.',
    ja: '認証なしで Exchange Online を経由して送信しましたが、送信元に一致する受信コネクタがありません。',
  },
  why: {
    en: "The connector knows the sender by its public IP address or its certificate, and that has changed; or the sender's domain is not one of the organization.",
    ja: 'コネクタは送信元をグローバル IP アドレスか証明書で識別します。それが変わったか、送信者のドメインが組織の承認済みドメインではありません。',
  },
  symptoms: [
    { on: 'reply', where: { enhanced: ['5.7.64', '5.7.51'] }, weight: 94 },
    { on: 'dsn', where: { status: ['5.7.64', '5.7.51'] }, weight: 94 },
    { on: 'reply', says: ['tenantattribution', 'tenantinboundattribution'], weight: 92 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Sign in instead (smtp.office365.com:587 with XOAUTH2): then no connector is needed.',
          ja: '代わりにサインインして送信してください（smtp.office365.com:587、XOAUTH2）。コネクタは不要になります。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Exchange admin center > Mail flow > Connectors: enter the present public address, or the subject name of the certificate, and make the domain an accepted one.',
          ja: 'Exchange 管理センターの［メール フロー］>［コネクタ］に現在のグローバル IP アドレスまたは証明書のサブジェクト名を登録し、ドメインを承認済みドメインにします。',
        },
      ],
      code: 'Get-InboundConnector | Format-List Name,SenderIPAddresses,TlsSenderCertificateName,Enabled',
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Email non-delivery reports and SMTP errors in Exchange Online"'],
  related: ['relay-not-allowed', 'direct-send-refused', 'smtp-not-signed-in'],
};
