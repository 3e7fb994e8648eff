import type { Cause } from '../../cause.ts';

export const accessPolicyAtMailbox: Cause = {
  id: 'access-policy-at-mailbox',
  title: {
    en: '"User is authenticated but not connected": a client access rule, Conditional Access or an app policy bars the way',
    ja: '「User is authenticated but not connected」: クライアント アクセス規則、条件付きアクセスなどのポリシーによる拒否',
  },
  what: {
    en: 'The token is good, and a rule of the organization keeps this program, network or account from the mailbox.',
    ja: 'トークンは正しいのですが、組織の規則がこのプログラム、ネットワーク、またはアカウントをメールボックスから締め出しています。',
  },
  why: {
    en: 'Organizations can restrict IMAP and POP by network, app or user: with Conditional Access, authentication policies or client access rules, or by not allowing third-party apps.',
    ja: '組織は、条件付きアクセス、認証ポリシー、クライアント アクセス規則などで、ネットワーク、アプリ、ユーザーごとに IMAP と POP を制限できます。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'access-rule' }, weight: 68 },
    { on: 'reply', says: ['authenticated but not connected'], weight: 34 },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      weight: 16,
    },
  ],
  conditions: [
    {
      when: { noticed: 'access-rule' },
      add: 60,
      because: {
        en: 'a policy or access rule stands over the mailbox',
        ja: 'メールボックスにポリシーまたはアクセス規則が設定されているため',
      },
    },
    {
      when: { 'account.type': 'personal' },
      add: -100,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
    {
      when: { 'account.type': 'work' },
      add: 5,
      because: { en: 'it is a work or school account', ja: '職場または学校のアカウントである' },
    },
    {
      when: { 'other-network': 'works' },
      add: 35,
      because: { en: 'it works from another network', ja: '別のネットワークからは動く' },
    },
    {
      when: { timing: 'since-today' },
      add: 10,
      because: { en: 'it worked until recently', ja: '最近までは動いていた' },
    },
    {
      when: { timing: 'now-and-then' },
      add: -20,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
    },
    {
      when: { 'user.matches': 'no' },
      add: -20,
      because: {
        en: 'the token belongs to somebody else than the mailbox',
        ja: 'トークンの持ち主とメールボックスが違う',
      },
    },
    {
      when: { 'works.elsewhere': 'none' },
      add: 10,
      because: { en: 'nothing works with this account', ja: 'このアカウントではどのプロトコルも動かない' },
    },
    {
      when: { 'token.audience': ['graph', 'other'] },
      add: -45,
      because: {
        en: 'the token is not for Exchange, which explains more',
        ja: 'トークンが Exchange 宛てではなく、そちらの説明が優先される',
      },
    },
    {
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -100,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: "Ask your administrator whether IMAP by other programs is allowed; try from the organization's own network.",
          ja: '他社製プログラムからの IMAP が許可されているか管理者に確認し、組織のネットワークからも試してください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Read the sign-in log (Microsoft Entra admin center > Sign-in logs > Conditional Access) for the person and the app, and the rules below.',
          ja: '本人とアプリのサインイン ログ（Microsoft Entra 管理センター >［サインイン ログ］>［条件付きアクセス］）と、以下の規則を確認します。',
        },
      ],
      code: `Get-AuthenticationPolicy
Get-User -Identity <address> | Format-List AuthenticationPolicy`,
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['imap-off-for-mailbox', 'mailbox-without-licence'],
};
