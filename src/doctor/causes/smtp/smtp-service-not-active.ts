import type { Cause } from '../../cause.ts';

export const smtpServiceNotActive: Cause = {
  id: 'smtp-service-not-active',
  title: {
    en: '"421 4.3.2 Service not active": the front end is not ready; try again',
    ja: '「421 4.3.2 Service not active」: 一時的に応答できない。再試行する',
  },
  what: {
    en: 'The server that answered takes no mail at the moment.',
    ja: '応答したサーバーが、現在メールを受け付けていません。',
  },
  why: {
    en: 'Front ends are taken out of service all the time. A new connection reaches another.',
    ja: 'フロントエンドは随時入れ替えられています。接続し直すと別のサーバーにつながります。',
  },
  symptoms: [
    { on: 'reply', where: { code: 421, enhanced: '4.3.2' }, saysNot: ['concurrent connections'], weight: 82 },
    { on: 'reply', says: ['service not active'], weight: 88 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Connect again after some seconds; keep the message in a queue.',
          ja: '数秒後に接続し直します。メッセージはキューに残してください。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['RFC 5321, section 4.2.1', 'public reports'],
  related: ['smtp-temporary-server-error'],
};
