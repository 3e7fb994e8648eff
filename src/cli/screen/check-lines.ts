// The lines of a doctor's visit: one for each check as it comes, then for each that failed why and what to do.

import type { CheckResult } from '../../doctor/checks/run-checks.ts';
import type { Paint, Streams } from '../streams.ts';
import { cellsOf } from './cells.ts';
import { cleanLine } from './clean.ts';

type Screen = Pick<Streams, 'outIsTerminal' | 'utf8' | 'paint'>;
type Verdict = CheckResult['verdict'];

const signs: Readonly<Record<Verdict, { utf8: string; ascii: string }>> = {
  ok: { utf8: '✓', ascii: 'ok' },
  warning: { utf8: '!', ascii: '!!' },
  failed: { utf8: '✗', ascii: 'NO' },
  unknown: { utf8: '?', ascii: '??' },
};

const titleCells = 34;

/** Tab-separated in a pipe: verdict, id, title, what was seen, milliseconds. */
export function resultLine(result: CheckResult, screen: Screen): string {
  const { verdict, id, title, tookMs } = result;
  const seen = cleanLine(result.seen);
  if (!screen.outIsTerminal) return [verdict, id, title, seen, tookMs].join('\t');
  const sign = colour(verdict, screen)(screen.utf8 ? signs[verdict].utf8 : signs[verdict].ascii);
  return `${sign} ${title}${' '.repeat(Math.max(1, titleCells - cellsOf(title)))}${screen.paint.dim(seen)}`;
}

/** What failed or warns, explained; nothing where nothing does. */
export function whyLines(results: readonly CheckResult[], screen: Screen): string[] {
  return results.flatMap(({ verdict, title, next, explanation }) => {
    if (verdict !== 'failed' && verdict !== 'warning') return [];
    const [cause, ...others] = explanation?.causes ?? [];
    if (!cause) return next === undefined ? [] : ['', colour(verdict, screen)(title), `  ${next}`];
    const lines = [
      '',
      `${colour(verdict, screen)(title)}: ${screen.paint.bold(cause.title)}`,
      `  ${cause.what}`,
    ];
    if (next !== undefined) lines.push(`  ${next}`);
    for (const { code } of cause.remedies) {
      if (code !== undefined)
        lines.push(...code.split('\n').map((line) => `      ${screen.paint.cyan(line)}`));
    }
    if (cause.sure !== 'certain' && others[0] && explanation?.question)
      lines.push(`  ${explanation.question.text}`);
    lines.push(screen.paint.dim(`  mailgrant explain ${cause.id}`));
    return lines;
  });
}

function colour(verdict: Verdict, { paint }: Screen): Paint {
  return { ok: paint.green, warning: paint.yellow, failed: paint.red, unknown: paint.dim }[verdict];
}
