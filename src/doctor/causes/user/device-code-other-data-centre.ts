import type { Cause } from '../../cause.ts';

export const deviceCodeOtherDataCentre: Cause = {
  id: 'device-code-other-data-centre',
  title: {
    en: 'AADSTS50134: the device code was authorized in another data centre',
    ja: 'AADSTS50134: デバイスコードが別のデータセンターで承認された',
  },
  what: {
    en: 'The program and the user reached different data centres of Microsoft.',
    ja: 'プログラムとユーザーが、Microsoft の別々のデータセンターに接続しました。',
  },
  why: { en: "It is a chance of the network's routing.", ja: 'ネットワークの経路による偶然です。' },
  symptoms: [{ on: 'oauth-error', where: { numbers: 50134 }, weight: 92 }],
  remedies: {
    user: {
      steps: [
        { en: 'Start again for a new code.', ja: '最初からやり直し、新しいコードを取得してください。' },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['device-code-expired'],
};
