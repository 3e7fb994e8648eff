import type { Cause } from '../../cause.ts';

const noSuchDomain = [
  'dns domain ... does not exist',
  'infodomainnonexistent',
  'nonexistent domain',
  'dns query failed',
] as const;

export const recipientDomainNotFound: Cause = {
  id: 'recipient-domain-not-found',
  title: {
    en: '"5.1.2", "5.4.4" or "host not found": the recipient\'s domain takes no mail',
    ja: '「5.1.2」「5.4.4」「Host not found」: 宛先のドメインが見つからない',
  },
  what: {
    en: 'No mail server could be found for the part after the @.',
    ja: '@ より後ろのドメインのメールサーバーが見つかりませんでした。',
  },
  why: {
    en: 'A typing error in the domain, or a domain without MX and address records.',
    ja: 'ドメインの入力誤り、または MX やアドレスのレコードがないドメインです。',
  },
  symptoms: [
    { on: 'dsn', where: { status: ['5.1.2', '5.4.4', '5.4.310', '5.4.312', '4.4.312'] }, weight: 85 },
    {
      on: 'reply',
      where: { enhanced: ['5.1.2', '5.4.4', '5.4.310', '5.4.312', '4.4.312'], protocol: ['smtp', 'unknown'] },
      weight: 80,
    },
    { on: 'dsn', says: ['host or domain name not found', 'domain not found', 'host not found'], weight: 76 },
    {
      on: 'reply',
      where: { protocol: 'smtp' },
      says: noSuchDomain,
      weight: 80,
    },
    {
      on: 'dsn',
      says: noSuchDomain,
      weight: 80,
    },
  ],
  remedies: {
    user: { steps: [{ en: 'Check the spelling after the @.', ja: '@ より後ろの綴りを確認してください。' }] },
    developer: {
      steps: [{ en: 'Look the domain up before you send.', ja: '送信前にドメインを確認します。' }],
      code: 'dig +short MX <domain>',
    },
  },
  certainty: 'documented',
  sources: ['RFC 3463, sections 3.2 and 3.5'],
  related: ['recipient-does-not-exist'],
};
