// Base64 as SASL wants it (RFC 4648 section 4, RFC 4954 section 4): the standard alphabet, padded, one line. Node's
// own decoder accepts nearly everything, so the strictness is here.

export function encodeBase64(bytes: Buffer | string): string {
  return (typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes).toString('base64');
}

/** The bytes, or undefined for what is not base64. */
export function decodeBase64(text: string): Buffer | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  return Buffer.from(text, 'base64');
}
