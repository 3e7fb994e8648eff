// What must not get into a header: line ends above all, by which one field becomes two (header injection). Refused, never
// repaired: who sends such a thing either has a bug or is being used.

import { fail } from '../errors/error.ts';
import { hasControls } from './compose-addresses.ts';

/** Fields that are written from an option of their own, or belong to the MIME structure. */
const owned =
  /^(from|sender|reply-to|to|cc|bcc|subject|date|message-id|in-reply-to|references|disposition-notification-to|mime-version|content-.*|received|return-path|resent-.*|dkim-signature)$/i;

/** @throws `compose-header-invalid` */
export function checkHeaders(given: Readonly<Record<string, string | readonly string[]>>): {
  key: string;
  value: string;
}[] {
  return Object.entries(given).flatMap(([key, value]) => {
    // RFC 5322 section 2.2: printable ASCII without the colon.
    if (!/^[!-9;-~]{1,76}$/.test(key)) throw invalid(key, 'is no name of a field');
    if (owned.test(key)) throw invalid(key, 'has an option of its own, or is not the sender’s to write');
    const values = typeof value === 'string' ? [value] : value;
    return values.map((text) => ({ key, value: checkText(key, text) }));
  });
}

/** @throws `compose-header-invalid` */
export function checkText(name: string, text: string): string {
  if (hasControls(text)) throw invalid(name, 'has a line end or another control character in it');
  return text;
}

/** RFC 2045 section 5.1. @throws `compose-header-invalid` */
export function checkContentType(text: string): string {
  const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  const parameter = `\\s*;\\s*${token}=(?:${token}|"[^"\\\\\\x00-\\x1f\\x7f]*")`;
  if (!new RegExp(`^${token}/${token}(?:${parameter})*$`).test(text)) {
    throw invalid('Content-Type', `is no media type: ${JSON.stringify(text)}`);
  }
  return text;
}

/** RFC 5322 section 3.6.4, generously: something@something in brackets. @throws `compose-header-invalid` */
export function checkMessageId(name: string, text: string): string {
  const trimmed = text.trim();
  const bracketed = trimmed.startsWith('<') ? trimmed : `<${trimmed}>`;
  if (
    !/^<[^\s<>\x00-\x1f\x7f-\uffff]+@[^\s<>\x00-\x1f\x7f-\uffff]+>$/.test(bracketed) ||
    bracketed.length > 900
  ) {
    throw invalid(name, `is no Message-ID: ${JSON.stringify(text)}`);
  }
  return bracketed;
}

/** RFC 2392: what stands in `cid:`. @throws `compose-header-invalid` */
export function checkContentId(text: string): string {
  if (!/^[^\s<>"\x00-\x1f\x7f-\uffff]{1,200}$/.test(text)) {
    throw invalid('Content-ID', `is no content id: ${JSON.stringify(text)}`);
  }
  return text;
}

function invalid(name: string, problem: string): Error {
  return fail('compose-header-invalid', { name: JSON.stringify(name), problem });
}
