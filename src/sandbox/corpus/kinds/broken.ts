// Messages that are wrong in the ways that real ones are. A program that reads mail has to live with every one.

import { boundaryOf, head, type Kind, message, multipart, part, plainText } from '../draft.ts';
import { german } from '../words.ts';

/** The boundary that is announced never comes. */
export const missingBoundary: Kind = (draft) =>
  message(
    [...head(draft), `Content-Type: multipart/mixed; boundary="${boundaryOf(draft)}"`],
    `--another\r\nContent-Type: text/plain\r\n\r\n${plainText(draft, 3)}`,
  );

/** It comes, and does not end. */
export const unclosed: Kind = (draft) => {
  const boundary = boundaryOf(draft);
  const whole = multipart(boundary, [part(['Content-Type: text/plain'], plainText(draft, 3))]);
  return message(
    [...head(draft), `Content-Type: multipart/mixed; boundary="${boundary}"`],
    whole.slice(0, whole.lastIndexOf(`--${boundary}--`)),
  );
};

export const badCharset: Kind = (draft) =>
  message([...head(draft), 'Content-Type: text/plain; charset="x-unknown-8"'], plainText(draft, 3, german));

/** Bytes of windows-1252 in a header that says nothing about them. */
export const eightBitHeader: Kind = (draft) => {
  const fields = head(draft, 'Gr\xfc\xdfe aus K\xf6ln');
  return Buffer.from(`${fields.join('\r\n')}\r\n\r\n${plainText(draft, 2)}`, 'latin1');
};

export const bareLf: Kind = (draft) =>
  Buffer.from(message(head(draft), plainText(draft, 4)).toString('utf8').replaceAll('\r\n', '\n'), 'utf8');

/** More header than most programs expect: 200 stations and a field of 30,000 characters. */
export const hugeHeader: Kind = (draft) =>
  message(
    [
      ...Array.from(
        { length: 200 },
        (_, hop) => `Received: from hop${hop}.elsewhere.example by hop${hop + 1}.elsewhere.example`,
      ),
      ...head(draft),
      `X-Spam-Report: ${'x'.repeat(900)}${`\r\n ${'x'.repeat(900)}`.repeat(32)}`,
    ],
    plainText(draft, 2),
  );

/** Fifty multiparts, each in the one before. */
export const nested: Kind = (draft) => {
  let inner = part(['Content-Type: text/plain'], plainText(draft, 2));
  let type = '';
  for (let depth = 0; depth < 50; depth += 1) {
    const boundary = `depth-${depth}-${draft.chance.hex(8)}`;
    const body = multipart(boundary, [inner]);
    type = `Content-Type: multipart/mixed; boundary="${boundary}"`;
    inner = part([type], body);
  }
  return Buffer.from(`${head(draft).join('\r\n')}\r\n${inner}`, 'utf8');
};

export const noDate: Kind = (draft) =>
  message(
    head(draft).filter((field) => !field.startsWith('Date:')),
    plainText(draft, 2),
  );

/** The same Message-ID as every other of its kind. */
export const duplicateId: Kind = (draft) =>
  message(head({ ...draft, messageId: '<again@contoso.example>' }), plainText(draft, 2));

export const noHeader: Kind = (draft) => Buffer.from(`\r\n${plainText(draft, 2)}`, 'utf8');

export const noBody: Kind = (draft) => Buffer.from(`${head(draft).join('\r\n')}\r\n`, 'utf8');
