import type { Cause } from '../../cause.ts';

export const graphUserNotFound: Cause = {
  id: 'graph-user-not-found',
  title: {
    en: 'Graph 404 "ErrorInvalidUser", "ResourceNotFound", or EWS "ErrorNonExistentMailbox": no such user in this tenant',
    ja: 'Graph の 404「ErrorInvalidUser」「ResourceNotFound」、EWS の「ErrorNonExistentMailbox」: テナントにそのユーザーがいない',
  },
  what: {
    en: 'The id or address in /users/{...} or in the EWS request is none that this tenant knows.',
    ja: '/users/{...} または EWS の要求にある ID やアドレスが、このテナントに存在しません。',
  },
  why: {
    en: "An alias in the place of the user principal name, another tenant's user, or an app token of the wrong tenant.",
    ja: 'ユーザー プリンシパル名ではなくエイリアスを使っている、別のテナントのユーザーである、アプリのトークンのテナントが違う、などの場合です。',
  },
  symptoms: [
    {
      on: 'graph-error',
      where: {
        code: ['ErrorInvalidUser', 'ErrorNonExistentMailbox', 'ResourceNotFound', 'Request_ResourceNotFound'],
      },
      weight: 80,
    },
    {
      on: 'graph-error',
      says: ['does not exist or one of its queried reference property objects'],
      weight: 82,
    },
    {
      on: 'graph-error',
      says: ['smtp address has no mailbox associated', 'the requested user ... is invalid'],
      weight: 80,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Use `/me` for whoever signed in, the object id or user principal name for others.',
          ja: 'サインインした本人には `/me`、他の人にはオブジェクト ID かユーザー プリンシパル名を使います。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['mailbox-not-enabled-for-rest'],
};
