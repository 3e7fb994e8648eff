// The last line of a doctor's visit: one sentence, and the one command to run next.

import type { Language } from '../said.ts';
import type { CheckResult } from './run-checks.ts';

export interface Conclusion {
  readonly verdict: 'ok' | 'warning' | 'failed';
  readonly sentence: string;
  /** Absent where nothing is to be done. */
  readonly command?: string;
}

/** @param ref - as the account was named on the command line; undefined where there is none of ours */
export function conclude(
  results: readonly CheckResult[],
  ref: string | undefined,
  language: Language,
): Conclusion {
  const failures = results.filter(({ verdict }) => verdict === 'failed');
  const warnings = results.filter(({ verdict }) => verdict === 'warning');
  const worst = failures[0] ?? warnings[0];
  if (!worst) {
    const count = results.filter(({ verdict }) => verdict === 'ok').length;
    return {
      verdict: 'ok',
      sentence: {
        en: `Everything works: ${count} checks passed.`,
        ja: `すべて正常です（${count} 項目を確認しました）。`,
      }[language],
    };
  }
  // What comes first in the order of the checks is what the others hang on.
  const [cause] = worst.explanation?.causes ?? [];
  const reason = cause?.title ?? worst.seen;
  const verdict = failures.length > 0 ? 'failed' : 'warning';
  const others = failures.length + warnings.length - 1;
  const more =
    others === 0 ? { en: '', ja: '' } : { en: ` (${others} more below it)`, ja: `（ほかに ${others} 件）` };
  return {
    verdict,
    sentence: { en: `${worst.title}: ${reason}${more.en}.`, ja: `${worst.title}: ${reason}${more.ja}。` }[
      language
    ],
    command:
      signInAgain(worst, ref) ??
      (cause
        ? `mailgrant explain ${cause.id}`
        : `mailgrant doctor ${ref === undefined ? '' : `${ref} `}--report`),
  };
}

/** Where a person has to consent anew there is nothing to read first. */
function signInAgain(worst: CheckResult, ref: string | undefined): string | undefined {
  return ref !== undefined && worst.id === 'grant' ? `mailgrant login ${ref}` : undefined;
}
