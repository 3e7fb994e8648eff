import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { areas, catalogue } from './catalogue.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';

const src = path.resolve(import.meta.dirname, '..');
const entries: [string, CatalogueEntry][] = Object.entries(catalogue);

describe('the catalogue as a whole', () => {
  it('has no code in two areas', () => {
    const codes = Object.values(areas).flatMap((area) => Object.keys(area));
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  it('takes in every file of catalogue/', () => {
    const files = readdirSync(path.join(import.meta.dirname, 'catalogue'));
    const named = files.filter((file) => !file.endsWith('.test.ts')).map((file) => file.replace(/\.ts$/, ''));
    expect(named.sort()).toEqual(Object.keys(areas).sort());
  });

  it('has no code that nothing in src throws', () => {
    const text = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('errors'))
      .map((file) => readFileSync(path.join(src, file), 'utf8'))
      .join('\n');
    expect(entries.map(([code]) => code).filter((code) => !text.includes(`'${code}'`))).toEqual([]);
  });

  it('has no two entries with one title', () => {
    const titles = entries.map(([, entry]) => entry.title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });
});

describe.each(entries)('%s', (code, entry) => {
  it('is written in kebab-case', () => {
    expect(code).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  });

  it('has a title that is a headline', () => {
    expect(entry.title).toMatch(/^\S.*[^.\s]$/);
    expect(entry.title).not.toContain('{');
  });

  it('says what happened in sentences, without a label before them', () => {
    expect(entry.message).not.toMatch(/^(error|warning|oops)\b/i);
    // What ends in a slot of its own, after a colon or a full stop, hands on somebody else's sentence.
    expect(entry.message).toMatch(/[.?]$|(^|[.:] )\{\w+\}$/);
  });

  it('names a next step', () => {
    expect(entry.next.trim()).not.toBe('');
  });

  it('has a status and an exit code that agree with what can be done', () => {
    expect(entry.http).toBeGreaterThanOrEqual(400);
    expect(entry.http).toBeLessThan(600);
    if (entry.retry === 'signIn') expect(entry.exit).toBe(4);
    if (entry.exit === 4) expect(entry.retry).toBe('signIn');
    if (entry.exit === 2) expect(entry.retry).toBe('never');
  });
});
