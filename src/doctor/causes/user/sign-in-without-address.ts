import type { Cause } from '../../cause.ts';

export const signInWithoutAddress: Cause = {
  id: 'sign-in-without-address',
  title: {
    en: '"Unable to get user email": signed in, but there is no email or upn claim',
    ja: '「Unable to get user email」: サインインは成功したが email や upn のクレームがない',
  },
  what: {
    en: 'The sign-in succeeded, and the program found no address in the id token or profile, so that it does not know whose mailbox it is.',
    ja: 'サインインは成功しましたが、ID トークンやプロファイルにアドレスがなく、どのメールボックスか分かりません。',
  },
  why: {
    en: '`email` is there only where the scope `email` was asked for and the user has a mail attribute; `upn` is an optional claim. Guests and users without a mailbox have no mail.',
    ja: '`email` は、スコープ `email` を要求し、ユーザーに mail 属性がある場合だけ含まれます。`upn` は省略可能な要求です。ゲストやメールボックスのないユーザーには mail がありません。',
  },
  symptoms: [{ on: 'told', where: { fact: 'noticed', value: 'address-missing' }, weight: 86 }],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Ask for `openid profile email`; fall back to `preferred_username`, or let the person enter the address.',
          ja: '`openid profile email` を要求し、なければ `preferred_username` を使うか、本人に入力してもらいます。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'App registrations > the app > Token configuration > Add optional claim > ID: `email`, `upn`. Fill in the Email of the user.',
          ja: '［アプリの登録］> アプリ >［トークン構成］>［省略可能な要求を追加］> ID で `email` と `upn` を追加し、ユーザーの「電子メール」を入力します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Microsoft identity platform, "ID token claims reference"', 'public reports'],
  related: ['graph-mail-is-null'],
};
