import type { Cause } from '../../cause.ts';

export const passwordChangeRefused: Cause = {
  id: 'password-change-refused',
  title: {
    en: 'AADSTS120000 to AADSTS120021: the new password was not taken',
    ja: 'AADSTS120000 ～ AADSTS120021: 新しいパスワードが受け付けられない',
  },
  what: {
    en: 'The password should be changed during the sign-in, and the change failed.',
    ja: 'サインイン中のパスワード変更に失敗しました。',
  },
  why: {
    en: 'The old password was wrong, the new one is too weak or too like the old, or the directory on the premises could not be written.',
    ja: '現在のパスワードが違う、新しいパスワードが弱いか以前のものに似ている、またはオンプレミスのディレクトリに書き込めませんでした。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: {
        numbers: [
          120000, 120002, 120003, 120004, 120005, 120008, 120011, 120012, 120013, 120014, 120015, 120016,
          120018, 120020, 120021,
        ],
      },
      weight: 90,
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Take another, longer password. Then sign in again in every program.',
          ja: '別の長いパスワードにし、各プログラムでサインインし直してください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Check password writeback of Microsoft Entra Connect, or reset the password.',
          ja: 'Microsoft Entra Connect のパスワード ライトバックを確認するか、パスワードをリセットしてください。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['password-expired'],
};
