// The Message-ID of a message that is about to be put somewhere, from the beginning of its bytes. Looks at one field of the
// header (RFC 5322 section 3.6.4), and knows nothing else of mail.

/** Headers are rarely longer than 32 KB; what is beyond this is not looked for. */
const headerBytesMax = 256 * 1024;

/** With its brackets, as the field has it; undefined where there is none. */
export async function messageIdIn(source: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  let text = '';
  for await (const piece of source) {
    text += Buffer.from(piece).toString('utf8');
    if (/\r?\n\r?\n/.test(text) || text.length > headerBytesMax) break;
  }
  const header = text.split(/\r?\n\r?\n/, 1)[0] ?? '';
  const field = /^message-id[ \t]*:(.*)$/im.exec(header.replace(/\r?\n(?=[ \t])/g, ''))?.[1];
  return field?.trim() || undefined;
}
