import type { Cause } from '../../cause.ts';

export const recipientServerTlsFails: Cause = {
  id: 'recipient-server-tls-fails',
  title: {
    en: '"4.7.320", "5.7.321" to "5.7.325": the connection to the recipient\'s server is not as secure as demanded',
    ja: '「4.7.320」「5.7.321」～「5.7.325」: 宛先サーバーとの暗号化接続が要求を満たさない',
  },
  what: {
    en: 'Exchange did not hand the message over, because the other server has no valid TLS: none at all (321), an expired certificate (322), wrong DANE records (323, 324) or a certificate of another name (325).',
    ja: '宛先サーバーの TLS が有効でないため、Exchange はメールを渡しませんでした。TLS なし（321）、証明書の期限切れ（322）、DANE レコードの誤り（323、324）、証明書の名前の不一致（325）などです。',
  },
  why: {
    en: "The recipient's domain (DANE, MTA-STS) or a connector of the sender demands TLS with a certificate that can be checked.",
    ja: '宛先のドメイン（DANE、MTA-STS）または送信側のコネクタが、検証できる証明書による TLS を要求しています。',
  },
  symptoms: [
    {
      on: 'reply',
      where: {
        enhanced: [
          '4.7.320',
          '5.7.320',
          '4.7.321',
          '5.7.321',
          '4.7.322',
          '5.7.322',
          '4.7.323',
          '5.7.323',
          '4.7.324',
          '5.7.324',
          '4.7.325',
          '5.7.325',
          '4.4.8',
          '5.4.8',
        ],
      },
      weight: 90,
    },
    {
      on: 'dsn',
      where: {
        status: [
          '4.7.320',
          '5.7.320',
          '4.7.321',
          '5.7.321',
          '4.7.322',
          '5.7.322',
          '4.7.323',
          '5.7.323',
          '4.7.324',
          '5.7.324',
          '4.7.325',
          '5.7.325',
          '4.4.8',
          '5.4.8',
        ],
      },
      weight: 90,
    },
    { on: 'reply', where: { code: [454, 451], enhanced: '4.7.5' }, weight: 80 },
    { on: 'reply', says: ['failed mta sts validation'], weight: 88 },
    { on: 'dsn', says: ['failed mta sts validation'], weight: 88 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: "Tell the recipient's administrator: the fault is at their server.",
          ja: '宛先の管理者に連絡してください。問題は宛先のサーバーにあります。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Look whether a connector of your own demands this, and which certificate it expects.',
          ja: '自組織のコネクタがこの要求をしていないか、どの証明書を求めているかを確認します。',
        },
      ],
      code: 'Get-OutboundConnector | Format-Table Name,Enabled,RecipientDomains,TlsSettings,TlsDomain',
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "How SMTP DNS-based Authentication of Named Entities (DANE) works"',
    'Microsoft, "Email non-delivery reports and SMTP errors in Exchange Online"',
  ],
  related: ['delivery-time-expired', 'tls-too-old'],
};
