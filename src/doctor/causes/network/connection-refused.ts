import type { Cause } from '../../cause.ts';

export const connectionRefused: Cause = {
  id: 'connection-refused',
  title: {
    en: '"ECONNREFUSED" or "Connection refused": nothing listens on this port',
    ja: '「ECONNREFUSED」「Connection refused」: そのポートで待ち受けているものがない',
  },
  what: {
    en: 'The host answered that it takes no connections on this port.',
    ja: 'ホストは応答しましたが、そのポートへの接続を受け付けていません。',
  },
  why: {
    en: 'The port is wrong, or the name points to another machine (often the own one: localhost, an entry in the hosts file, a proxy that does not run).',
    ja: 'ポートが違う、または名前が別のマシン（localhost、hosts ファイルの記述、停止中のプロキシなど）を指しています。',
  },
  symptoms: [
    { on: 'program-code', where: { program: 'outlook', code: ['0x800CCC0E'] }, weight: 60 },
    { on: 'network', where: { problem: 'refused' }, weight: 82 },
  ],
  conditions: [
    {
      when: { 'host.fits': 'no' },
      add: 5,
      because: { en: 'host and port do not fit', ja: 'ホストまたはポートが合っていない' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'IMAP 993, POP 995, SMTP 587; check which address was dialled.',
          ja: 'IMAP は 993、POP は 995、SMTP は 587 です。実際に接続したアドレスも確認してください。',
        },
      ],
      code: 'openssl s_client -connect outlook.office365.com:993 -crlf',
    },
  },
  certainty: 'documented',
  sources: ['RFC 9293'],
  related: ['mail-host-or-port-wrong', 'connection-times-out'],
};
