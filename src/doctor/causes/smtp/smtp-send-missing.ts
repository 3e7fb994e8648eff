import type { Cause } from '../../cause.ts';

export const smtpSendMissing: Cause = {
  id: 'smtp-send-missing',
  title: {
    en: '"535 5.7.3 Authentication unsuccessful" while IMAP works: SMTP.Send is not in the token',
    ja: 'IMAP は動くのに「535 5.7.3 Authentication unsuccessful」: トークンに SMTP.Send が入っていない',
  },
  what: {
    en: 'The token is for Exchange, but without the permission to send.',
    ja: 'トークンは Exchange 宛てですが、送信の権限が入っていません。',
  },
  why: {
    en: 'SMTP wants SMTP.Send (a person) or SMTP.SendAsApp (an app) beside the permission for IMAP.',
    ja: 'SMTP には、IMAP の権限とは別に SMTP.Send（人）または SMTP.SendAsApp（アプリ）が必要です。',
  },
  symptoms: [
    {
      on: 'told',
      where: { fact: 'works.elsewhere', value: 'imap' },
      given: { protocol: 'smtp' },
      weight: 16,
    },
    { on: 'told', where: { fact: 'helped', value: 'smtp-permission' }, weight: 68 },
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 48 },
  ],
  conditions: [
    {
      when: { 'token.actor': 'app' },
      add: -50,
      because: { en: 'the app signed in by itself', ja: 'アプリ自身としてサインインしている' },
    },
    {
      when: { 'runs.on': 'desktop' },
      add: -12,
      because: {
        en: 'a finished mail program asks for the right permissions',
        ja: '市販・公開されているメールソフトは正しい権限を要求する',
      },
    },
    {
      when: { 'token.permits': 'no' },
      add: 50,
      because: { en: 'the permission is not in the token', ja: 'トークンに権限が入っていない' },
    },
    {
      when: { 'token.permits': 'yes' },
      add: -100,
      because: { en: 'the permission is in the token', ja: 'トークンに権限が入っている' },
    },
    {
      when: { 'works.elsewhere': 'imap' },
      add: 20,
      because: { en: 'IMAP works with the same account', ja: '同じアカウントで IMAP は動く' },
    },
    {
      when: { 'token.audience': 'exchange' },
      add: 6,
      because: { en: 'the token is for Exchange', ja: 'トークンが Exchange 宛てである' },
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
      when: { 'scopes.bare-mail': 'yes' },
      add: -20,
      because: {
        en: 'the mail scopes have no resource before them',
        ja: 'メールのスコープにリソースの接頭辞がない',
      },
    },
    {
      when: { 'token.state': 'expired' },
      add: -40,
      because: { en: 'the token has expired', ja: 'トークンの期限が切れている' },
    },
    {
      when: { timing: 'after-an-hour' },
      add: -40,
      because: { en: 'it works for about an hour', ja: '1 時間ほどは動く' },
    },
    {
      when: { timing: 'now-and-then' },
      add: -40,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
    },
    {
      when: { 'token.flaw': 'yes' },
      add: -15,
      because: {
        en: 'the token is not in the form in which it was issued',
        ja: 'トークンが発行されたままの形ではない',
      },
    },
    {
      when: { 'token.use': ['id', 'refresh'] },
      add: -20,
      because: { en: 'it is not an access token at all', ja: 'そもそもアクセストークンではない' },
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
      when: { 'mailbox.kind': 'shared' },
      add: -8,
      because: { en: 'it is a shared mailbox', ja: '共有メールボックスである' },
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
          en: 'Sign in again in the program and accept that it may send mail.',
          ja: 'プログラムでサインインし直し、メールの送信に同意してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Ask for SMTP.Send together with the permission for IMAP, both with the prefix of Exchange, and let the person consent again.',
          ja: 'SMTP.Send を IMAP の権限と一緒に、どちらも Exchange の接頭辞付きで要求し、もう一度同意してもらいます。',
        },
      ],
      code: 'scope=https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth"', 'public reports'],
  related: ['smtp-auth-off-for-mailbox', 'graph-token-at-mail-server', 'smtp-shared-mailbox-as-user'],
};
