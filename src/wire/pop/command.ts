// POP3's commands and replies (RFC 1939 section 3): a keyword of three or four letters, arguments between single
// spaces; `+OK` or `-ERR` and a text.

export interface PopCommand {
  /** Upper case. */
  readonly name: string;
  readonly args: readonly string[];
  /** Byte offset of the first argument within the line, for those who must not show it. */
  readonly argsStart: number;
}

/** Longest command line. RFC 2449 section 4 says 255; a sign-in line with a token is far longer. */
export const popLineBytesMax = 16_384;

export function parsePopCommand(line: Buffer): PopCommand | undefined {
  const text = line.toString('utf8');
  const match = /^([A-Za-z0-9]{3,12})(?: (.*))?$/s.exec(text);
  if (!match?.[1]) return undefined;
  const args = match[2] === undefined || match[2] === '' ? [] : match[2].split(' ');
  return { name: match[1].toUpperCase(), args, argsStart: match[1].length + 1 };
}

export type PopReply =
  | { readonly kind: 'ok' | 'error'; readonly text: string }
  | { readonly kind: 'continue'; readonly text: string };

/** Undefined for what is no reply. */
export function parsePopReply(line: Buffer): PopReply | undefined {
  const match = /^(\+OK|-ERR|\+)(?: (.*))?$/s.exec(line.toString('utf8'));
  if (!match) return undefined;
  const text = match[2] ?? '';
  return { kind: match[1] === '+OK' ? 'ok' : match[1] === '-ERR' ? 'error' : 'continue', text };
}
