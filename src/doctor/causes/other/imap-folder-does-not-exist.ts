import type { Cause } from '../../cause.ts';

export const imapFolderDoesNotExist: Cause = {
  id: 'imap-folder-does-not-exist',
  title: {
    en: '"NO [NONEXISTENT]" or "[TRYCREATE]": the folder does not exist under this name',
    ja: '「NO [NONEXISTENT]」「[TRYCREATE]」: その名前のフォルダーは存在しない',
  },
  what: {
    en: 'The server knows no folder of the name that was sent.',
    ja: '指定された名前のフォルダーがサーバーにありません。',
  },
  why: {
    en: 'Names differ by language ("Sent Items", "Gesendete Elemente"), by separator (\'/\' or \'.\') and by prefix (INBOX.); names outside ASCII are written in modified UTF-7.',
    ja: 'フォルダー名は言語（「Sent Items」「送信済みアイテム」）、区切り文字（「/」「.」）、接頭辞（INBOX.）で異なり、ASCII 以外は修正 UTF-7 で書きます。',
  },
  symptoms: [
    { on: 'reply', where: { responseCode: ['NONEXISTENT', 'TRYCREATE'] }, weight: 85 },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no' },
      says: ["folder doesn't exist", "mailbox doesn't exist", 'unknown mailbox'],
      weight: 75,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Take the names from LIST, as they are, and find special folders by their attributes.',
          ja: '名前は LIST の結果をそのまま使い、特別なフォルダーは属性で探します。',
        },
      ],
      code: 'a1 LIST "" "*"',
    },
  },
  certainty: 'documented',
  sources: ['RFC 9051, sections 7.1 and 6.3.12', 'RFC 5530, section 3'],
  related: ['imap-command-argument-error'],
};
