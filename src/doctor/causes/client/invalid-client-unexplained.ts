import type { Cause } from '../../cause.ts';

export const invalidClientUnexplained: Cause = {
  id: 'invalid-client-unexplained',
  title: {
    en: "invalid_client without a known AADSTS number: the app's credentials were refused",
    ja: '既知の AADSTS 番号のない invalid_client: アプリの資格情報が拒否された',
  },
  what: {
    en: 'The server refused the app itself, and did not say why.',
    ja: 'サーバーはアプリ自体を拒否しましたが、理由を示していません。',
  },
  why: {
    en: 'The client id or secret is wrong, has expired, is missing, or was sent by an app that may have none.',
    ja: 'クライアント ID またはシークレットの誤り、期限切れ、不足、または不要なシークレットの送信が考えられます。',
  },
  symptoms: [{ on: 'oauth-error', where: { error: 'invalid_client' }, weight: 34 }],
  conditions: [
    {
      when: { 'error.number': 'yes' },
      add: -29,
      because: { en: 'there is a number, which says more', ja: 'より詳しい番号がある' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Log error_description, error_codes and correlation_id, and paste them here.',
          ja: 'error_description、error_codes、correlation_id をログに残し、ここに貼り付けてください。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['RFC 6749'],
  related: ['client-secret-id-pasted', 'client-secret-expired', 'web-redirect-without-secret'],
};
