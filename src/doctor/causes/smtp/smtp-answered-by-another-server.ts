import type { Cause } from '../../cause.ts';

export const smtpAnsweredByAnotherServer: Cause = {
  id: 'smtp-answered-by-another-server',
  title: {
    en: '"220" or "250" with the name of your web host: another server answers in the place of smtp.office365.com',
    ja: '「220」「250」にレンタルサーバーの名前: smtp.office365.com ではなく別のサーバーが応答している',
  },
  what: {
    en: 'The program called the mail server of Microsoft or Google, and the server of the web host or provider answered. It knows neither the account nor XOAUTH2.',
    ja: 'Microsoft や Google のメールサーバーに接続したつもりが、レンタルサーバーやプロバイダーのサーバーが応答しています。そのサーバーはアカウントも XOAUTH2 も知りません。',
  },
  why: {
    en: 'Web hosts lead outgoing connections to the SMTP ports to a server of their own, against spam (cPanel: "SMTP Restrictions"). Nothing that is changed at the account or in the program helps.',
    ja: 'レンタルサーバーは迷惑メール対策として、SMTP ポートへの接続を自社のサーバーに転送することがあります（cPanel の「SMTP Restrictions」）。アカウントやプログラムの設定を変えても直りません。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'noticed', value: 'foreign-server' }, weight: 90 },
    {
      on: 'network',
      where: { problem: 'tls-name' },
      says: [
        'did not match expected cn smtp office365 com',
        'did not match expected cn smtp mail outlook com',
        'did not match expected cn smtp gmail com',
      ],
      weight: 92,
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Ask the web host to let connections to smtp.office365.com:587 (or smtp.gmail.com:587) through; some do so on another plan only.',
          ja: 'レンタルサーバー会社に、smtp.office365.com:587（または smtp.gmail.com:587）への接続を許可するよう依頼してください。プランによっては許可されません。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'See who answers, from the machine itself; never switch certificate checks off. Over HTTPS (Graph sendMail) nothing is redirected.',
          ja: 'そのマシンから、どのサーバーが応答するかを確認します。証明書の検証は無効にしないでください。HTTPS（Graph の sendMail）なら転送の影響を受けません。',
        },
      ],
      code: 'openssl s_client -starttls smtp -connect smtp.office365.com:587 -crlf </dev/null | openssl x509 -noout -subject',
    },
    administrator: {
      steps: [
        {
          en: 'cPanel/WHM: Security Center > SMTP Restrictions; in ConfigServer Firewall `SMTP_BLOCK` and `SMTP_ALLOWUSER`.',
          ja: 'cPanel/WHM の Security Center >［SMTP Restrictions］、ConfigServer Firewall の `SMTP_BLOCK` と `SMTP_ALLOWUSER` を確認します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['RFC 5321, section 4.2 (greeting)', 'public reports'],
  related: ['tls-name-does-not-match', 'smtp-mechanism-not-offered'],
};
