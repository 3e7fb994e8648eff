import type { Cause } from '../../cause.ts';

export const imapAuthorizationFailed: Cause = {
  id: 'imap-authorization-failed',
  title: {
    en: '"NO [AUTHORIZATIONFAILED]": signed in, but not allowed to act for that mailbox',
    ja: '「NO [AUTHORIZATIONFAILED]」: 認証は成功したが、そのメールボックスの代理は許可されていない',
  },
  what: {
    en: 'The credentials are right, and their owner may not open the mailbox that was named.',
    ja: '資格情報は正しいのですが、その持ち主に指定のメールボックスを開く権限がありません。',
  },
  why: {
    en: 'RFC 5530 keeps this apart from a wrong password: authentication succeeded, the authorization identity was refused.',
    ja: 'RFC 5530 ではパスワードの誤りと区別されます。認証は成功し、認可 ID が拒否されました。',
  },
  symptoms: [{ on: 'reply', where: { responseCode: 'AUTHORIZATIONFAILED' }, weight: 90 }],
  remedies: {
    developer: {
      steps: [
        {
          en: "Leave the authorization identity empty, or name the mailbox of the token's owner.",
          ja: '認可 ID を空にするか、トークンの持ち主のメールボックスを指定します。',
        },
      ],
    },
    administrator: {
      steps: [
        { en: 'Give the person access to the mailbox.', ja: '本人にメールボックスへのアクセスを与えます。' },
      ],
    },
  },
  certainty: 'documented',
  sources: ['RFC 5530, section 3'],
  related: ['credentials-refused'],
};
