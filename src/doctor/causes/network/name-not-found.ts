import type { Cause } from '../../cause.ts';

export const nameNotFound: Cause = {
  id: 'name-not-found',
  title: {
    en: '"getaddrinfo ENOTFOUND" or "Name or service not known": the host name has no address',
    ja: '「getaddrinfo ENOTFOUND」「Name or service not known」: ホスト名を解決できない',
  },
  what: {
    en: 'The name of the server could not be turned into an address, so nothing was ever asked of Microsoft.',
    ja: 'サーバー名からアドレスを得られませんでした。Microsoft にはまだ何も届いていません。',
  },
  why: {
    en: 'A typing error in the name, no network, or a DNS server or filter that does not answer.',
    ja: '名前の誤り、ネットワークの切断、DNS サーバーやフィルターの問題です。',
  },
  symptoms: [
    { on: 'program-code', where: { program: 'outlook', code: ['0x800CCC0D'] }, weight: 80 },
    { on: 'network', where: { problem: 'dns' }, weight: 85 },
  ],
  conditions: [
    {
      when: { 'host.fits': 'no' },
      add: 5,
      because: { en: 'host and port do not fit', ja: 'ホストまたはポートが合っていない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Check the spelling of the server and that other sites open.',
          ja: 'サーバー名の綴りと、他のサイトが開けるかを確認してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Names: outlook.office365.com (IMAP, POP), smtp.office365.com (SMTP), graph.microsoft.com, login.microsoftonline.com. A container needs DNS too.',
          ja: '正しい名前は outlook.office365.com（IMAP・POP）、smtp.office365.com（SMTP）、graph.microsoft.com、login.microsoftonline.com です。コンテナーでは DNS の設定も確認します。',
        },
      ],
      code: 'nslookup outlook.office365.com',
    },
    administrator: {
      steps: [
        {
          en: "A DNS filter must let Microsoft 365's names pass.",
          ja: 'DNS フィルターで Microsoft 365 の名前を許可してください。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['RFC 1035', 'Microsoft, "Microsoft 365 URLs and IP address ranges"'],
  related: ['connection-times-out', 'mail-host-or-port-wrong'],
};
