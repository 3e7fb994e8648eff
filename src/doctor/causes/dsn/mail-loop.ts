import type { Cause } from '../../cause.ts';

export const mailLoop: Cause = {
  id: 'mail-loop',
  title: {
    en: '"5.4.6" or "5.4.14 Hop count exceeded": the message went in a circle',
    ja: '「5.4.6」「5.4.14 Hop count exceeded」: メールがループしている',
  },
  what: {
    en: 'Two servers handed the message to each other until one gave up.',
    ja: '2 つのサーバーがメッセージを渡し合い、一方が打ち切りました。',
  },
  why: {
    en: 'Forwarding rules that point at each other, or a domain set to "internal relay" with an MX that leads back.',
    ja: '互いを指す転送ルール、または「内部の中継」のドメインで MX が元に戻っている場合です。',
  },
  symptoms: [
    { on: 'dsn', where: { status: ['5.4.6', '5.4.11', '5.4.14', '4.4.6'] }, weight: 88 },
    { on: 'reply', where: { enhanced: ['5.4.6', '5.4.11', '5.4.14', '4.4.6'] }, weight: 85 },
    {
      on: 'dsn',
      says: ['hop count exceeded', 'mail loop', 'routing loop', 'too many hops', 'message depth exceeded'],
      weight: 82,
    },
  ],
  remedies: {
    administrator: {
      steps: [
        {
          en: "Compare the MX records, the accepted domain's type and the forwarding of the mailbox.",
          ja: 'MX レコード、承認済みドメインの種類、メールボックスの転送設定を確認します。',
        },
      ],
      code: `Get-AcceptedDomain
Get-EXOMailbox -Identity <address> -Properties ForwardingSmtpAddress,ForwardingAddress`,
    },
  },
  certainty: 'documented',
  sources: [
    'RFC 3463, section 3.5',
    'Microsoft, "Email non-delivery reports and SMTP errors in Exchange Online"',
  ],
  related: ['delivery-time-expired'],
};
