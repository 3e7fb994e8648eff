import type { Cause } from '../../cause.ts';

export const graphPrivilegesMissing: Cause = {
  id: 'graph-privileges-missing',
  title: {
    en: 'Graph 403 "Authorization_RequestDenied: Insufficient privileges to complete the operation."',
    ja: 'Graph の 403「Authorization_RequestDenied: Insufficient privileges to complete the operation.」',
  },
  what: {
    en: "Graph's directory part refused: the permission or the role is missing.",
    ja: 'Graph のディレクトリ機能が拒否しました。権限またはロールが足りません。',
  },
  why: {
    en: 'An application permission without admin consent, or a delegated one that its user may not use.',
    ja: '管理者の同意がないアプリケーションの許可、またはユーザー自身に権限がない委任されたアクセス許可です。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'graph-permission' }, weight: 52 },
    { on: 'graph-error', where: { code: 'Authorization_RequestDenied' }, weight: 90 },
    { on: 'graph-error', says: ['insufficient privileges to complete the operation'], weight: 90 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: "For the person's own profile use `/me` with User.Read.",
          ja: '本人のプロファイルには User.Read と `/me` を使います。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Microsoft Entra admin center > App registrations > the app > API permissions > Grant admin consent.',
          ja: 'Microsoft Entra 管理センター >［アプリの登録］> 対象のアプリ >［API のアクセス許可］>［管理者の同意を与えます］を選びます。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft Graph, "Resolve authorization errors"'],
  related: ['graph-access-denied'],
};
