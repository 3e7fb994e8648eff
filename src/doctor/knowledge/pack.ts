// What the doctor knows, as files. All causes: their clues, of which every question needs all; their pages in each language, of
// which it needs a few; and the words of each, which only prose needs. These have the causes in one order, so that a line is
// found by where the clue of its cause stands. And what is listened for: the sentences of people, which only prose has, and
// those of programs, which count where no server has said why.

import type { Cause, Clue } from '../cause.ts';
import { learn } from '../likeness/learn.ts';
import { type Labelled, lessonsOf } from '../likeness/lessons.ts';
import { programSentences } from '../programs/sentences.ts';
import { allSentences } from '../recognisers/told/all.ts';
import { writeSentences } from '../recognisers/told/write-sentences.ts';
import type { Language } from '../said.ts';
import { pageOf } from './page.ts';
import { usualPoints } from './usual.ts';

export const packedFiles = [
  'clues.json',
  'pages.en.jsonl',
  'pages.ja.jsonl',
  'likeness.txt',
  'told.txt',
  'programs.json',
] as const;
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
    case 'told.txt':
      return writeSentences(allSentences);
    case 'programs.json':
      return JSON.stringify(programSentences.map(({ by: _, ...heard }) => heard));
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
