import { expect, it } from 'vitest';
import type { CatalogueEntry } from '../src/errors/catalogue-entry.ts';
import { errorsPage } from './errors-page.ts';

const entry = (over: Partial<CatalogueEntry>): CatalogueEntry => ({
  title: 'The server said no',
  message: 'It said {reply}.',
  next: 'Ask again.',
  retry: 'later',
  http: 502,
  exit: 1,
  ...over,
});

it('gives every code a heading that its line in the index points to', () => {
  const page = errorsPage({
    mail: { 'said-no': entry({}) },
    net: { 'no-route': entry({ title: 'No way there' }) },
  });
  expect(page).toContain('| The server said no | [said-no](#said-no) |');
  expect(page).toContain('\n### said-no\n');
  expect(page).toContain('Next step: Ask again.');
  expect(page).toContain('Exit code 1, HTTP status 502.');
});

it('orders the index by title and leaves out an area without errors', () => {
  const page = errorsPage({ mail: { b: entry({ title: 'Zoo' }), a: entry({ title: 'Ape' }) }, wire: {} });
  expect(page.indexOf('| Ape |')).toBeLessThan(page.indexOf('| Zoo |'));
  expect(page).not.toContain('wire');
});

it('keeps placeholders visible that a browser would take for a tag', () => {
  const page = errorsPage({ mail: { a: entry({ next: 'Run `mailgrant login <address>` as <you>.' }) } });
  expect(page).toContain('`mailgrant login <address>` as &lt;you>.');
});
