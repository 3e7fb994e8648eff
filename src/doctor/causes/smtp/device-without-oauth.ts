import type { Cause } from '../../cause.ts';

export const deviceWithoutOauth: Cause = {
  id: 'device-without-oauth',
  title: {
    en: 'A printer, scanner or NAS only knows user and password: it cannot sign in to Microsoft 365 by itself for long',
    ja: 'プリンター、複合機、NAS がユーザー名とパスワードにしか対応していない: Microsoft 365 に直接サインインできなくなる',
  },
  what: {
    en: 'The device or program sends mail by SMTP with a user name and a password, and cannot get a token.',
    ja: '機器またはプログラムはユーザー名とパスワードで SMTP 送信するだけで、トークンを取得できません。',
  },
  why: {
    en: "Exchange Online takes no passwords over IMAP and POP, and Outlook.com takes none at all. For sending from a company's mailbox they end, too: as announced in January 2026, off by default from the end of December 2026, with a switch for existing organizations until a final date that is to be named in the second half of 2027.",
    ja: 'Exchange Online は IMAP と POP でパスワードを受け付けず、Outlook.com ではすべてのプロトコルで受け付けません。職場のメールボックスからの送信でも廃止されます。2026 年 1 月の発表では、2026 年 12 月末から既定で無効（既存の組織は再度有効化可能）、最終的な廃止日は 2027 年後半に告知されます。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'client.oauth', value: 'no' }, weight: 76 },
    // It sent for years, nobody touched it, and one day it stops.
    {
      on: 'told',
      where: { fact: 'runs.on', value: 'device' },
      given: { timing: 'since-today' },
      weight: 44,
    },
    {
      on: 'reply',
      where: { code: 535, enhanced: ['5.7.3', '5.7.139'] },
      given: { 'runs.on': 'device', 'account.type': 'personal' },
      weight: 64,
    },
    {
      on: 'reply',
      where: { enhanced: ['5.7.139', '5.7.30'] },
      says: ['basic authentication is disabled', 'basic authentication is not supported'],
      given: { 'client.oauth': 'no' },
      weight: 90,
    },
  ],
  conditions: [
    {
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -60,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
    {
      when: { 'sign-in.mechanism': ['xoauth2', 'oauthbearer'] },
      add: -60,
      because: { en: 'the client signed in with a token', ja: 'クライアントがトークンでサインインしている' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Look whether the maker has newer firmware with "OAuth 2.0" or "Microsoft 365" as a way of signing in; app passwords are passwords, too, and don\'t help.',
          ja: 'メーカーの新しいファームウェアに「OAuth 2.0」または「Microsoft 365」のサインイン方法がないか確認してください。アプリ パスワードもパスワードなので、解決にはなりません。',
        },
        {
          en: 'Else let it sign in to a proxy in your network that has the token: `mailgrant proxy` (docs/proxy.md). It gives the device an app password that is good for nothing else.',
          ja: '対応していなければ、トークンを持つプロキシを社内ネットワークに置き、機器はそこにサインインさせます: `mailgrant proxy`（docs/proxy.md）。機器には専用のアプリ パスワードを設定します。',
        },
      ],
      code: `mailgrant app-password create <address> --name scanner --protocols smtp
mailgrant proxy --print-settings scanner --user <address>`,
    },
    administrator: {
      steps: [
        {
          en: 'Without a proxy: an inbound connector that knows your public address, and the device sends to the MX host on port 25 without a sign-in. Without a connector that reaches recipients of your own organization only.',
          ja: 'プロキシを使わない場合は、グローバル IP アドレスで識別する受信コネクタを作成し、機器から MX ホストのポート 25 へ認証なしで送信します。コネクタがない場合に届くのは自組織の宛先だけです。',
        },
        {
          en: 'Until passwords end for your organization: SMTP AUTH must be on for this one mailbox, and security defaults turn it off.',
          ja: '組織でパスワード認証が終了するまでは、そのメールボックスだけ SMTP AUTH を有効にすれば使えます。セキュリティの既定値群が有効だと無効になります。',
        },
      ],
      code: 'Set-CASMailbox -Identity <address> -SmtpClientAuthenticationDisabled $false',
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "How to set up a multifunction device or application to send email using Microsoft 365"',
    'Microsoft 365 message center, MC786329',
  ],
  related: [
    'smtp-password-refused',
    'smtp-basic-authentication-ended',
    'relay-not-allowed',
    'password-at-outlook-com',
  ],
};
