import type { Cause } from '../../cause.ts';

export const redirectWithoutCode: Cause = {
  id: 'redirect-without-code',
  title: {
    en: '"(missing_code) Missing code parameter in response": no `code` in the address that came back',
    ja: '「(missing_code) Missing code parameter in response」: 戻ってきた URL に `code` がない',
  },
  what: {
    en: 'The program looked for the code in the address of the redirect, and there was none.',
    ja: 'プログラムがリダイレクト先の URL からコードを読もうとしましたが、ありませんでした。',
  },
  why: {
    en: 'Microsoft sent back an `error` instead, which says why; the address was copied too late, after the page had gone on to another; the code is behind `#`, which no server sees; or it came as a form post.',
    ja: 'Microsoft が代わりに `error` を返した（理由が入っています）、次のページに移った後の URL をコピーした、コードが `#` の後ろにありサーバーに届かない、または form_post で届いた、のいずれかです。',
  },
  symptoms: [{ on: 'program-code', where: { program: 'other', code: 'NO-CODE' }, weight: 86 }],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in again and copy the whole address of the first page that comes after consent, even if it is empty or an error.',
          ja: 'サインインし直し、同意の直後に開くページの URL 全体を、空白やエラーのページでもそのままコピーしてください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Read `error` and `error_description` before `code`. Ask with `response_type=code` and `response_mode=query`, and register a redirect URI that leads nowhere else.',
          ja: '`code` より先に `error` と `error_description` を確認します。`response_type=code` と `response_mode=query` で要求し、他へ転送しないリダイレクト URI を登録します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['RFC 6749, section 4.1.2', 'public reports'],
  related: ['oauth-state-mismatch', 'nativeclient-page-gone'],
};
