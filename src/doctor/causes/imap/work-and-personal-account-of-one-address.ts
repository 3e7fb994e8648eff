import type { Cause } from '../../cause.ts';

export const workAndPersonalAccountOfOneAddress: Cause = {
  id: 'work-and-personal-account-of-one-address',
  title: {
    en: 'One address, two Microsoft accounts (work and personal): the wrong one signed in',
    ja: '同じアドレスに職場と個人の 2 つのアカウントがあり、別の方でサインインしている',
  },
  what: {
    en: 'The address exists as a work or school account and as a personal account, and the token is of the one that does not own the mailbox.',
    ja: '同じアドレスの職場または学校アカウントと個人アカウントがあり、メールボックスを持たない方のトークンになっています。',
  },
  why: {
    en: 'At `/common` Microsoft asks "Work or school account / Personal account", or takes the one that the browser remembers.',
    ja: '`/common` では「職場または学校アカウント」「個人のアカウント」の選択が表示されるか、ブラウザーが覚えている方が使われます。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'account.twin', value: 'yes' }, weight: 66 },
    { on: 'reply', says: ['authenticated but not connected'], weight: 32 },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      weight: 14,
    },
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 14 },
  ],
  conditions: [
    {
      when: { 'account.twin': 'yes' },
      add: 60,
      because: {
        en: 'the address is a work account and a personal one',
        ja: '同じアドレスが職場と個人の両方のアカウントである',
      },
    },
    {
      when: { 'account.twin': 'no' },
      add: -100,
      because: {
        en: 'there is only one account of this address',
        ja: 'このアドレスのアカウントは 1 つだけである',
      },
    },
    {
      when: { 'user.matches': 'no' },
      add: 5,
      because: {
        en: 'the token belongs to somebody else than the mailbox',
        ja: 'トークンの持ち主とメールボックスが違う',
      },
    },
    {
      when: { 'token.actor': 'app' },
      add: -100,
      because: { en: 'the app signed in by itself', ja: 'アプリ自身としてサインインしている' },
    },
    {
      when: { timing: 'now-and-then' },
      add: -30,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
    },
    {
      when: { 'token.audience': ['graph', 'other'] },
      add: -40,
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
          en: 'Sign out, sign in again in a private window and choose the other kind of account.',
          ja: 'サインアウトし、プライベート ウィンドウでサインインし直して、もう一方の種類のアカウントを選んでください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Use `/organizations` for work accounts and `/consumers` for personal ones, or `domain_hint=organizations` or `consumers`.',
          ja: '職場アカウントには `/organizations`、個人アカウントには `/consumers` を使うか、`domain_hint=organizations` または `consumers` を付けます。',
        },
      ],
      code: 'GET https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?...&login_hint=<address>',
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['token-of-another-mailbox'],
};
