import type { Cause } from '../../cause.ts';

export const signInPermissionMissing: Cause = {
  id: 'sign-in-permission-missing',
  title: {
    en: 'AADSTS90008: the app must have at least the permission to sign users in',
    ja: 'AADSTS90008: アプリには少なくともサインインのアクセス許可が必要',
  },
  what: {
    en: 'The app asks for a resource without the permission to sign users in.',
    ja: 'アプリが、ユーザーをサインインさせるアクセス許可なしにリソースを要求しています。',
  },
  why: {
    en: 'Consent needs User.Read (sign in and read the profile) beside the others.',
    ja: '同意には、ほかのアクセス許可に加えて User.Read（サインインとプロファイルの読み取り）が必要です。',
  },
  symptoms: [{ on: 'oauth-error', where: { numbers: 90008 }, weight: 92 }],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Add Microsoft Graph > User.Read to the registration, or openid to the scopes, and let the user consent again.',
          ja: '登録に Microsoft Graph の User.Read を追加するか、スコープに openid を加え、ユーザーにもう一度同意してもらいます。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['consent-missing'],
};
