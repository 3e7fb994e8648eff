import type { Cause } from '../../cause.ts';

export const googleTokenMalformed: Cause = {
  id: 'google-token-malformed',
  title: {
    en: 'Gmail answers status 400 in its challenge: the XOAUTH2 string is malformed',
    ja: 'Gmail が status 400 を返す: XOAUTH2 の文字列の形式が正しくない',
  },
  what: {
    en: 'Google could not read the line with the user and the token.',
    ja: 'Google が、ユーザーとトークンの行を解釈できませんでした。',
  },
  why: {
    en: 'The separators must be the byte 0x01, twice at the end, and the whole in one line of base64.',
    ja: '区切りはバイト 0x01、末尾は 2 つ、全体を 1 行の base64 にする必要があります。',
  },
  symptoms: [
    {
      on: 'told',
      where: { fact: 'noticed', value: 'xoauth2-string' },
      given: { provider: 'google' },
      weight: 66,
    },
    {
      on: 'reply',
      says: ['status 400 in its challenge', 'gmail answers status 400', 'challenge says status 400'],
      weight: 76,
    },
    { on: 'challenge', where: { status: '400' }, weight: 80 },
  ],
  conditions: [
    {
      when: { 'token.permits': 'no' },
      add: -30,
      because: { en: 'the permission is not in the token', ja: 'トークンに権限が入っていない' },
    },
  ],
  remedies: {
    developer: {
      steps: [{ en: 'Build the string anew.', ja: '文字列を組み立て直してください。' }],
      code: 'base64("user=<address>" 0x01 "auth=Bearer <token>" 0x01 0x01)',
    },
  },
  certainty: 'documented',
  sources: ['Google, "OAuth 2.0 mechanism for IMAP, POP and SMTP"'],
  related: ['xoauth2-string-malformed', 'google-token-refused'],
};
