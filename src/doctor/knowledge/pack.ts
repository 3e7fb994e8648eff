// All causes as four files: their clues, of which every question needs all; their pages in each language, of which it needs a
// few; and the words of each, which only prose needs. All have the causes in one order, so that a line is found by where the
// clue of its cause stands.

import type { Cause, Clue } from '../cause.ts';
import { learn } from '../likeness/learn.ts';
import { type Labelled, lessonsOf } from '../likeness/lessons.ts';
import type { Language } from '../said.ts';
import { pageOf } from './page.ts';

export const packedFiles = ['clues.json', 'pages.en.jsonl', 'pages.ja.jsonl', 'likeness.txt'] as const;
export type PackedFile = (typeof packedFiles)[number];

/** @param reports - that the words are learned from, beside the pages */
export function pack(file: PackedFile, causes: readonly Cause[], reports: () => readonly Labelled[]): string {
  switch (file) {
    case 'clues.json':
      return JSON.stringify(causes.map(clueOf));
    case 'pages.en.jsonl':
      return pages(causes, 'en');
    case 'pages.ja.jsonl':
      return pages(causes, 'ja');
    case 'likeness.txt':
      return learn(
        causes.map(({ id }) => id),
        lessonsOf(causes, reports()),
      );
  }
}

function pages(causes: readonly Cause[], language: Language): string {
  return causes.map((cause) => `${JSON.stringify(pageOf(cause, language))}\n`).join('');
}

function clueOf({ id, symptoms, conditions, certainty }: Cause): Clue {
  const weighed = conditions?.map(({ when, add }) => ({ when, add }));
  return { id, symptoms, ...(weighed && { conditions: weighed }), certainty };
}
