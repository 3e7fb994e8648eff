// All causes as four files: their clues, of which every question needs all; their pages in each language, of which it needs a
// few; and the words of each, which only prose needs. All have the causes in one order, so that a line is found by where the
// clue of its cause stands.

import type { Cause, Clue } from '../cause.ts';
import { learn } from '../likeness/learn.ts';
import { type Labelled, lessonsOf } from '../likeness/lessons.ts';
import type { Language } from '../said.ts';
import { pageOf } from './page.ts';
import { usualPoints } from './usual.ts';

export const packedFiles = ['clues.json', 'pages.en.jsonl', 'pages.ja.jsonl', 'likeness.txt'] as const;
export type PackedFile = (typeof packedFiles)[number];

/** What people have reported: their words are learned, and how often each cause was the one is counted. */
export interface Corpus {
  reports(): readonly Labelled[];
  howOften(): ReadonlyMap<string, number>;
}

export function pack(file: PackedFile, causes: readonly Cause[], corpus: Corpus): string {
  const ids = causes.map(({ id }) => id);
  switch (file) {
    case 'clues.json':
      return JSON.stringify(cluesOf(causes, usualPoints(ids, corpus.howOften())));
    case 'pages.en.jsonl':
      return pages(causes, 'en');
    case 'pages.ja.jsonl':
      return pages(causes, 'ja');
    case 'likeness.txt':
      return learn(ids, lessonsOf(causes, corpus.reports()));
  }
}

function pages(causes: readonly Cause[], language: Language): string {
  return causes.map((cause) => `${JSON.stringify(pageOf(cause, language))}\n`).join('');
}

/** What decides of each, and its points for being usual. */
export function cluesOf(causes: readonly Cause[], points: ReadonlyMap<string, number>): Clue[] {
  return causes.map(({ id, symptoms, conditions, certainty }) => {
    const weighed = conditions?.map(({ when, add }) => ({ when, add }));
    const usual = points.get(id);
    return {
      id,
      symptoms,
      ...(weighed && { conditions: weighed }),
      certainty,
      ...(usual !== undefined && { usual }),
    };
  });
}
