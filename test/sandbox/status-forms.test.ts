// The forms of the status page beside the table of actions: what the page's forms can do is what the REST API can do.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actionTable } from '../../src/sandbox/control/actions.ts';
import { emptyList, fieldsOf, inputOf } from '../../src/sandbox/control/field.ts';
import { sections } from '../../src/sandbox/control/page/sections.ts';
import { viewTable } from '../../src/sandbox/control/views.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';

it('every action has its place in a section', () => {
  const placed = sections.flatMap(({ forms, actions = [] }) => [
    ...forms,
    ...actions.map(({ action }) => action),
  ]);
  expect([...new Set(placed)].sort()).toEqual(Object.keys(actionTable).sort());
});

it('every view is a section, but for what the overview shows', () => {
  const shown = sections.map(({ path }) => path.slice(1));
  expect([...shown, 'endpoints'].sort()).toEqual(Object.keys(viewTable).sort());
});

describe('what is typed', () => {
  const typed = (fields: Record<string, string>): Record<string, unknown> =>
    inputOf(fieldsOf(actionTable['set-mailbox'].input), { mailbox: 'anna@contoso.example', ...fields });

  it('is left out where nothing was', () => {
    expect(typed({ imapEnabled: '', aliases: ' ' })).toEqual({ mailbox: 'anna@contoso.example' });
  });

  it.each([
    ['imapEnabled', 'false', false],
    ['smtpAuthDisabled', 'null', null],
    ['smtpAuthDisabled', 'true', true],
    ['aliases', 'a@contoso.example, b@contoso.example', ['a@contoso.example', 'b@contoso.example']],
    ['aliases', emptyList, []],
    ['imapEnabled', 'perhaps', 'perhaps'],
  ])('%s: %s', (name, text, value) => {
    expect(typed({ [name]: text })[name]).toEqual(value);
  });
});

describe.each(Object.entries(actionTable))('%s', (name, { input, example }) => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox();
  });
  afterEach(() => sandbox.close());

  it('has a form with a field for everything that it takes, and the example does what it says', async () => {
    const url = new URL(`/do/${name}`, sandbox.urls.controlHttp);
    const page = await (await fetch(url)).text();
    for (const field of fieldsOf(input)) expect(page).toContain(`name="${field.name}"`);
    const token = /name="_token" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const typed = Object.entries(example).map(([field, value]): [string, string] => [
      field,
      Array.isArray(value)
        ? value.join(', ')
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value),
    ]);
    const answer = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams([['_token', token], ...typed]),
      redirect: 'manual',
    });
    const problem = /role="alert">(.*?)<\/div>/s.exec(await answer.text())?.[1];
    expect(problem).toBeUndefined();
    expect([200, 303]).toContain(answer.status);
  });
});
