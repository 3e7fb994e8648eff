// What every kind of generated message is given, and the pieces that they share.

import type { Chance } from './chance.ts';
import { english, prose } from './words.ts';

export interface Draft {
  readonly chance: Chance;
  readonly from: string;
  readonly to: string;
  readonly dateMs: number;
  /** With its angle brackets. */
  readonly messageId: string;
  /** Of the messages that it answers, oldest first. */
  readonly references: readonly string[];
  readonly subject: string;
}

/** The bytes of a message of this kind. */
export type Kind = (draft: Draft) => Buffer;

const programs = ['Microsoft Outlook 16.0', 'Thunderbird', 'Mutt/2.2.12', 'Apple Mail (2.3774)'] as const;

/** The fields that nearly all have. `subject` is already encoded. */
export function head(draft: Draft, subject = draft.subject): string[] {
  const { from, to, dateMs, messageId, references, chance } = draft;
  return [
    `Received: from mail.elsewhere.example (192.0.2.${chance.between(1, 254)}) by\r\n mx.contoso.example with ESMTPS; ${rfc5322(dateMs + 2000)}`,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${rfc5322(dateMs)}`,
    `Message-ID: ${messageId}`,
    ...(references.length > 0
      ? [`In-Reply-To: ${references.at(-1)}`, `References: ${references.join('\r\n ')}`]
      : []),
    `X-Mailer: ${chance.pick(programs)}`,
    'MIME-Version: 1.0',
  ];
}

export function message(fields: readonly string[], body: string | Buffer): Buffer {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  return Buffer.concat([Buffer.from(`${fields.join('\r\n')}\r\n\r\n`, 'utf8'), bytes]);
}

/** A part of a multipart, without its delimiter. */
export function part(fields: readonly string[], body: string): string {
  return `${fields.join('\r\n')}\r\n\r\n${body}`;
}

export function multipart(boundary: string, parts: readonly string[]): string {
  return `${parts.map((one) => `--${boundary}\r\n${one}\r\n`).join('')}--${boundary}--\r\n`;
}

export function boundaryOf({ chance }: Draft): string {
  return `=_part_${chance.hex(16)}`;
}

/** Plain text of about `sentences` sentences, folded at 72 columns. */
export function plainText(draft: Draft, sentences: number, language = english): string {
  return prose(draft.chance, language, sentences)
    .map((paragraph) => paragraph.replace(/(.{50,70}) /g, '$1\r\n'))
    .join('\r\n\r\n')
    .concat('\r\n');
}

export function rfc5322(ms: number): string {
  return new Date(ms).toUTCString().replace('GMT', '+0000');
}
