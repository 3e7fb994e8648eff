// SMTP's commands (RFC 5321 section 4.1): a verb, then what the verb defines. MAIL and RCPT have their own readers for
// the path in angle brackets and the ESMTP parameters behind it.

export interface SmtpCommand {
  /** Upper case; 'STARTTLS', 'MAIL', 'AUTH' ... */
  readonly verb: string;
  /** Everything behind the verb, trimmed. */
  readonly text: string;
}

/**
 * Longest command line. RFC 5321 section 4.5.3.1.4 says 512, RFC 4954 section 4 lifts it to 12288 for AUTH; Entra's
 * tokens need that room too.
 */
export const smtpLineBytesMax = 16_384;

export function parseSmtpCommand(line: Buffer): SmtpCommand | undefined {
  const whole = line.toString('utf8');
  const [verb] = /^[A-Za-z]{4,12}(?![^ \t])/.exec(whole) ?? [];
  return verb ? { verb: verb.toUpperCase(), text: withoutBlanks(whole.slice(verb.length)) } : undefined;
}

/** By hand: an expression that trims is quadratic in a line of blanks, and anybody may send one. */
function withoutBlanks(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text[from])) from += 1;
  while (to > from && isBlank(text[to - 1])) to -= 1;
  return text.slice(from, to);
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t';
}

export interface SmtpPath {
  /** Empty for the null sender `<>`. */
  readonly address: string;
  /** ESMTP parameters, keywords in upper case. */
  readonly params: ReadonlyMap<string, string | undefined>;
}

/** Reads `FROM:<a@b> SIZE=1` or `TO:<a@b>`. Brackets may be missing, as old printers leave them out. */
export function parseSmtpPath(text: string, keyword: 'FROM' | 'TO'): SmtpPath | undefined {
  const match = new RegExp(`^${keyword}:\\s*(?:<([^<>]*)>|([^\\s<>]+))((?:\\s+\\S+)*)$`, 'i').exec(text);
  if (!match) return undefined;
  // A source route is accepted and ignored (RFC 5321 section 4.1.1.3).
  const address = (match[1] ?? match[2] ?? '').replace(/^@[^:]*:/, '').trim();
  if (address !== '' && !isAddress(address)) return undefined;
  if (address === '' && keyword === 'TO') return undefined;
  const params = new Map<string, string | undefined>();
  for (const param of (match[3] ?? '').split(/\s+/).filter((item) => item !== '')) {
    const [, name, value] =
      /^([A-Za-z0-9][A-Za-z0-9-]*)(?:=([\x21-\x3c\x3e-\x7e\u0080-\uffff]+))?$/.exec(param) ?? [];
    if (name === undefined || params.has(name.toUpperCase())) return undefined;
    params.set(name.toUpperCase(), value);
  }
  return { address, params };
}

/** local@domain within the lengths of RFC 5321 section 4.5.3.1; quoted local parts and UTF-8 (RFC 6531) included. */
export function isAddress(text: string): boolean {
  const match = /^("(?:[^"\\\r\n]|\\.)+"|[^\s"<>@,;:\\]+)@([^\s"<>@,;\\]+)$/.exec(text);
  return (
    match?.[1] !== undefined && match[2] !== undefined && match[1].length <= 64 && match[2].length <= 255
  );
}
