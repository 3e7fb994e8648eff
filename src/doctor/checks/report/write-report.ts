// A visit of the doctor as one page of Markdown that can be pasted into a ticket: what was concluded, what each check
// saw, why, the ids by which Microsoft's support finds its own side of it, settings, and what was said over the wire. The
// page says itself what is in it. Every line goes through the known secrets once more before it leaves.

import type { Explanation } from '../../../errors/explanation.ts';
import { withoutSecrets } from '../../redact.ts';
import type { Conclusion } from '../conclude.ts';
import type { CheckResult } from '../run-checks.ts';
import { idsIn } from './ids.ts';
import type { KnownSecrets } from './known-secrets.ts';
import { maskAddresses } from './mask-addresses.ts';
import type { Talk } from './transcript.ts';
import { type ReportWords, reportWords } from './words.ts';

export interface ReportedSetting {
  readonly name: string;
  readonly value: string;
  readonly from: string;
}

export interface ReportInput {
  readonly atMs: number;
  readonly language: 'en' | 'ja';
  /** `mailgrant 1.0.0`, `Node.js 20.19.0`, `Linux 6.1 x64`. */
  readonly versions: readonly string[];
  readonly subject: string;
  readonly conclusion: Conclusion | undefined;
  readonly results: readonly CheckResult[];
  /** What was explained without any check. */
  readonly explanation?: Explanation | undefined;
  /** What is known of the account, one line each. */
  readonly account: readonly (readonly [name: string, value: string])[];
  readonly settings: readonly ReportedSetting[];
  readonly talks: readonly Talk[];
  /** Talks for which there was no room. */
  readonly left: number;
  readonly secrets: KnownSecrets;
  readonly maskAddresses: boolean;
  /** What else names a person where addresses are masked. */
  readonly names?: readonly string[] | undefined;
}

export function writeReport(input: ReportInput): string {
  const words = reportWords[input.language];
  const lines = [
    `# mailgrant: ${input.subject}`,
    '',
    `${new Date(input.atMs).toISOString()} · ${input.versions.join(' · ')}`,
    '',
    words.inIt,
    input.maskAddresses ? words.masked : words.unmasked,
    ...concluded(input, words),
    ...checksTable(input, words),
    ...reasons(input, words),
    ...ids(input, words),
    ...pairs(words.account, input.account),
    ...settings(input, words),
    ...said(input, words),
    '',
  ];
  const text = input.secrets.without(lines.join('\n'));
  return input.maskAddresses ? maskAddresses(text, input.names) : text;
}

function concluded({ conclusion }: ReportInput, words: ReportWords): string[] {
  if (!conclusion) return [];
  const { sentence, command } = conclusion;
  return [
    '',
    `## ${words.conclusion}`,
    '',
    plain(sentence),
    ...(command === undefined ? [] : ['', `    ${command}`]),
  ];
}

function checksTable({ results }: ReportInput, words: ReportWords): string[] {
  if (results.length === 0) return [];
  return [
    '',
    `## ${words.checks}`,
    '',
    ...table(
      words.checkColumns,
      results.map(({ verdict, id, title, seen, tookMs }) => [
        verdict,
        `${title} (${id})`,
        seen,
        `${tookMs} ms`,
      ]),
    ),
  ];
}

function reasons({ results, explanation }: ReportInput, words: ReportWords): string[] {
  const failed = results.flatMap(({ verdict, title, id, seen, next, explanation: why }) =>
    verdict === 'failed' || verdict === 'warning'
      ? [
          '',
          `### ${title} (${id}): ${verdict}`,
          '',
          plain(seen),
          ...explained(why, words),
          ...step(next, words),
        ]
      : [],
  );
  const lone = explanation ? explained(explanation, words) : [];
  return failed.length + lone.length === 0 ? [] : ['', `## ${words.reasons}`, ...failed, ...lone];
}

function step(next: string | undefined, words: ReportWords): string[] {
  return next === undefined ? [] : ['', `${words.next}: ${plain(next)}`];
}

function explained(explanation: Explanation | undefined, words: ReportWords): string[] {
  if (!explanation) return [];
  const { causes, evidence, facts, question } = explanation;
  return [
    '',
    ...causes
      .slice(0, 5)
      .flatMap(({ id, title, sure, certainty, share, because }) => [
        `- **${id}** (${sure}, ${Math.round(share * 100)} %, ${certainty}): ${plain(title)}`,
        ...because.map(({ reason, points }) => `  - ${points > 0 ? '+' : ''}${points} ${plain(reason)}`),
      ]),
    ...(question ? ['', `${words.question}: ${plain(question.text)} (${question.fact})`] : []),
    '',
    `${words.evidence}:`,
    '',
    ...evidence.map(({ kind, quote }) => `- ${kind}: ${plain(quote)}`),
    ...Object.entries(facts).map(([name, values]) => `- ${name}: ${values.join(', ')}`),
  ];
}

function ids(input: ReportInput, words: ReportWords): string[] {
  const texts = [
    ...input.results.map(({ seen }) => ({ where: '', text: seen })),
    ...input.talks.flatMap(({ title, lines }) => lines.map((text) => ({ where: title, text }))),
    ...(input.explanation?.evidence ?? []).map(({ quote }) => ({ where: '', text: quote })),
  ];
  const found = idsIn(texts);
  if (found.length === 0) return [];
  return [
    '',
    `## ${words.ids}`,
    '',
    ...table(
      words.idColumns,
      found.map(({ kind, id, where }) => [kind, id, where]),
    ),
  ];
}

function pairs(title: string, rows: ReportInput['account']): string[] {
  if (rows.length === 0) return [];
  return ['', `## ${title}`, '', ...rows.map(([name, value]) => `- ${name}: ${plain(value)}`)];
}

function settings(input: ReportInput, words: ReportWords): string[] {
  if (input.settings.length === 0) return [];
  const rows = input.settings.map(({ name, value, from }) => [name, value, from]);
  return ['', `## ${words.settings}`, '', ...table(words.settingColumns, rows)];
}

function said({ talks, left }: ReportInput, words: ReportWords): string[] {
  if (talks.length === 0) return [];
  const blocks = talks.flatMap(({ title, atMs, lines }) => [
    '',
    `### ${plain(title)}`,
    '',
    new Date(atMs).toISOString(),
    '',
    // Indented: no line of a server's can end a block that has no end.
    ...lines.flatMap((line) => line.split(/\r?\n/)).map((line) => `    ${control(line)}`),
  ]);
  return ['', `## ${words.said}`, ...blocks, ...(left === 0 ? [] : ['', `${words.left}: ${left}`])];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => plain(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)];
}

/** One line, without what looks like a secret, and without what Markdown would take for a tag. */
function plain(text: string): string {
  return withoutSecrets(control(text).replace(/\s+/g, ' ').trim()).replaceAll('<', '&lt;');
}

function control(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
}
