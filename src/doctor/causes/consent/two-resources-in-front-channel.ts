import type { Cause } from '../../cause.ts';

export const twoResourcesInFrontChannel: Cause = {
  id: 'two-resources-in-front-channel',
  title: {
    en: 'AADSTS700022: scope names more than one resource where /authorize returns a token itself',
    ja: 'AADSTS700022: /authorize から直接トークンを受け取る要求に複数のリソースがある',
  },
  what: {
    en: '/authorize was asked to return a token itself, for scopes of several resources.',
    ja: '/authorize から直接トークンを返す要求に、複数のリソースのスコープが含まれています。',
  },
  why: {
    en: 'A token that comes in the redirect is for one resource too. With response_type=code several resources may be asked for.',
    ja: 'リダイレクトで返るトークンも 1 つのリソース専用です。response_type=code なら複数のリソースを要求できます。',
  },
  symptoms: [{ on: 'oauth-error', where: { numbers: 700022 }, weight: 94 }],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Use response_type=code, and get one token for each resource at /token.',
          ja: 'response_type=code を使い、/token でリソースごとにトークンを取得します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['two-resources-in-one-token-request', 'scope-empty'],
};
