import type { Cause } from '../../cause.ts';

export const sendingIpBlocked: Cause = {
  id: 'sending-ip-blocked',
  title: {
    en: '"550 5.7.606 Access denied, banned sending IP" or "451 4.7.650": Microsoft refuses the server\'s IP address',
    ja: '「550 5.7.606 Access denied, banned sending IP」「451 4.7.650」: 送信サーバーの IP アドレスが拒否されている',
  },
  what: {
    en: 'Mail that came from another server to Microsoft was refused because of the address it came from.',
    ja: '別のサーバーから Microsoft へ送られたメールが、送信元の IP アドレスのために拒否されました。',
  },
  why: {
    en: "The address is on Microsoft's block list (5.7.606 to 5.7.649) or has a poor reputation (4.7.650). Home connections and new servers often are.",
    ja: 'その IP アドレスが Microsoft のブロック リストにある（5.7.606～5.7.649）か、評価が低い（4.7.650）ためです。家庭用回線や新しいサーバーではよくあります。',
  },
  symptoms: [
    {
      on: 'reply',
      where: {
        enhanced: [
          '5.7.606',
          '5.7.607',
          '5.7.608',
          '5.7.609',
          '5.7.610',
          '4.7.650',
          '4.7.651',
          '4.7.652',
          '4.7.28',
          '5.7.28',
          '4.7.850',
          '5.7.620',
          '5.7.649',
          '5.7.508',
          '5.7.511',
        ],
      },
      weight: 92,
    },
    {
      on: 'dsn',
      where: {
        status: [
          '5.7.606',
          '5.7.607',
          '5.7.608',
          '5.7.609',
          '5.7.610',
          '4.7.650',
          '4.7.651',
          '4.7.652',
          '4.7.28',
          '5.7.28',
          '4.7.850',
          '5.7.620',
          '5.7.649',
          '5.7.508',
          '5.7.511',
        ],
      },
      weight: 92,
    },
    {
      on: 'reply',
      says: [
        'banned sending ip',
        'due to ip reputation',
        'on our block list',
        'unusual rate of unsolicited',
        'temporarily deferred due to',
        'will be permanently deferred',
        'tss04',
        'tss09',
      ],
      weight: 92,
    },
    {
      on: 'dsn',
      says: ['banned sending ip', 'on our block list', 'due to ip reputation'],
      weight: 92,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: "Do not send to Microsoft's MX directly: submit at smtp.office365.com with XOAUTH2.",
          ja: 'Microsoft の MX に直接送らず、smtp.office365.com に XOAUTH2 でサインインして送信します。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Ask for the address to be taken off the list at https://sender.office.com, after the cause is mended.',
          ja: '原因を取り除いたうえで、https://sender.office.com で解除を申請します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Use the delist portal to remove yourself from the blocked senders list"'],
  related: ['sender-authentication-failed', 'sender-restricted-for-spam'],
};
