// The ESMTP parameters that a message needs: SIZE (RFC 1870), BODY (RFC 6152), SMTPUTF8 (RFC 6531), and the wishes of RFC
// 3461. What a message cannot do without and the server does not offer is refused here, before anything is said.

import { fail } from '../../errors/error.ts';
import type { SmtpMail } from './mail.ts';
import type { SmtpOffer } from './session.ts';

/** @throws `send-too-large`, `send-extension-missing`, `compose-address-invalid` */
export function mailParameters(mail: SmtpMail, { extensions, sizeMax }: SmtpOffer, host: string): string {
  for (const address of [mail.from, ...mail.to]) {
    // The last door before the wire; who composes has named it better.
    if (/[\s<>\x00-\x1f\x7f]/.test(address.replace(/"[^"\r\n]*"/g, ''))) {
      throw fail('compose-address-invalid', { field: 'the envelope', given: JSON.stringify(address) });
    }
  }
  if (sizeMax !== undefined && mail.bytes > sizeMax) {
    throw fail('send-too-large', { host, bytes: mail.bytes, bytesMax: sizeMax });
  }
  const missing = (extension: string, needs: string): Error =>
    fail('send-extension-missing', { host, extension, needs });
  const parameters: string[] = [];
  if (mail.needsUtf8) {
    if (!extensions.has('SMTPUTF8')) throw missing('SMTPUTF8', 'an address or a header that is not ASCII');
    parameters.push('SMTPUTF8');
  }
  if (mail.has8bit) {
    if (!extensions.has('8BITMIME')) throw missing('8BITMIME', 'a text of eight bits that is not encoded');
    parameters.push('BODY=8BITMIME');
  }
  if (extensions.has('SIZE') || sizeMax !== undefined) parameters.push(`SIZE=${mail.bytes}`);
  const { report } = mail;
  if (report && !extensions.has('DSN')) throw missing('DSN', 'the delivery report that was asked for');
  if (report?.returns) parameters.push(`RET=${report.returns === 'full' ? 'FULL' : 'HDRS'}`);
  if (report?.envelopeId !== undefined) parameters.push(`ENVID=${xtext(report.envelopeId)}`);
  return parameters.map((parameter) => ` ${parameter}`).join('');
}

export function rcptParameters(mail: SmtpMail, to: string, { extensions }: SmtpOffer): string {
  const { report } = mail;
  if (!report || !extensions.has('DSN')) return '';
  const { notify } = report;
  const when = notify === 'never' || notify?.length === 0 ? 'NEVER' : notify?.join(',').toUpperCase();
  // An address with UTF-8 is written as it is where SMTPUTF8 is spoken (RFC 6533 section 3).
  const original = mail.needsUtf8 && /[^\x00-\x7f]/.test(to) ? `utf-8;${to}` : `rfc822;${xtext(to)}`;
  return `${when === undefined ? '' : ` NOTIFY=${when}`} ORCPT=${original}`;
}

/** RFC 3461 section 4. */
function xtext(text: string): string {
  return text.replace(/[^!-*,-<>-~]/g, (char) =>
    [...Buffer.from(char)].map((byte) => `+${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}
