import type { Cause } from '../../cause.ts';

export const accountLocked: Cause = {
  id: 'account-locked',
  title: {
    en: 'AADSTS50053: the account is locked (too many wrong attempts, or a malicious IP address)',
    ja: 'AADSTS50053: アカウントがロックされている（試行の失敗の繰り返し、または悪意のある IP アドレス）',
  },
  what: {
    en: 'Sign-ins of this account are refused for a while.',
    ja: 'このアカウントのサインインが一時的に拒否されています。',
  },
  why: {
    en: 'There were too many attempts with a wrong password, or the sign-in came from an address with a bad name. Programs that try an old password again and again cause it too.',
    ja: '誤ったパスワードでの試行が続いたか、評判の悪い IP アドレスからのサインインです。古いパスワードで試し続けるプログラムが原因のこともあります。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 50053 }, weight: 94 },
    { on: 'oauth-error', says: ['account is locked', 'tried to sign in too many times'], weight: 76 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Wait, then sign in with the right password; switch off programs that still use the old one.',
          ja: 'しばらく待って正しいパスワードでサインインし、古いパスワードを使っているプログラムを止めてください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Look at the sign-in log for the addresses and apps: Microsoft Entra admin center > Identity > Monitoring & health > Sign-in logs.',
          ja: 'サインイン ログで発信元の IP アドレスとアプリを確認します（Microsoft Entra 管理センターの［ID］>［監視と正常性］>［サインイン ログ］）。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['password-wrong'],
};
