import type { Cause } from '../../cause.ts';

export const authorityHostUnknown: Cause = {
  id: 'authority-host-unknown',
  title: {
    en: 'AADSTS50049 / invalid_instance: the host of the authority is unknown',
    ja: 'AADSTS50049・invalid_instance: 機関 URL のホストが不明',
  },
  what: {
    en: 'The host name of the sign-in server is none that Microsoft knows.',
    ja: 'サインイン サーバーのホスト名が、Microsoft の認識するものではありません。',
  },
  why: {
    en: 'It is misspelt, or a custom domain was put in place of login.microsoftonline.com.',
    ja: '書き間違いか、login.microsoftonline.com の代わりに独自ドメインを使っています。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 50049 }, weight: 92 },
    { on: 'oauth-error', where: { error: 'invalid_instance', server: ['microsoft', 'unknown'] }, weight: 86 },
  ],
  remedies: {
    developer: {
      steps: [{ en: "Use the host of the tenant's cloud.", ja: 'テナントのクラウドのホストを使います。' }],
      code: `https://login.microsoftonline.com
https://login.microsoftonline.us
https://login.partner.microsoftonline.cn`,
    },
  },
  certainty: 'documented',
  sources: ['Microsoft Authentication Library (source)'],
  related: ['wrong-national-cloud'],
};
