// What must hold for every cause, whoever wrote it.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Cause } from '../cause.ts';
import { factSheets } from '../facts.ts';
import { words } from '../phrase.ts';
import type { Said } from '../said.ts';
import { causes } from './index.ts';

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('index.ts') && !file.endsWith('.test.ts'),
);

describe('all causes', () => {
  it('are listed: one file a cause, named as its id', () => {
    expect(files.map((file) => path.basename(file, '.ts')).sort()).toEqual(causes.map(({ id }) => id).sort());
  });

  it('have titles of their own, in both languages', () => {
    for (const language of ['en', 'ja'] as const) {
      const titles = causes.map(({ title }) => title[language]);
      expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
    }
  });

  it('hold no code', () => {
    for (const file of files) {
      const text = readFileSync(path.join(import.meta.dirname, file), 'utf8');
      expect(text.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`[^`]*`/g, ''), file).not.toMatch(
        /=>|\bfunction\b|\bnew\b|\$\{/,
      );
    }
  });
});

describe.each(causes.map((cause): [string, Cause] => [cause.id, cause]))('%s', (id, cause) => {
  it('is named in kebab-case', () => {
    expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  });

  it('has a title that is a headline', () => {
    expect(cause.title.en).not.toMatch(/\.$/);
    expect(cause.title.en.length).toBeLessThanOrEqual(140);
  });

  it('speaks both languages', () => {
    const steps = Object.values(cause.remedies).flatMap((remedy) => remedy.steps);
    const because = (cause.conditions ?? []).map((condition) => condition.because);
    for (const said of [cause.title, cause.what, cause.why, ...steps, ...because]) expectBoth(said);
  });

  it('tells somebody what to do', () => {
    expect(Object.values(cause.remedies).flatMap(({ steps }) => steps)).not.toEqual([]);
  });

  it('can come up, by weights in their range', () => {
    expect(cause.symptoms.length).toBeGreaterThan(0);
    for (const { weight } of cause.symptoms) {
      expect(weight).toBeGreaterThan(0);
      expect(weight).toBeLessThanOrEqual(100);
    }
  });

  it('has phrases with words in them', () => {
    for (const { says = [], saysNot = [] } of cause.symptoms) {
      for (const phrase of [...says, ...saysNot]) expect(words(phrase).trim(), phrase).not.toBe('');
    }
  });

  it('has conditions on values that facts can have', () => {
    for (const { add } of cause.conditions ?? []) expect(Math.abs(add)).toBeLessThanOrEqual(100);
    const patterns = [
      ...(cause.conditions ?? []).map(({ when }) => when),
      ...cause.symptoms.flatMap(({ given }) => given ?? []),
    ];
    for (const when of patterns) {
      expect(Object.keys(when)).not.toEqual([]);
      for (const [fact, wanted] of Object.entries(when)) {
        const values: readonly string[] = factSheets[fact as keyof typeof factSheets].values;
        for (const value of [wanted].flat()) expect(values).toContain(value);
      }
    }
  });

  it('says where it is known from', () => {
    expect(cause.sources).not.toEqual([]);
  });

  it('is related to causes that exist', () => {
    const ids = causes.map((one) => one.id);
    for (const related of cause.related ?? []) {
      expect(ids).toContain(related);
      expect(related).not.toBe(id);
    }
  });
});

function expectBoth({ en, ja }: Said): void {
  expect(en.trim()).not.toBe('');
  expect(en).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
  expect(ja).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
}
