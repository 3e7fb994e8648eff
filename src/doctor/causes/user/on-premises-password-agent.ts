import type { Cause } from '../../cause.ts';

export const onPremisesPasswordAgent: Cause = {
  id: 'on-premises-password-agent',
  title: {
    en: 'AADSTS80001 to AADSTS80014: the on-premises password agent (pass-through authentication) cannot be reached',
    ja: 'AADSTS80001～AADSTS80014: オンプレミスのパスワード エージェント（パススルー認証）の問題',
  },
  what: {
    en: 'The organization checks passwords on its own premises, and the agent there did not answer rightly.',
    ja: '組織はオンプレミスでパスワードを検証していますが、エージェントが正しく応答しませんでした。',
  },
  why: {
    en: 'The agent is down, cannot reach the directory, or is too slow.',
    ja: 'エージェントが停止している、ディレクトリに接続できない、応答が遅い、などです。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: {
        numbers: [
          80001, 80002, 80003, 80004, 80005, 80006, 80007, 80008, 80009, 80010, 80011, 80012, 80013, 80014,
        ],
      },
      weight: 90,
    },
    { on: 'oauth-error', says: ['authentication agent'], weight: 66 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Try again after some minutes, then tell your administrator.',
          ja: '数分後にもう一度試し、続く場合は管理者に知らせてください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Microsoft Entra admin center > Identity > Hybrid management > Microsoft Entra Connect > Pass-through authentication: check that the agents are active.',
          ja: 'Microsoft Entra 管理センターの［ID］>［ハイブリッド管理］>［Microsoft Entra Connect］>［パススルー認証］で、エージェントの状態を確認します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['password-wrong'],
};
