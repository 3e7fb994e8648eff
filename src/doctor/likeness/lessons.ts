// All that can be learned from: what the pages of the causes say, and the reports.

import type { Cause } from '../cause.ts';
import { pageOf } from '../knowledge/page.ts';
import type { Language } from '../said.ts';
import { featuresOf } from './features.ts';
import type { Lesson } from './learn.ts';

/** A text that is known to tell of one of these causes. */
export interface Labelled {
  readonly text: string;
  readonly is: readonly string[];
}

const languages: readonly Language[] = ['en', 'ja'];

export function lessonsOf(causes: readonly Cause[], reports: readonly Labelled[]): Lesson[] {
  const pages = causes.flatMap((cause) =>
    languages.map((language): Labelled => {
      const { id, title, what, why, remedies } = pageOf(cause, language);
      return { is: [id], text: [title, what, why, ...remedies.flatMap(({ steps }) => steps)].join('\n') };
    }),
  );
  return [...pages, ...reports].map(({ text, is }) => ({ features: featuresOf(text), is }));
}
