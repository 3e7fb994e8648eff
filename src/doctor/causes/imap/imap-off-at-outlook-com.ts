import type { Cause } from '../../cause.ts';

export const imapOffAtOutlookCom: Cause = {
  id: 'imap-off-at-outlook-com',
  title: {
    en: 'Outlook.com "User is authenticated but not connected": IMAP is off until "Let devices and apps use IMAP" is chosen',
    ja: 'Outlook.com の「User is authenticated but not connected」: ［デバイスやアプリで IMAP を使用できるようにする］がオフ',
  },
  what: {
    en: 'The token is good, but IMAP is off for this personal account.',
    ja: 'トークンは正しいのですが、この個人アカウントでは IMAP がオフになっています。',
  },
  why: {
    en: 'New Outlook.com accounts have POP and IMAP switched off. The person switches it on in the web mail; no program can.',
    ja: '新しい Outlook.com アカウントでは POP と IMAP がオフです。オンにできるのは本人だけで、Web 版の設定から行います。プログラムからは変更できません。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'imap-on' }, weight: 50 },
    { on: 'told', where: { fact: 'helped', value: 'imap-on-at-outlook-com' }, weight: 72 },
    {
      on: 'told',
      where: { fact: 'mailbox.switch', value: 'off' },
      given: { protocol: 'imap', 'account.type': 'personal' },
      weight: 25,
    },
    { on: 'complaint', where: { provider: 'microsoft', protocol: ['imap', 'pop', 'unknown'] }, weight: 26 },
    { on: 'reply', says: ['authenticated but not connected'], weight: 50 },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      weight: 40,
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
      when: { timing: 'since-today' },
      add: -30,
      because: { en: 'it worked before', ja: '以前は動いていた' },
    },
    {
      when: { timing: 'now-and-then' },
      add: -40,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
    },
    {
      when: { 'token.actor': 'app' },
      add: -100,
      because: { en: 'the app signed in by itself', ja: 'アプリ自身としてサインインしている' },
    },
    {
      when: { 'mailbox.kind': 'shared' },
      add: -40,
      because: { en: 'it is a shared mailbox', ja: '共有メールボックスである' },
    },
    {
      when: { 'user.matches': 'no' },
      add: -25,
      because: {
        en: 'the token belongs to somebody else than the mailbox',
        ja: 'トークンの持ち主とメールボックスが違う',
      },
    },
    {
      when: { 'other-network': 'works' },
      add: -40,
      because: { en: 'it works from another network', ja: '別のネットワークからは動く' },
    },
    {
      when: { 'sign-in.mechanism': ['login', 'plain', 'cram-md5', 'ntlm'] },
      add: -20,
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
          en: 'Open outlook.live.com > Settings > Mail > Forwarding and IMAP, switch on "Let devices and apps use IMAP" and save. Then let the program connect again.',
          ja: 'outlook.live.com を開き、［設定］>［メール］>［転送と IMAP］で［デバイスやアプリで IMAP を使用できるようにする］をオンにして保存し、プログラムを接続し直してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Show this path in your set-up page when a personal account signs in and the next command answers BAD.',
          ja: '個人アカウントのサインイン直後のコマンドに BAD が返ったら、設定画面でこの手順を案内してください。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Outlook.com support pages', 'public reports'],
  related: ['imap-off-for-mailbox', 'personal-mailbox-refused-by-network'],
};
