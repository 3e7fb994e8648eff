import type { Cause } from '../../cause.ts';

export const graphMailIsNull: Cause = {
  id: 'graph-mail-is-null',
  title: {
    en: 'Graph /me: "mail" is null or another address (personal accounts)',
    ja: 'Graph の /me で「mail」が null、または別のアドレスになる（個人アカウント）',
  },
  what: {
    en: "The profile does not name the mailbox's address.",
    ja: 'プロファイルからメールボックスのアドレスが分かりません。',
  },
  why: {
    en: 'Personal accounts often have no `mail`; those that were made with a foreign address show that one.',
    ja: '個人アカウントでは `mail` が空のことが多く、他社のアドレスで作成したアカウントではそのアドレスが表示されます。',
  },
  symptoms: [{ on: 'told', where: { fact: 'noticed', value: 'mail-null' }, weight: 85 }],
  remedies: {
    user: {
      steps: [
        {
          en: 'Enter the address that is shown at account.microsoft.com as primary.',
          ja: 'account.microsoft.com にプライマリとして表示されるアドレスを入力してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Fall back to `userPrincipalName`, and let the person correct it.',
          ja: '`userPrincipalName` を代わりに使い、本人が修正できるようにします。',
        },
      ],
      code: 'GET /v1.0/me?$select=mail,userPrincipalName,id',
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['alias-as-user-name'],
};
