// A page of docs/errors: a cause in English and then in Japanese, made of what the doctor itself says; and the index by
// what people read on their screen.

import type { Cause, Remedy } from '../src/doctor/cause.ts';
import type { Language } from '../src/doctor/said.ts';
import { symptomIndex } from '../src/doctor/symptom-index.ts';

const words = {
  en: {
    user: 'What the user can do',
    developer: 'What the developer can do',
    administrator: 'What the administrator can do',
    why: 'Why',
    looks: 'What it looks like',
  },
  ja: {
    user: '利用者ができること',
    developer: '開発者ができること',
    administrator: '管理者ができること',
    why: '理由',
    looks: '表示されるもの',
  },
} as const satisfies Record<Language, Record<string, string>>;

const certainties: Readonly<Record<Cause['certainty'], string>> = {
  documented: 'documented',
  reported: 'seen in public reports',
  inferred: 'inferred from what is documented and reported',
  unsettled: 'reports contradict each other',
};

const written =
  '<!-- Written by tools/cause-pages.ts from src/doctor/causes/. Change it there, then run: npm run causes -->';

export function causePage(cause: Cause, all: readonly Cause[]): string {
  const symptoms = symptomIndex([cause]).map(({ symptom }) => `- ${code(symptom)}`);
  const related = (cause.related ?? []).flatMap((id) => {
    const other = all.find((one) => one.id === id);
    return other ? [`- [${text(other.title.en)}](${id}.md)`] : [];
  });
  return [
    `# ${text(cause.title.en)}`,
    '',
    written,
    '',
    ...inLanguage(cause, 'en'),
    ...(symptoms.length > 0 ? [`## ${words.en.looks}`, '', ...symptoms, ''] : []),
    `How sure this is: ${certainties[cause.certainty]}. Known from: ${text(cause.sources.join('; '))}.`,
    '',
    `On the command line: \`mailgrant explain ${cause.id}\`.`,
    '',
    ...(related.length > 0 ? ['## Near to it', '', ...related, ''] : []),
    `## ${text(cause.title.ja)}`,
    '',
    ...inLanguage(cause, 'ja'),
  ].join('\n');
}

function inLanguage(cause: Cause, language: Language): string[] {
  const word = words[language];
  const level = language === 'en' ? '##' : '###';
  return [
    text(cause.what[language]),
    '',
    `${level} ${word.why}`,
    '',
    text(cause.why[language]),
    '',
    ...(['user', 'developer', 'administrator'] as const).flatMap((reader) => {
      const remedy = cause.remedies[reader];
      return remedy ? [`${level} ${word[reader]}`, '', ...remedyLines(remedy, language)] : [];
    }),
  ];
}

function remedyLines({ steps, code: lines }: Remedy, language: Language): string[] {
  const said = steps.map((step, index) =>
    steps.length === 1 ? text(step[language]) : `${index + 1}. ${text(step[language])}`,
  );
  return [...said, '', ...(lines === undefined ? [] : ['```', ...lines.split('\n'), '```', ''])];
}

export function causeIndex(causes: readonly Cause[]): string {
  const rows = symptomIndex(causes).map(
    ({ symptom, cause }) => `| ${cell(code(symptom))} | [${cell(text(cause.title.en))}](${cause.id}.md) |`,
  );
  return [
    '# What an error means',
    '',
    written,
    '',
    `${causes.length} causes of what Microsoft 365, Outlook.com and other servers answer to programs that sign in for mail, by what is read on the screen.`,
    '`mailgrant explain` looks in here for you, and takes a whole log: paste it, and it says which of these it is.',
    '',
    '| On the screen | What it is |',
    '|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function code(symptom: string): string {
  return `\`${symptom.replaceAll('`', "'")}\``;
}

/** Angle brackets would be read as HTML and vanish, outside of code at least. */
function text(words: string): string {
  return words
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replaceAll('<', '&lt;').replaceAll('*', '\\*')))
    .join('');
}

function cell(words: string): string {
  return words.replaceAll('|', '\\|');
}
