// The text of MIME parts that a mail carries in base64 or quoted-printable (RFC 2045 section 6): a delivery report that
// somebody saved or pasted whole. Only text, only a few parts, and of each its beginning.

const encoding = /^(?:>[ ]?)?content-transfer-encoding:[ \t]{0,8}(base64|quoted-printable)\b/gim;
const limits = { parts: 8, headers: 4_096, characters: 64 * 1024, looked: 512 * 1024 } as const;

/** '' where there is none; else what the parts say, a line break before each. */
export function encodedParts(input: string): string {
  if (!/content-transfer-encoding/i.test(input.slice(0, limits.looked))) return '';
  const text = input.slice(0, limits.looked).replace(/\r\n/g, '\n');
  const found: string[] = [];
  for (const match of text.matchAll(encoding)) {
    const part = bodyAt(text, match.index);
    if (part === undefined) continue;
    const decoded =
      match[1]?.toLowerCase() === 'base64' ? Buffer.from(part, 'base64').toString('utf8') : unquoted(part);
    found.push(decoded.slice(0, limits.characters));
    if (found.length >= limits.parts) break;
  }
  return found.map((one) => `\n${one}`).join('');
}

/** The body of the part whose headers stand at this place; undefined where it is no text. */
function bodyAt(text: string, at: number): string | undefined {
  const blank = /\n(?:>[ ]?)?[ \t]*\n/;
  const after = text.slice(at, at + limits.headers);
  const end = blank.exec(after);
  if (!end) return undefined;
  // Of this part: the last one that is named before its body.
  const headers = text.slice(Math.max(0, at - limits.headers), at) + after.slice(0, end.index);
  const types = [...headers.matchAll(/^(?:>[ ]?)?content-type:[ \t]{0,8}([a-z]{2,20})\//gim)];
  const type = types.at(-1)?.[1]?.toLowerCase() ?? 'text';
  if (type !== 'text' && type !== 'message') return undefined;
  const from = at + end.index + end[0].length;
  const body = text.slice(from, from + limits.characters);
  const boundary = /^(?:>[ ]?)?--\S/m.exec(body);
  return (boundary ? body.slice(0, boundary.index) : body).replace(/^>[ ]?/gm, '');
}

function unquoted(text: string): string {
  const joined = text.replace(/=[ \t]*\n/g, '');
  const bytes: number[] = [];
  for (let at = 0; at < joined.length; at += 1) {
    const code = /^=([0-9A-F]{2})/i.exec(joined.slice(at, at + 3))?.[1];
    if (code === undefined) bytes.push(...Buffer.from(joined[at] ?? '', 'utf8'));
    else {
      bytes.push(Number.parseInt(code, 16));
      at += 2;
    }
  }
  return Buffer.from(bytes).toString('utf8');
}
