// windows-1252, both ways (WHATWG Encoding, index windows-1252). Node 20 decodes it as ISO-8859-1, which has control
// characters where this has quotation marks, dashes and the euro; and nothing in JavaScript encodes it.

/** What lies at 0x80 to 0x9f. Everything else is where Unicode has it. */
const special =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

export function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (sign) => special[sign.charCodeAt(0) - 0x80] ?? sign);
}

/** What it does not have becomes a question mark. */
export function encodeWindows1252(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (sign) => {
      const index = special.indexOf(sign);
      if (index >= 0) return 0x80 + index;
      const code = sign.codePointAt(0) ?? 0x3f;
      return code < 0x80 || (code >= 0xa0 && code <= 0xff) ? code : 0x3f;
    }),
  );
}
