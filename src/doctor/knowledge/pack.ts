// All causes as three files: their clues, of which every question needs all, and their pages in each language, of which it
// needs a few. Both have a line a cause and the causes in one order, so that a page is found by where its clue stands.

import type { Cause, Clue } from '../cause.ts';
import type { Language } from '../said.ts';
import { pageOf } from './page.ts';

export const packedFiles = ['clues.json', 'pages.en.jsonl', 'pages.ja.jsonl'] as const;
export type PackedFile = (typeof packedFiles)[number];

export function pack(file: PackedFile, causes: readonly Cause[]): string {
  switch (file) {
    case 'clues.json':
      return JSON.stringify(causes.map(clueOf));
    case 'pages.en.jsonl':
      return pages(causes, 'en');
    case 'pages.ja.jsonl':
      return pages(causes, 'ja');
  }
}

function pages(causes: readonly Cause[], language: Language): string {
  return causes.map((cause) => `${JSON.stringify(pageOf(cause, language))}\n`).join('');
}

function clueOf({ id, symptoms, conditions, certainty }: Cause): Clue {
  const weighed = conditions?.map(({ when, add }) => ({ when, add }));
  return { id, symptoms, ...(weighed && { conditions: weighed }), certainty };
}
