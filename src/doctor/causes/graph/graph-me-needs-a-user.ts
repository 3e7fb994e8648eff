import type { Cause } from '../../cause.ts';

export const graphMeNeedsAUser: Cause = {
  id: 'graph-me-needs-a-user',
  title: {
    en: 'Graph 400 "/me request is only valid with delegated authentication flow": the app has no "me"',
    ja: 'Graph の 400「/me request is only valid with delegated authentication flow」: アプリ専用トークンに /me はない',
  },
  what: {
    en: 'A path that begins with /me was called with the token of an application.',
    ja: 'アプリケーションのトークンで /me を呼び出しました。',
  },
  why: {
    en: 'client_credentials signs in nobody, so that there is no user whom /me could mean.',
    ja: 'client_credentials では誰もサインインしていないため、/me が指すユーザーがいません。',
  },
  symptoms: [
    {
      on: 'told',
      where: { fact: 'noticed', value: 'me-called' },
      given: { 'token.actor': 'app' },
      weight: 62,
    },
    {
      on: 'graph-error',
      says: [
        'only valid with delegated authentication',
        'me request is only valid',
        'current authenticated context is not valid for this request',
      ],
      weight: 95,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Name the mailbox in the path; or sign a person in, and ask for delegated permissions.',
          ja: 'パスでメールボックスを指定するか、ユーザーをサインインさせて委任されたアクセス許可を使ってください。',
        },
      ],
      code: 'POST /v1.0/users/<address or id>/sendMail',
    },
    administrator: {
      steps: [
        {
          en: 'The application permission (Mail.Send, Mail.ReadWrite) needs your consent.',
          ja: 'アプリケーションのアクセス許可（Mail.Send、Mail.ReadWrite）には管理者の同意が必要です。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['graph-access-denied', 'graph-request-path-wrong'],
};
