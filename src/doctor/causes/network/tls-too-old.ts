import type { Cause } from '../../cause.ts';

export const tlsTooOld: Cause = {
  id: 'tls-too-old',
  title: {
    en: '"unsupported protocol" or "tlsv1 alert protocol version": Microsoft 365 wants TLS 1.2 or newer',
    ja: '「unsupported protocol」「tlsv1 alert protocol version」: Microsoft 365 では TLS 1.2 以上が必要',
  },
  what: {
    en: 'Client and server found no version of TLS that both take.',
    ja: 'クライアントとサーバーの双方が対応する TLS のバージョンがありませんでした。',
  },
  why: {
    en: 'Exchange Online takes TLS 1.2 and newer. Old printers, Java 7, Windows 7 and old .NET speak TLS 1.0 by default.',
    ja: 'Exchange Online は TLS 1.2 以上だけを受け付けます。古い複合機、Java 7、Windows 7、古い .NET は既定で TLS 1.0 を使います。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'tls-12' }, weight: 64 },
    { on: 'reply', says: ['tls 1 0 and 1 1 are not supported'], weight: 96 },

    { on: 'reply', where: { enhanced: '4.7.66' }, weight: 96 },

    { on: 'oauth-error', where: { numbers: 1002016 }, weight: 94 },
    { on: 'network', where: { problem: 'tls-version' }, weight: 86 },
  ],
  remedies: {
    user: {
      steps: [{ en: 'Update the program or the device.', ja: 'プログラムまたは機器を更新してください。' }],
    },
    developer: {
      steps: [{ en: 'Allow TLS 1.2 in the library.', ja: 'ライブラリで TLS 1.2 を有効にします。' }],
      code: 'openssl s_client -tls1_2 -connect outlook.office365.com:993',
    },
    administrator: {
      steps: [
        {
          en: 'For devices that cannot be updated there are pop-legacy.office365.com, imap-legacy.office365.com and smtp-legacy.office365.com, once they are allowed.',
          ja: '更新できない機器には、許可したうえで pop-legacy.office365.com、imap-legacy.office365.com、smtp-legacy.office365.com を使えます。',
        },
      ],
      code: 'Set-TransportConfig -AllowLegacyTLSClients $true',
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Opt in to the Exchange Online endpoint for legacy TLS clients"'],
  related: ['smtp-no-implicit-tls'],
};
