// The page docs/errors.md, made of the catalogue: an index by what people read on their screen, then an entry a code
// whose heading is the code itself, so that `docs/errors.md#scope-two-resources` is a link that lasts.

import type { CatalogueEntry, Retry } from '../src/errors/catalogue-entry.ts';

type Areas = Readonly<Record<string, Readonly<Record<string, CatalogueEntry>>>>;

const retryWords: Readonly<Record<Retry, string>> = {
  never: 'the same call fails again',
  later: 'it may pass after a wait',
  signIn: 'a person has to sign in or consent first',
};

const opening = `# Errors

<!-- Written by tools/errors-reference.ts from src/errors/catalogue/. Change it there, then run: npm run errors -->

Every error has a code that is never renamed. On the command line the code stands in the first line, and
\`--json\` prints the whole error; in TypeScript it is \`error.code\` of a \`MailgrantError\`. \`{words}\` in braces are
filled in with what was found.
`;

export function errorsPage(areas: Areas): string {
  const index = Object.values(areas)
    .flatMap((area) => Object.entries(area))
    .sort(([, a], [, b]) => a.title.localeCompare(b.title, 'en'))
    .map(([code, { title }]) => `| ${cell(title)} | [${code}](#${code}) |`);
  const sections = Object.entries(areas)
    .filter(([, area]) => Object.keys(area).length > 0)
    .map(([name, area]) => section(name, area));
  return [opening, '| What happened | Code |', '|---|---|', ...index, '', ...sections].join('\n');
}

function section(name: string, area: Readonly<Record<string, CatalogueEntry>>): string {
  return [`## Raised by ${name}`, '', ...Object.entries(area).map(([code, entry]) => item(code, entry))].join(
    '\n',
  );
}

function item(code: string, entry: CatalogueEntry): string {
  const { title, message, next, retry, exit, http } = entry;
  return [
    `### ${code}`,
    '',
    `**${escape(title)}.** ${escape(message)}`,
    '',
    `Next step: ${escape(next)}`,
    '',
    `Trying again: ${retryWords[retry]}. Exit code ${exit}, HTTP status ${http}.`,
    '',
  ].join('\n');
}

/** Angle brackets would be read as HTML and vanish, outside of code at least. */
function escape(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replaceAll('<', '&lt;').replaceAll('*', '\\*')))
    .join('');
}

function cell(text: string): string {
  return escape(text).replaceAll('|', '\\|');
}
