import type { Cause } from '../../cause.ts';

export const azureCommunicationSmtp: Cause = {
  id: 'azure-communication-smtp',
  title: {
    en: 'smtp.azurecomm.net "535 Authentication unsuccessful": Azure Communication Services knows neither mailboxes nor tokens for Exchange',
    ja: 'smtp.azurecomm.net「535 Authentication unsuccessful」: Azure Communication Services はメールボックスも Exchange 用トークンも受け付けない',
  },
  what: {
    en: 'The server is that of Azure Communication Services, which is another service than Exchange Online.',
    ja: '接続先は Azure Communication Services のサーバーで、Exchange Online とは別のサービスです。',
  },
  why: {
    en: 'It wants an "SMTP Username" that was made for the resource, the secret of the Entra app linked to it, and a role of that app on the resource. The permission SMTP.Send of Graph or Exchange counts for nothing there.',
    ja: 'リソースに作成した「SMTP ユーザー名」、それに結び付けた Entra アプリのシークレット、そのアプリに割り当てたリソースのロールが必要です。Graph や Exchange の SMTP.Send は関係しません。',
  },
  symptoms: [
    {
      on: 'host',
      where: { host: 'smtp.azurecomm.net' },
      given: { 'sign-in.passed': 'no' },
      weight: 95,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: "Sign in with the SMTP Username and the app's client secret on port 587 with STARTTLS; or, by token, with one for `https://communication.azure.com/.default` and that user name.",
          ja: 'ポート 587（STARTTLS）で、SMTP ユーザー名とアプリのクライアント シークレットを使います。トークンの場合も、`https://communication.azure.com/.default` のトークンとこのユーザー名を使います。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Azure portal > the Communication Services resource > SMTP Usernames: add one for the app. Access control (IAM): give the app "Communication and Email Service Owner". Link the domain of the sender.',
          ja: 'Azure portal > Communication Services リソース >［SMTP Usernames］でアプリのユーザー名を追加し、［アクセス制御 (IAM)］で「Communication and Email Service Owner」を割り当て、差出人のドメインを接続します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Azure Communication Services, "Create credentials for SMTP authentication"'],
  related: ['smtp-send-missing', 'message-rate'],
};
