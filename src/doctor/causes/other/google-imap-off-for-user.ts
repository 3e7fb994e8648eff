import type { Cause } from '../../cause.ts';

export const googleImapOffForUser: Cause = {
  id: 'google-imap-off-for-user',
  title: {
    en: 'Gmail "[ALERT] Your account is not enabled for IMAP use"',
    ja: 'Gmail の「[ALERT] Your account is not enabled for IMAP use」: アカウントの IMAP が無効',
  },
  what: {
    en: 'IMAP is switched off in this Gmail account.',
    ja: 'この Gmail アカウントでは IMAP が無効です。',
  },
  why: {
    en: 'It is a setting of the account; in organizations the administrator decides it.',
    ja: 'アカウントの設定です。組織では管理者が決めます。',
  },
  symptoms: [
    { on: 'reply', says: ['not enabled for imap use', 'account is not enabled for imap'], weight: 95 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Gmail on the web > Settings > See all settings > Forwarding and POP/IMAP > Enable IMAP.',
          ja: 'Web 版 Gmail の［設定］>［すべての設定を表示］>［メール転送と POP/IMAP］>［IMAP を有効にする］を選びます。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Google Admin console > Apps > Google Workspace > Gmail > End User Access > POP and IMAP access.',
          ja: 'Google 管理コンソール >［アプリ］>［Google Workspace］>［Gmail］>［エンドユーザーのアクセス］>［POP と IMAP アクセス］で許可します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['google-imap-off-for-domain'],
};
