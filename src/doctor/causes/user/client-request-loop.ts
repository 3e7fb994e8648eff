import type { Cause } from '../../cause.ts';

export const clientRequestLoop: Cause = {
  id: 'client-request-loop',
  title: {
    en: 'AADSTS50196: the server detected an infinite client request loop',
    ja: 'AADSTS50196: サーバーがクライアントの要求の無限ループを検出した',
  },
  what: {
    en: 'The app sends the same request again and again, too fast.',
    ja: 'アプリが同じ要求を短時間に繰り返しています。',
  },
  why: {
    en: 'It does not keep the tokens that it gets, or tries again without a pause after an error.',
    ja: '取得したトークンを保存していないか、エラーの後に間隔を空けずに再試行しています。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 50196 }, weight: 94 },
    { on: 'oauth-error', says: ['infinite client request loop', 'client request loop'], weight: 76 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Keep access tokens until shortly before expires_in, share them between the workers, and pause after every failure.',
          ja: 'アクセストークンは expires_in の少し前まで使い、ワーカー間で共有し、失敗後は間隔を空けます。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['tenant-throttled'],
};
