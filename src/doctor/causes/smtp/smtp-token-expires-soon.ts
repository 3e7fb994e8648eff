import type { Cause } from '../../cause.ts';

export const smtpTokenExpiresSoon: Cause = {
  id: 'smtp-token-expires-soon',
  title: {
    en: '"501 5.5.127 Invalid XOAUTH2 auth data - Token will expire soon": High Volume Email wants ten minutes of life',
    ja: '「501 5.5.127 Invalid XOAUTH2 auth data - Token will expire soon」: 大量メール（HVE）では残り 10 分以上のトークンが必要',
  },
  what: {
    en: 'The server for High Volume Email refuses a token that is still valid, because it ends in less than ten minutes.',
    ja: 'High Volume Email のサーバーが、有効期限まで 10 分を切ったトークンを拒否しました。',
  },
  why: {
    en: 'smtp-hve.office365.com is stricter than smtp.office365.com.',
    ja: 'smtp-hve.office365.com は smtp.office365.com より厳しく確認します。',
  },
  symptoms: [
    { on: 'reply', where: { enhanced: '5.5.124' }, says: ['expire'], weight: 92 },

    { on: 'reply', says: ['token will expire soon'], weight: 96 },
    { on: 'reply', where: { enhanced: '5.5.127' }, weight: 85 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Renew the token when less than 600 seconds are left, not 300.',
          ja: '残り 300 秒ではなく 600 秒を切ったら更新するようにします。',
        },
      ],
      code: 'sasl-xoauth2: "refresh_window": "600"',
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['token-expired-at-mail-server'],
};
