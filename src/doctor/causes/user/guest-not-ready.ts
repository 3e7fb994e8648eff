import type { Cause } from '../../cause.ts';

export const guestNotReady: Cause = {
  id: 'guest-not-ready',
  title: {
    en: 'AADSTS50014, AADSTS90072: the guest account is not ready, or has to be added to the tenant first',
    ja: 'AADSTS50014・AADSTS90072: ゲスト アカウントの準備ができていない、またはテナントへの追加が必要',
  },
  what: {
    en: 'An account from outside was used, and the tenant does not know it as a guest.',
    ja: '外部のアカウントが使われましたが、テナントにゲストとして登録されていません。',
  },
  why: {
    en: 'The invitation was not accepted yet, or the account was never invited. A guest has no mailbox there in any case.',
    ja: '招待がまだ承諾されていないか、招待されていません。また、ゲストのメールボックスはそのテナントにはありません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [50014, 90072] }, weight: 88 },
    { on: 'oauth-error', says: ['guest ... invitation'], weight: 60 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in at your own organization: that is where the mailbox is.',
          ja: 'メールボックスのある、自分の組織でサインインしてください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Invite the user, or let them accept the invitation: Microsoft Entra admin center > Identity > Users > All users > Invite external user.',
          ja: 'ユーザーを招待するか、招待を承諾してもらいます（Microsoft Entra 管理センターの［ID］>［ユーザー］>［すべてのユーザー］>［外部ユーザーの招待］）。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['account-not-in-tenant'],
};
