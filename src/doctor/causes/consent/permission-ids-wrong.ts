import type { Cause } from '../../cause.ts';

export const permissionIdsWrong: Cause = {
  id: 'permission-ids-wrong',
  title: {
    en: 'AADSTS65006: the app registration lists permission ids that the resource does not have',
    ja: 'AADSTS65006: アプリの登録にリソースに存在しないアクセス許可 ID がある',
  },
  what: {
    en: "Consent failed because the app's list of required permissions holds an id under the wrong resource.",
    ja: 'アプリの「必要なアクセス許可」の一覧で、ID が誤ったリソースの下に書かれているため、同意できませんでした。',
  },
  why: {
    en: "Each resource has ids of its own for permissions of the same name. Scripts that put Microsoft Graph's ids under Office 365 Exchange Online end here.",
    ja: '同じ名前のアクセス許可でも、ID はリソースごとに異なります。Microsoft Graph の ID を Office 365 Exchange Online の下に書くスクリプトでよく起きます。',
  },
  symptoms: [{ on: 'oauth-error', where: { numbers: 65006 }, weight: 90 }],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Repair requiredResourceAccess. A PATCH replaces the whole list.',
          ja: 'requiredResourceAccess を修正します。PATCH は一覧全体を置き換えます。',
        },
      ],
      code: `"requiredResourceAccess": [{ "resourceAppId": "00000003-0000-0000-c000-000000000000", "resourceAccess": [
  { "id": "652390e4-393a-48de-9484-05f9b1212954", "type": "Scope" },
  { "id": "258f6531-6087-4cc4-bb90-092c5fb3ed3f", "type": "Scope" } ] }]`,
    },
    administrator: {
      steps: [
        {
          en: 'App registrations > the app > API permissions: remove the entries without a name, then add IMAP.AccessAsUser.All and SMTP.Send under Microsoft Graph > Delegated permissions.',
          ja: '［アプリの登録］> アプリ >［API のアクセス許可］で名前のない項目を削除し、Microsoft Graph の［委任されたアクセス許可］から IMAP.AccessAsUser.All と SMTP.Send を追加します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['default-not-in-registration', 'app-resources-misconfigured'],
};
