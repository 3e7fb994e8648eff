// RFC 5321 section 4.2, RFC 2034 and RFC 4954 as a checker: whatever an SMTP server says must be replies, each with one
// code on all its lines, and with an enhanced code of the same class.

import { decodeBase64 } from '../../src/wire/base64.ts';

/** @param bytes - whole replies. @throws Error naming what is wrong. */
export function checkSmtpReplies(bytes: Buffer): void {
  const text = bytes.toString('latin1');
  const fail = (why: string): never => {
    throw new Error(`${why}: ${JSON.stringify(text)}`);
  };
  if (!text.endsWith('\r\n')) fail('the reply has no end');
  let open: string | undefined;
  let at = 0;
  for (const line of text.slice(0, -2).split('\r\n')) {
    if (line.length + 2 > 512) fail('a line has more than 512 octets');
    if (/[^\x20-\x7e]/.test(line)) fail('something is no printable ASCII');
    const [, code = '', mark, said = ''] = /^([2-5][0-5]\d)([ -])(.*)$/.exec(line) ?? [];
    if (code === '') fail('this is no reply');
    if (open !== undefined && code !== open) fail('a reply has two codes');
    at = open === undefined ? 0 : at + 1;
    open = mark === '-' ? code : undefined;
    if (code === '334' && decodeBase64(said) === undefined) fail('a challenge is not base64');
    const [, enhanced] = /^([245])\.\d{1,3}\.\d{1,3} /.exec(said) ?? [];
    if (enhanced !== undefined && enhanced !== code[0]) fail('the enhanced code is of another class');
    // The greeting, the answers to EHLO and HELO, and what is half of an exchange have none (RFC 2034 section 4).
    if (enhanced === undefined && !['220', '250', '334', '354'].includes(code))
      fail('there is no enhanced code');
    if (code === '250' && at > 0 && !/^[A-Za-z0-9][A-Za-z0-9-]*(?:[ =][\x21-\x7e]+)*$/.test(said)) {
      fail('this is no keyword of EHLO');
    }
  }
  if (open !== undefined) fail('a reply has no last line');
}
