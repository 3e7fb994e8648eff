import type { Cause } from '../../cause.ts';

export const popOffAtOutlookCom: Cause = {
  id: 'pop-off-at-outlook-com',
  title: {
    en: 'Outlook.com POP "Authentication failure": "Let devices and apps use POP" is off',
    ja: 'Outlook.com の POP で「Authentication failure」: ［デバイスやアプリで POP を使用できるようにする］がオフ',
  },
  what: {
    en: 'The token is good, but POP is off for this personal account.',
    ja: 'トークンは正しいのですが、この個人アカウントでは POP がオフになっています。',
  },
  why: {
    en: 'New Outlook.com accounts have POP and IMAP switched off until the person switches them on.',
    ja: '新しい Outlook.com アカウントでは、本人がオンにするまで POP と IMAP はオフです。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'pop-on' }, weight: 50 },
    {
      on: 'told',
      where: { fact: 'mailbox.switch', value: 'off' },
      given: { protocol: 'pop', 'account.type': 'personal' },
      weight: 25,
    },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['authentication failure'],
      weight: 41,
    },
    { on: 'reply', where: { protocol: 'pop' }, says: ['authenticated but not connected'], weight: 30 },
    {
      on: 'reply',
      where: { protocol: 'pop', status: 'err' },
      says: ['not valid in this state'],
      weight: 55,
    },
  ],
  conditions: [
    {
      when: { 'mailbox.switch': 'off' },
      add: 50,
      because: { en: 'the protocol is switched off', ja: 'プロトコルが無効になっている' },
    },
    {
      when: { 'mailbox.switch': 'on' },
      add: -100,
      because: { en: 'the protocol is switched on', ja: 'プロトコルは有効になっている' },
    },
    {
      when: { 'account.type': 'personal' },
      add: 25,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
    {
      when: { 'account.type': 'work' },
      add: -100,
      because: { en: 'it is a work or school account', ja: '職場または学校のアカウントである' },
    },
    {
      when: { 'account.age': 'new' },
      add: 20,
      because: { en: 'the account is a recent one', ja: 'アカウントが最近作成された' },
    },
    {
      when: { 'token.actor': 'app' },
      add: -100,
      because: { en: 'the app signed in by itself', ja: 'アプリ自身としてサインインしている' },
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
      when: { 'token.state': 'expired' },
      add: -40,
      because: { en: 'the token has expired', ja: 'トークンの期限が切れている' },
    },
    {
      when: { 'token.flaw': 'yes' },
      add: -30,
      because: {
        en: 'the token is not in the form in which it was issued',
        ja: 'トークンが発行されたままの形ではない',
      },
    },
    {
      when: { 'token.permits': 'no' },
      add: -30,
      because: { en: 'the permission is not in the token', ja: 'トークンに権限が入っていない' },
    },
    {
      when: { timing: 'after-an-hour' },
      add: -50,
      because: { en: 'it works for about an hour', ja: '1 時間ほどは動く' },
    },
    {
      when: { 'user.matches': 'no' },
      add: -15,
      because: {
        en: 'the token belongs to somebody else than the mailbox',
        ja: 'トークンの持ち主とメールボックスが違う',
      },
    },
    {
      when: { 'sign-in.mechanism': ['login', 'plain', 'cram-md5', 'ntlm'] },
      add: -30,
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
    user: {
      steps: [
        {
          en: 'outlook.live.com > Settings > Mail > Forwarding and IMAP: switch on "Let devices and apps use POP" and save.',
          ja: 'outlook.live.com の［設定］>［メール］>［転送と IMAP］で、［デバイスやアプリで POP を使用できるようにする］をオンにして保存します。',
        },
      ],
    },
  },
  certainty: 'inferred',
  sources: ['Outlook.com support pages', 'public reports'],
  related: ['pop-off-for-mailbox', 'imap-off-at-outlook-com'],
};
