// How a message begins, put right where everything behind it would be read wrong: a byte order mark in front, lines that end in
// bare carriage returns, no header at all, a header that runs into the first delimiter. The rest goes through as it comes.

const cr = 0x0d;
const lf = 0x0a;

/** Whoever writes a longer header has written one, with line ends that are seen by then. */
const lookBytesMax = 64 * 1024;
const emptyLine = /\n\r*\n/;
const field = /^[!-9;-~]+[ \t]*:/;

export async function* opened(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const pieces = source[Symbol.asyncIterator]();
  try {
    const { head, ended } = await look(pieces);
    const bare = !head.includes(lf) && head.includes(cr);
    const begun = begin(bare ? feeds(head) : head);
    if (begun.length > 0) yield begun;
    if (ended) return;
    for (let next = await pieces.next(); !next.done; next = await pieces.next())
      yield bare ? feeds(next.value) : next.value;
  } finally {
    await pieces.return?.();
  }
}

/** As far as the first empty line, as a rule a piece or two. */
async function look(pieces: AsyncIterator<Uint8Array>): Promise<{ head: Buffer; ended: boolean }> {
  let head = Buffer.alloc(0);
  while (head.length < lookBytesMax) {
    const next = await pieces.next();
    if (next.done) return { head, ended: true };
    // Two bytes back: an empty line may be cut in two.
    const from = Math.max(0, head.length - 2);
    head = Buffer.concat([head, next.value]);
    if (emptyLine.test(head.toString('latin1', from))) break;
  }
  return { head, ended: false };
}

function begin(head: Buffer): Buffer {
  const text = head.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  const end = /^\r*\n/.test(text) ? 0 : emptyLine.exec(text)?.index;
  const lines = text.slice(0, end ?? text.length).split('\n');
  const whole = end !== undefined || text.length < lookBytesMax;
  // Text that somebody piped into a mail program: all of it is what it says.
  if (whole && lines.length > 0 && (lines[0] ?? '') !== '' && !lines.some((line) => field.test(line)))
    return Buffer.from(/^From /.test(text) ? text : `\r\n${text}`, 'latin1');
  const at = delimiterIn(text.slice(0, end ?? text.length));
  return Buffer.from(at === undefined ? text : `${text.slice(0, at)}\r\n${text.slice(at)}`, 'latin1');
}

/** Where a multipart's first delimiter stands within its header: the empty line between them was forgotten. */
function delimiterIn(header: string): number | undefined {
  const boundary = /^content-type[ \t]*:[^]*?;\s*boundary\s*=\s*(?:"([^"\r\n]+)"|([^\s";]+))/im.exec(header);
  const delimiter = boundary && `\n--${boundary[1] ?? boundary[2] ?? ''}`;
  const at = delimiter ? header.indexOf(delimiter) : -1;
  return delimiter && at !== -1 && /^[ \t]*\r?(?:\n|$)/.test(header.slice(at + delimiter.length))
    ? at + 1
    : undefined;
}

function feeds(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.map((byte) => (byte === cr ? lf : byte)));
}
