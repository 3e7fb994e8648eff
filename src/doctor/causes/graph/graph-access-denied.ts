import type { Cause } from '../../cause.ts';

export const graphAccessDenied: Cause = {
  id: 'graph-access-denied',
  title: {
    en: 'Graph 403 "ErrorAccessDenied: Access is denied. Check credentials and try again.": the token does not allow this',
    ja: 'Graph の 403「ErrorAccessDenied: Access is denied. Check credentials and try again.」: トークンにこの操作の権限がない',
  },
  what: {
    en: 'The token is good, but does not allow this.',
    ja: 'トークンは有効ですが、この操作は許可されていません。',
  },
  why: {
    en: "The permission is missing (Mail.Read where Mail.ReadWrite is needed, or another's mailbox without Mail.Read.Shared), or an application access policy keeps the app from this mailbox.",
    ja: '権限の不足（Mail.ReadWrite が必要なのに Mail.Read、他人のメールボックスなのに Mail.Read.Shared がないなど）、またはアプリケーション アクセス ポリシーによる制限です。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'noticed', value: 'scope-not-in-token' }, weight: 34 },
    { on: 'told', where: { fact: 'helped', value: 'graph-permission' }, weight: 64 },
    { on: 'graph-error', says: ['status code forbidden'], weight: 76 },
    { on: 'graph-error', where: { code: 'ErrorAccessDenied' }, weight: 80 },
    { on: 'graph-error', where: { status: 403, code: '' }, weight: 55 },
    { on: 'graph-error', where: { code: 'NoPermissionsInAccessToken' }, weight: 88 },
    { on: 'graph-error', says: ['token contains no permissions'], saysNot: ['2000008'], weight: 86 },
    { on: 'graph-error', says: ['access is denied check credentials'], weight: 80 },
  ],
  conditions: [
    {
      when: { 'account.type': 'personal' },
      add: -10,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: "Compare `scp` or `roles` of the token with the permissions on the method's page; ask for what is missing and let the person consent again.",
          ja: 'トークンの `scp` または `roles` を、メソッドの説明にある権限と比べます。足りないものを要求し、もう一度同意してもらいます。',
        },
      ],
      code: 'scope=https://graph.microsoft.com/Mail.ReadWrite https://graph.microsoft.com/Mail.Send offline_access',
    },
    administrator: {
      steps: [
        {
          en: 'For an app: is the mailbox inside its policy?',
          ja: 'アプリの場合は、メールボックスがポリシーの対象か確認します。',
        },
      ],
      code: 'Test-ApplicationAccessPolicy -Identity <address> -AppId <client id>',
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft Graph, "Permissions reference"',
    'Microsoft Graph, "Limiting application permissions to specific Exchange Online mailboxes"',
  ],
  related: ['graph-default-scope-personal', 'graph-privileges-missing'],
};
