import type { Cause } from '../../cause.ts';

export const graphTokenInAnswer: Cause = {
  id: 'graph-token-in-answer',
  title: {
    en: "The token answer's scope lists IMAP.AccessAsUser.All with openid and profile: this is a Graph token",
    ja: 'トークン応答の scope に IMAP.AccessAsUser.All と openid や profile が並ぶ（Graph 宛てのトークン）',
  },
  what: {
    en: 'The token request succeeded, but the token is for Microsoft Graph. The mail servers will refuse it with "AUTHENTICATE failed" or 535 5.7.3.',
    ja: 'トークンの要求は成功しましたが、得られたのは Microsoft Graph 宛てのトークンです。メールサーバーは「AUTHENTICATE failed」または 535 5.7.3 で拒否します。',
  },
  why: {
    en: 'A scope without a prefix came first, and with it Graph became the resource of the whole list; the prefix of outlook.office.com was dropped without an error. An answer for Exchange lists full URLs and never openid, profile or email.',
    ja: '接頭辞のないスコープが先頭にあったため、一覧全体のリソースが Graph になり、outlook.office.com の接頭辞はエラーなしに落とされました。Exchange 宛ての応答では完全な URL が並び、openid、profile、email は含まれません。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'token.audience', value: 'graph' }, weight: 40 },
    { on: 'own-error', where: { code: 'token-wrong-resource' }, weight: 88 },
    { on: 'token-answer', given: { 'token.audience': 'graph', 'scopes.mail': 'yes' }, weight: 90 },
    {
      on: 'scopes',
      where: { from: 'answer' },
      given: { 'token.audience': 'graph', 'scopes.mail': 'yes' },
      weight: 88,
    },
  ],
  conditions: [
    {
      when: { 'token.audience': 'exchange' },
      add: -100,
      because: { en: 'the token is for Exchange', ja: 'トークンは Exchange 宛てである' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Signing in again does not help. Tell the makers of the program.',
          ja: 'サインインし直しても直りません。プログラムの開発元に伝えてください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Ask at /token for the scopes of outlook.office.com alone, each with its prefix; get the Graph token by a second call with the refresh token.',
          ja: '/token では outlook.office.com のスコープだけを、それぞれ接頭辞付きで要求します。Graph のトークンは更新トークンを使った 2 回目の呼び出しで取得します。',
        },
      ],
      code: 'scope=https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    },
  },
  certainty: 'reported',
  sources: ['Microsoft identity platform, "Scopes and permissions"', 'public reports'],
  related: ['two-resources-in-one-token-request'],
};
