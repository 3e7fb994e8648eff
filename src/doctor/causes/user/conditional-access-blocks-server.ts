import type { Cause } from '../../cause.ts';

export const conditionalAccessBlocksServer: Cause = {
  id: 'conditional-access-blocks-server',
  title: {
    en: "AADSTS53003 from the server while it works on a PC: Conditional Access sees the server's address",
    ja: 'AADSTS53003（サーバーで失敗、PC では成功）: 条件付きアクセスがサーバーの IP アドレスを見ている',
  },
  what: {
    en: 'A token is refused by Conditional Access where the program runs, though the same user signs in elsewhere.',
    ja: 'プログラムの動作環境では条件付きアクセスによりトークンが拒否されますが、同じユーザーは別の場所ではサインインできます。',
  },
  why: {
    en: "The refresh comes from the server's network address, which is outside the allowed places, or the request counts as a legacy client.",
    ja: '更新の要求はサーバーの IP アドレスから送られ、許可された場所の外とみなされるか、レガシ クライアントとみなされています。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'policy-excepted' }, weight: 52 },
    { on: 'oauth-error', where: { numbers: 53003 }, weight: 58 },
    { on: 'oauth-error', says: ['blocked by Conditional Access'], weight: 54 },
  ],
  conditions: [
    {
      when: { 'runs.on': 'server' },
      add: 25,
      because: { en: 'it runs on a server', ja: 'サーバーで動いている' },
    },
    {
      when: { 'runs.on': ['desktop', 'browser', 'mobile'] },
      add: -30,
      because: { en: "it runs on the user's own device", ja: '利用者の端末で動いている' },
    },
    {
      when: { 'other-network': 'works' },
      add: 25,
      because: { en: 'it works from another network', ja: '別のネットワークからは動く' },
    },
    {
      when: { 'other-network': 'fails' },
      add: -30,
      because: { en: 'it fails from other networks too', ja: '別のネットワークからも失敗する' },
    },
    { when: { leg: 'refresh' }, add: 10, because: { en: 'it failed at a refresh', ja: '更新で失敗した' } },
    {
      when: { flow: 'device' },
      add: -20,
      because: { en: 'it was a device code', ja: 'デバイスコードのサインインである' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Give your administrator the correlation id and the time of the error.',
          ja: 'エラーの相関 ID と時刻を管理者に伝えてください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Find the policy by the correlation id in Microsoft Entra admin center > Identity > Monitoring & health > Sign-in logs > Conditional Access.',
          ja: 'Microsoft Entra 管理センターの［ID］>［監視と正常性］>［サインイン ログ］>［条件付きアクセス］で、相関 ID からポリシーを特定します。',
        },
        {
          en: "Add the server's addresses as a named location, or exclude the app or account from the policy: Protection > Conditional Access > Named locations.",
          ja: 'サーバーの IP アドレスをネームド ロケーションに追加するか、アプリまたはアカウントを対象外にします（［保護］>［条件付きアクセス］>［ネームド ロケーション］）。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['conditional-access-blocks', 'device-code-blocked-by-policy'],
};
