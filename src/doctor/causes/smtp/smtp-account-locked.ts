import type { Cause } from '../../cause.ts';

export const smtpAccountLocked: Cause = {
  id: 'smtp-account-locked',
  title: {
    en: '"535 5.7.139 Authentication unsuccessful, account locked"',
    ja: '「535 5.7.139 Authentication unsuccessful, account locked」: アカウントがロックされている',
  },
  what: {
    en: 'The account is locked, and no program can sign in with it.',
    ja: 'アカウントがロックされており、どのプログラムもサインインできません。',
  },
  why: {
    en: 'Too many wrong passwords, often sent by a device that nobody remembers, or an administrator locked it.',
    ja: '誤ったパスワードが何度も送られた（忘れられた機器が送り続けていることがよくあります）、または管理者がロックしました。',
  },
  symptoms: [
    {
      on: 'reply',
      where: { protocol: ['smtp', 'unknown'] },
      says: ['account locked', 'account is locked'],
      weight: 92,
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in at office.com and follow what it asks; find the device that still sends the old password.',
          ja: 'office.com にサインインして指示に従い、古いパスワードを送り続けている機器を探してください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Look at the sign-in log for the source, then unblock the person (admin center > Users > Active users > Unblock sign-in).',
          ja: 'サインイン ログで発信元を確認し、ブロックを解除します（管理センター >［ユーザー］>［アクティブなユーザー］>［サインインのブロックを解除］）。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['smtp-wrong-password'],
};
