// What a person reads when a command fails. A terminal breaks lines wherever its last column is: its lines are broken between
// words here, but for commands, which are copied. Those of a pipe are as long as they are.

import type { ErrorCode } from '../../errors/error.ts';
import type { Paint, Palette } from '../streams.ts';
import { wrap } from './wrap.ts';

export interface Failure {
  readonly title: string;
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  /** The likeliest cause, where the doctor knows one. */
  readonly cause: { readonly id: string; readonly title: string } | undefined;
  /** Where the vendor's support would look. */
  readonly ids: string | undefined;
}

export function errorPage(
  { title, code, message, hint, cause, ids }: Failure,
  { paint, width }: { readonly paint: Palette; readonly width: number | undefined },
): string[] {
  const lines = (text: string): string[] =>
    width === undefined ? [text] : wrap(text, width).map((line) => line.text);
  /** What names it stands behind it where there is room. */
  const named = (text: string, name: string, painted: Paint): string[] =>
    lines(`${text} ${name}`).length === 1
      ? [`${painted(text)} ${paint.dim(name)}`]
      : [...lines(text).map(painted), ...lines(name).map(paint.dim)];
  return [
    ...named(title, `(${code})`, paint.red),
    ...lines(message),
    ...withCommands(hint, lines),
    ...(cause ? named(cause.title, `(mailgrant explain ${cause.id})`, paint.yellow) : []),
    ...(ids === undefined ? [] : lines(ids).map(paint.dim)),
  ];
}

/** A command that a sentence ends with. */
const command = /(?<=: )(mailgrant .+?)(?=\. [A-Z]|\.?$)/;

/** Where not all fits into one line each command has its own, unbroken: a terminal that breaks it knows that it is one. */
function withCommands(hint: string, lines: (text: string) => readonly string[]): readonly string[] {
  const broken = lines(hint);
  if (broken.length === 1) return broken;
  // Every second one is a command.
  return hint
    .split(command)
    .flatMap((piece, at) => (at % 2 === 1 ? [piece] : lines(piece.replace(/^\.\s*/, '').trimEnd())))
    .filter((line) => line !== '');
}
