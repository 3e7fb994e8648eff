import type { Cause } from '../../cause.ts';

export const defaultNotInRegistration: Cause = {
  id: 'default-not-in-registration',
  title: {
    en: '".default ... refers to a resource which is not listed in the client\'s Required Resource Access"',
    ja: "「.default ... refers to a resource which is not listed in the client's Required Resource Access」（.default に対応する登録がない）",
  },
  what: {
    en: '`.default` was asked for a resource that the app registration does not list and to which the user has not consented.',
    ja: 'アプリの登録に含まれず、ユーザーも同意していないリソースに対して `.default` を要求しました。',
  },
  why: {
    en: '`.default` adds nothing: it stands for what is registered or consented already. Seen mostly with personal accounts and outlook.office.com.',
    ja: '`.default` は新しい許可を求めず、登録済みまたは同意済みのものだけを表します。個人アカウントと outlook.office.com の組み合わせでよく起きます。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      says: [
        "not listed in the client's Required Resource Access",
        'refers to a resource which is not listed',
      ],
      weight: 92,
    },
    {
      on: 'oauth-error',
      where: { numbers: [65006, 70011] },
      says: ["not listed in the client's Required Resource Access"],
      weight: 90,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Name the permissions instead of .default.',
          ja: '.default の代わりに、アクセス許可を個別に指定します。',
        },
      ],
      code: 'scope=https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['permission-ids-wrong', 'default-mixed-with-names'],
};
