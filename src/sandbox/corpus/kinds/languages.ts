// Text that is not ASCII, as the programs of its countries send it.

import { attached, file } from '../attachments.ts';
import { boundaryOf, head, type Kind, message, multipart, part } from '../draft.ts';
import {
  base64Lines,
  type Charset,
  encode,
  encodedWords,
  extendedParameter,
  quotedPrintable,
} from '../encodings.ts';
import { german, japanese, type Language, prose } from '../words.ts';

/** Seven bits and escape sequences, which is how Japan wrote mail for thirty years (RFC 1468). */
export const japaneseJis: Kind = (draft) => {
  const subject = encodedWords(draft.chance.pick(japanese.subjects), 'ISO-2022-JP', 'B');
  const fields = ['Content-Type: text/plain; charset=ISO-2022-JP', 'Content-Transfer-Encoding: 7bit'];
  const text = written(draft.chance.between(3, 8), japanese, draft.chance);
  return message([...head(draft, subject), ...fields], encode(text, 'ISO-2022-JP'));
};

/** UTF-8, with a subject in B or Q and an attachment whose name has a charset (RFC 2231). */
export const japaneseUtf8: Kind = (draft) => {
  const { chance } = draft;
  const boundary = boundaryOf(draft);
  const text = Buffer.from(written(chance.between(3, 8), japanese, chance), 'utf8');
  const report = file(
    chance,
    chance.pick(['議事録', '請求書 2026年11月', '見積書']),
    chance.between(500, 5000),
  );
  return message(
    [
      ...head(draft, encodedWords(chance.pick(japanese.subjects), 'utf-8', chance.pick(['B', 'Q']))),
      `Content-Type: multipart/mixed; boundary="${boundary}"`,
    ],
    multipart(boundary, [
      part(
        ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'],
        base64Lines(text),
      ),
      attached(report, `attachment${extendedParameter('filename', report.name)}`),
    ]),
  );
};

export const windows1252: Kind = (draft) => western(draft, 'windows-1252');

/** Eight bits as they are, in the body and in the header (RFC 6532). */
export const eightBit: Kind = (draft) =>
  message(
    [
      ...head(draft, draft.chance.pick(german.subjects)),
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
    ],
    written(draft.chance.between(3, 8), german, draft.chance),
  );

function western(draft: Parameters<Kind>[0], charset: Charset): Buffer {
  const subject = encodedWords(draft.chance.pick(german.subjects), charset, 'Q');
  const text = encode(written(draft.chance.between(3, 8), german, draft.chance), charset);
  return message(
    [
      ...head(draft, subject),
      `Content-Type: text/plain; charset="${charset}"`,
      'Content-Transfer-Encoding: quoted-printable',
    ],
    quotedPrintable(text),
  );
}

function written(sentences: number, language: Language, chance: Parameters<Kind>[0]['chance']): string {
  return `${prose(chance, language, sentences).join('\r\n')}\r\n`;
}
