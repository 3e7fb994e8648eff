// What a person reads when a command fails. A terminal breaks lines wherever its last column is: its lines are broken between
// words here. Those of a pipe are as long as they are.

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
    ...lines(hint),
    ...(cause ? named(cause.title, `(mailgrant explain ${cause.id})`, paint.yellow) : []),
    ...(ids === undefined ? [] : lines(ids).map(paint.dim)),
  ];
}
