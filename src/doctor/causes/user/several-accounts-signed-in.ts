import type { Cause } from '../../cause.ts';

export const severalAccountsSignedIn: Cause = {
  id: 'several-accounts-signed-in',
  title: {
    en: 'AADSTS16000: several accounts are signed in, and none of them could be chosen',
    ja: 'AADSTS16000: 複数のアカウントがサインインしており、どれも選択できない',
  },
  what: {
    en: 'The browser has sessions of several accounts, or one that does not fit this app.',
    ja: 'ブラウザーに複数のアカウントのセッションがあるか、このアプリに合わないセッションがあります。',
  },
  why: { en: 'Nobody was asked which one to take.', ja: 'どれを使うかの選択が行われていません。' },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [16001, 16002, 160021, 50197] }, weight: 82 },
    { on: 'oauth-error', where: { numbers: 16000 }, weight: 90 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Choose the account on the page, or sign out of the others.',
          ja: '画面でアカウントを選ぶか、ほかのアカウントからサインアウトしてください。',
        },
      ],
    },
    developer: { steps: [{ en: 'Send prompt=select_account.', ja: 'prompt=select_account を付けます。' }] },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['account-not-in-tenant'],
};
