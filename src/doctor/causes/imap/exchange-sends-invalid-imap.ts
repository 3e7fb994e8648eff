import type { Cause } from '../../cause.ts';

export const exchangeSendsInvalidImap: Cause = {
  id: 'exchange-sends-invalid-imap',
  title: {
    en: 'IMAP parser error at "Server Unavailable." or "[COPYUID ...]": Exchange sends lines that are not valid IMAP',
    ja: '「Server Unavailable.」や「[COPYUID ...]」で IMAP パーサーがエラーになる: Exchange が規格外の行を送る',
  },
  what: {
    en: 'The client stopped at a line of the server that the grammar of IMAP does not allow.',
    ja: 'IMAP の文法では許されない行で、クライアントの解析が止まりました。',
  },
  why: {
    en: 'Known forms: after MOVE an untagged `[COPYUID 55 31 6]` without `* OK`; COPYUID with empty sets; a bare `Server Unavailable.`; BODYSTRUCTURE with NIL where strings must stand; dispositions as a bare string; folder names with control characters.',
    ja: '知られている形: MOVE の後の `* OK` のない `[COPYUID 55 31 6]`、空の集合の COPYUID、`Server Unavailable.` だけの行、文字列の位置が NIL の BODYSTRUCTURE、文字列だけの disposition、制御文字を含むフォルダー名など。',
  },
  symptoms: [
    { on: 'program-code', where: { code: 'IMAP-PARSER' }, weight: 75 },
    { on: 'told', where: { fact: 'noticed', value: 'parser-error' }, weight: 75 },
    { on: 'reply', where: { status: 'stray' }, says: ['copyuid'], weight: 70 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Update the mail program; it is its part to cope with this.',
          ja: 'メールソフトを更新してください。対応すべきなのはプログラムの側です。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Take such a line as unknown and go on at the next line end; use a library that is known to read Exchange, and fetch a message whose BODYSTRUCTURE does not parse as a whole.',
          ja: 'こうした行は未知のものとして読み飛ばし、次の行から続けます。Exchange での実績があるライブラリを使い、BODYSTRUCTURE が読めないメッセージは全体を取得します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports', 'RFC 9051, section 9'],
  related: ['imap-server-unavailable', 'imap-command-argument-error'],
};
