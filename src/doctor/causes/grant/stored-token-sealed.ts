import type { Cause } from '../../cause.ts';

export const storedTokenSealed: Cause = {
  id: 'stored-token-sealed',
  title: {
    en: '"BadPaddingException", "the password for account ... is incorrect": the program cannot decrypt its stored token',
    ja: '「BadPaddingException」「the password for account ... is incorrect」: 保存したトークンを復号できない',
  },
  what: {
    en: 'The program keeps its refresh token encrypted and cannot read it. Microsoft was not asked at all.',
    ja: 'プログラムは更新トークンを暗号化して保存しており、それを読めません。Microsoft には問い合わせていません。',
  },
  why: {
    en: 'DavMail and email-oauth2-proxy encrypt it with the password that the mail program sends: one that sends another password cannot open it. Others use gpg or a keyring that is locked, or a key of the server that was changed or lost.',
    ja: 'DavMail と email-oauth2-proxy は、メールソフトが送るパスワードで暗号化します。別のパスワードを送ると開けません。gpg やキーリングを使うプログラムではそれがロックされており、サーバーの鍵を使うプログラムでは鍵が変わったか失われています。',
  },
  symptoms: [{ on: 'program-code', where: { program: 'other', code: 'SEALED' }, weight: 90 }],
  remedies: {
    user: {
      steps: [
        {
          en: 'Set the same password in every program and for every protocol (IMAP, SMTP, calendar). It need not be that of the account.',
          ja: 'すべてのプログラムとプロトコル（IMAP、SMTP、予定表）に同じパスワードを設定します。アカウントのパスワードである必要はありません。',
        },
        {
          en: 'If the old one is lost: delete the stored token, and sign in once more. With gpg: unlock its agent.',
          ja: '以前のパスワードが分からないときは、保存されたトークンを削除してサインインし直します。gpg の場合はエージェントのロックを解除します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['invalid-grant-unexplained'],
};
