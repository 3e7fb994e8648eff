// Files to attach: the beginnings and ends of the formats that people send, and noise between them.

import { createCipheriv } from 'node:crypto';
import type { Chance } from './chance.ts';
import { base64Lines } from './encodings.ts';

export interface File {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

type Format = readonly [extension: string, type: string, begin: string, end: string];

const formats: readonly [Format, ...Format[]] = [
  [
    'pdf',
    'application/pdf',
    '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n',
    '\n%%EOF\n',
  ],
  [
    'docx',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00',
    'PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00.\x00\x00\x00\x00\x00\x00\x00\x00\x00',
  ],
  ['zip', 'application/zip', 'PK\x03\x04\x14\x00\x00\x00\x08\x00', 'PK\x05\x06'.padEnd(22, '\x00')],
  ['jpg', 'image/jpeg', '\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01', '\xff\xd9'],
  ['csv', 'text/csv', 'date,item,amount\r\n', '\r\n'],
];

export function file(chance: Chance, name: string, size: number): File {
  const [extension, type, begin, end] = chance.pick(formats);
  const bytes = Buffer.concat([
    Buffer.from(begin, 'latin1'),
    noise(chance, size),
    Buffer.from(end, 'latin1'),
  ]);
  return { name: `${name}.${extension}`, type, bytes };
}

/** `disposition` with the name in whatever form the caller wants it. */
export function attached({ type, bytes }: File, disposition: string, more: readonly string[] = []): string {
  const fields = [
    `Content-Type: ${type}`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: ${disposition}`,
    ...more,
  ];
  return `${fields.join('\r\n')}\r\n\r\n${base64Lines(bytes)}`;
}

/** Bytes that do not compress: ten megabytes in ten milliseconds, the same for the same chance. */
export function noise(chance: Chance, size: number): Buffer {
  const key = Buffer.from(chance.hex(32), 'hex');
  return createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(size));
}

/** A whole PNG of one pixel. */
export const pixel: File = {
  name: 'logo.png',
  type: 'image/png',
  bytes: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};
