// What fills most mailboxes: plain text, HTML, answers, and files.

import { attached, file, pixel } from '../attachments.ts';
import { boundaryOf, type Draft, head, type Kind, message, multipart, part, plainText } from '../draft.ts';
import { quotedPrintable } from '../encodings.ts';
import { english, prose } from '../words.ts';

const utf8Text = 'Content-Type: text/plain; charset=utf-8';

export const plain: Kind = (draft) =>
  message(
    [...head(draft), utf8Text, 'Content-Transfer-Encoding: 7bit'],
    plainText(draft, draft.chance.between(2, 14)),
  );

export const reply: Kind = (draft) => {
  const quoted = plainText(draft, draft.chance.between(2, 6))
    .trimEnd()
    .split('\r\n')
    .map((line) => `> ${line}`)
    .join('\r\n');
  const body = `${plainText(draft, draft.chance.between(1, 4))}\r\nOn Monday somebody wrote:\r\n${quoted}\r\n`;
  return message([...head(draft), utf8Text], body);
};

/** RFC 3676: lines that end in a space go on in the next. */
export const flowed: Kind = (draft) => {
  const body = prose(draft.chance, english, draft.chance.between(4, 10))
    .map((paragraph) => paragraph.replace(/(.{50,70} )/g, '$1\r\n'))
    .join('\r\n\r\n');
  const fields = [...head(draft), 'Content-Type: text/plain; charset=utf-8; format=flowed; delsp=no'];
  return message(fields, `${body}\r\n-- \r\nThe one who wrote it\r\n`);
};

/** Text and HTML of the same, and a picture that the HTML shows. */
export const html: Kind = (draft) => {
  const [outer, inner] = [boundaryOf(draft), boundaryOf(draft)];
  const alternative = part(
    [`Content-Type: multipart/alternative; boundary="${inner}"`],
    multipart(inner, [part([utf8Text], plainText(draft, 3)), htmlPart(draft)]),
  );
  const logo = attached(pixel, 'inline; filename="logo.png"', ['Content-ID: <logo@contoso.example>']);
  return message(
    [
      ...head(draft),
      `Content-Type: multipart/related; type="multipart/alternative";\r\n boundary="${outer}"`,
    ],
    multipart(outer, [alternative, logo]),
  );
};

export const attachment: Kind = (draft) => withFile(draft, draft.chance.between(2000, 40_000));

/** One to ten megabytes. */
export const large: Kind = (draft) => withFile(draft, draft.chance.between(1_000_000, 7_000_000));

function withFile(draft: Draft, size: number): Buffer {
  const boundary = boundaryOf(draft);
  const report = file(draft.chance, 'report', size);
  return message(
    [...head(draft), `Content-Type: multipart/mixed; boundary="${boundary}"`],
    multipart(boundary, [
      part([utf8Text], plainText(draft, 3)),
      attached(report, `attachment; filename="${report.name}"; size=${report.bytes.length}`),
    ]),
  );
}

function htmlPart(draft: Draft): string {
  const paragraphs = prose(draft.chance, english, draft.chance.between(3, 10));
  const page = [
    '<!DOCTYPE html><html><head><meta charset="utf-8"><style>p { font: 11pt Calibri }</style></head><body>',
    '<img src="cid:logo@contoso.example" alt="Contoso" width="1" height="1">',
    ...paragraphs.map((text) => `<p>${text.replace(/&/g, '&amp;')}</p>`),
    '</body></html>',
  ].join('\r\n');
  return part(
    ['Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable'],
    quotedPrintable(Buffer.from(page, 'utf8')),
  );
}
