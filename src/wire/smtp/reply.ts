// SMTP's replies (RFC 5321 section 4.2, RFC 2034): three digits, perhaps an enhanced code, perhaps many lines.

export interface SmtpReply {
  readonly code: number;
  /** For example '5.7.3'. */
  readonly enhanced: string | undefined;
  /** One text a line, without code and enhanced code. */
  readonly lines: readonly string[];
}

/** The bytes on the wire; the enhanced code is on every line (RFC 2034 section 3). */
export function formatSmtpReply(reply: SmtpReply): Buffer {
  const enhanced = reply.enhanced === undefined ? '' : `${reply.enhanced} `;
  const lines = reply.lines.map((text, index) => {
    const mark = index === reply.lines.length - 1 ? ' ' : '-';
    return `${reply.code}${mark}${enhanced}${text}\r\n`;
  });
  return Buffer.from(lines.join(''), 'utf8');
}

export interface SmtpReplyLine {
  readonly code: number;
  readonly last: boolean;
  readonly text: string;
}

/** One line of a reply, without its line end. */
export function parseSmtpReplyLine(line: Buffer): SmtpReplyLine | undefined {
  const match = /^([2-5][0-5]\d)(?:([ -])(.*))?$/s.exec(line.toString('utf8'));
  return match ? { code: Number(match[1]), last: match[2] !== '-', text: match[3] ?? '' } : undefined;
}

/** Joins lines up to the last one; undefined while it is missing or when the codes differ. */
export function joinSmtpReply(lines: readonly SmtpReplyLine[]): SmtpReply | undefined {
  const [first] = lines;
  const last = lines.at(-1);
  if (!first || !last?.last || lines.some((line) => line.code !== first.code)) return undefined;
  const enhanced = /^([245]\.\d{1,3}\.\d{1,3})(?: |$)/.exec(first.text)?.[1];
  const texts = lines.map(({ text }) =>
    enhanced !== undefined && (text === enhanced || text.startsWith(`${enhanced} `))
      ? text.slice(enhanced.length + 1)
      : text,
  );
  return { code: first.code, enhanced, lines: texts };
}
