import type { Cause } from '../../cause.ts';

export const googleImapOffForDomain: Cause = {
  id: 'google-imap-off-for-domain',
  title: {
    en: 'Gmail "[ALERT] IMAP access is disabled for your domain"',
    ja: 'Gmail の「[ALERT] IMAP access is disabled for your domain」: 組織で IMAP が禁止されている',
  },
  what: {
    en: 'The administrator of the organization allows no IMAP, or only for certain clients.',
    ja: '組織の管理者が IMAP を許可していない、または特定のクライアントだけに許可しています。',
  },
  why: { en: 'A setting of Google Workspace.', ja: 'Google Workspace の設定です。' },
  symptoms: [
    {
      on: 'reply',
      says: ['imap access is disabled for your domain', 'disabled for your domain'],
      weight: 95,
    },
  ],
  remedies: {
    user: { steps: [{ en: 'Ask your administrator.', ja: '管理者に相談してください。' }] },
    administrator: {
      steps: [
        {
          en: 'Google Admin console > Apps > Google Workspace > Gmail > End User Access > POP and IMAP access; where only chosen OAuth clients are allowed, add the client id.',
          ja: 'Google 管理コンソール >［アプリ］>［Google Workspace］>［Gmail］>［エンドユーザーのアクセス］>［POP と IMAP アクセス］で許可し、OAuth クライアントを限定している場合はクライアント ID を追加します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['google-imap-off-for-user'],
};
