import type { Cause } from '../../cause.ts';

export const smtpAppRbacNotInScope: Cause = {
  id: 'smtp-app-rbac-not-in-scope',
  title: {
    en: 'App-only SMTP "535 5.7.3" with App RBAC: the mailbox is outside the management scope, or the token holds SMTP.SendAsApp',
    ja: 'App RBAC によるアプリ専用 SMTP で「535 5.7.3」: メールボックスが管理スコープ外、またはトークンに SMTP.SendAsApp がある',
  },
  what: {
    en: 'An app sends by a role assignment in Exchange, and the assignment does not cover this mailbox.',
    ja: 'アプリは Exchange のロールの割り当てで送信しますが、その割り当てがこのメールボックスに及んでいません。',
  },
  why: {
    en: 'With App RBAC no API permission may be granted: the claim SMTP.SendAsApp makes Exchange look for mailbox permissions instead. A scope by a guessed distinguished name is valid and empty.',
    ja: 'App RBAC では API のアクセス許可を付与しません。SMTP.SendAsApp のクレームがあると、Exchange はメールボックスの権限を確認します。推測した識別名（DN）で作ったスコープは、エラーにならず空になります。',
  },
  symptoms: [
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 27 },
    {
      on: 'told',
      where: { fact: 'noticed', value: 'access-rule' },
      given: { protocol: 'smtp', 'token.actor': 'app' },
      weight: 58,
    },
  ],
  conditions: [
    {
      when: { 'user.matches': 'yes' },
      add: -50,
      because: { en: 'the token belongs to a person', ja: 'トークンの持ち主が人である' },
    },
    {
      when: { 'token.actor': 'app' },
      add: 32,
      because: { en: 'the app signed in by itself', ja: 'アプリ自身としてサインインしている' },
    },
    {
      when: { 'token.actor': 'user' },
      add: -100,
      because: { en: 'a person signed in', ja: '人がサインインしている' },
    },
    {
      when: { 'app.registered': 'yes' },
      add: 15,
      because: { en: 'the app is registered in Exchange', ja: 'Exchange にアプリが登録されている' },
    },
    {
      when: { 'account.type': 'personal' },
      add: -100,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
    {
      when: { 'token.audience': ['graph', 'other'] },
      add: -60,
      because: {
        en: 'the token is not for Exchange, which explains more',
        ja: 'トークンが Exchange 宛てではなく、そちらの説明が優先される',
      },
    },
    {
      when: { 'token.state': 'expired' },
      add: -40,
      because: { en: 'the token has expired', ja: 'トークンの期限が切れている' },
    },
    {
      when: { 'sign-in.mechanism': ['login', 'plain', 'cram-md5', 'ntlm'] },
      add: -60,
      because: {
        en: 'the client signed in with a password',
        ja: 'クライアントがパスワードでサインインしている',
      },
    },
    {
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -100,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
  ],
  remedies: {
    administrator: {
      steps: [
        {
          en: "Read the group's distinguished name instead of writing it, and test the assignment: `InScope` must be True.",
          ja: 'グループの識別名は手で書かずに読み取り、割り当てを検証します。`InScope` が True でなければなりません。',
        },
      ],
      code: `$g = (Get-Group -Identity <group>).DistinguishedName
New-ManagementScope -Name <scope> -RecipientRestrictionFilter "MemberOfGroup -eq '$g'"
New-ManagementRoleAssignment -Role 'Application SMTP.SendAsApp' -App <client id> -CustomResourceScope <scope>
Test-ServicePrincipalAuthorization -Identity <client id> -Resource <address>`,
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "SMTP AUTH with App RBAC"', 'public reports'],
  related: ['app-not-registered-in-exchange', 'app-token-without-roles'],
};
