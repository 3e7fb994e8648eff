import type { Cause } from '../../cause.ts';

export const deliveryTimeExpired: Cause = {
  id: 'delivery-time-expired',
  title: {
    en: '"4.4.7" or "5.4.7 Message expired": the recipient\'s server could not be reached in time',
    ja: '「4.4.7」「5.4.7 Message expired」: 宛先のサーバーに期限内に到達できなかった',
  },
  what: {
    en: 'The message was tried again and again and then given up.',
    ja: '再送を繰り返した後、配信を断念しました。',
  },
  why: {
    en: 'The other server is down, refuses connections, or answers with temporary refusals only.',
    ja: '相手のサーバーが停止している、接続を拒否している、または一時的な拒否を返し続けています。',
  },
  symptoms: [
    {
      on: 'dsn',
      where: {
        status: [
          '4.4.7',
          '5.4.7',
          '4.4.1',
          '4.4.2',
          '4.4.316',
          '4.4.317',
          '4.4.318',
          '5.4.300',
          '5.4.316',
          '5.4.317',
        ],
      },
      weight: 78,
    },
    { on: 'dsn', says: ['message expired', 'delivery time expired', 'retry timeout exceeded'], weight: 75 },
    {
      on: 'reply',
      where: {
        enhanced: ['4.4.7', '5.4.7', '4.4.316', '4.4.317', '4.4.318', '5.4.300', '5.4.316', '5.4.317'],
      },
      weight: 75,
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Send again later; tell the recipient if it lasts.',
          ja: '後で再送し、続く場合は宛先に知らせてください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: "Test the recipient's server by its MX host on port 25.",
          ja: '宛先の MX ホストのポート 25 に接続できるか確認します。',
        },
      ],
      code: 'Test-NetConnection <mx host> -Port 25',
    },
  },
  certainty: 'documented',
  sources: ['RFC 3463, section 3.5'],
  related: ['recipient-domain-not-found'],
};
