// A form for any action of the table: what it asks for is read from the action's schema, so that the page can do
// neither more nor less than the REST API.

import { html } from 'hono/html';
import { type ActionName, actionTable } from '../actions.ts';
import { emptyList, type Field, fieldsOf } from '../field.ts';
import type { Html } from './layout.ts';
import { textOf, words } from './value.ts';

export type Typed = Readonly<Record<string, string>>;

export interface FormOptions {
  readonly action: ActionName;
  /** Proves that the form was handed out by this page. */
  readonly token: string;
  /** Where to go afterwards. */
  readonly back: string;
  /** What is filled in already. */
  readonly typed?: Typed;
  /** By the name of a field: what may be chosen, beside other text. */
  readonly suggestions: Suggestions;
}

export type Suggestions = Readonly<Record<string, readonly string[]>>;

export function actionForm(options: FormOptions): Html {
  const { action, token, back, typed = {}, suggestions } = options;
  const { about, input, example } = actionTable[action];
  const fields = fieldsOf(input);
  return html`<form class="wide" method="post" action="/do/${action}">
<p class="all soft">${about}.</p>
${hidden(token, back)}
${fields.map((field) => control(field, { action, typed, suggestions, example }))}
<div class="all"><button class="key">${words(action)}</button></div>
</form>`;
}

/** One button that does one thing. */
export function actionButton(
  options: Omit<FormOptions, 'suggestions'> & { label: string; of: string },
): Html {
  const { action, token, back, typed = {}, label, of } = options;
  return html`<form method="post" action="/do/${action}">${hidden(token, back)}${Object.entries(typed).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}<button aria-label="${label} ${of}">${label}</button></form>`;
}

/** A choice of one field, in a row. */
export function choiceForm(
  options: Omit<FormOptions, 'suggestions'> & { field: string; value: string },
): Html {
  const { action, token, back, field: name, value } = options;
  const field = fieldsOf(actionTable[action].input).find((one) => one.name === name);
  if (!field) return html``;
  return html`<form method="post" action="/do/${action}">${hidden(token, back)}${
    choicesOf(field).length > 0
      ? html`<select name="${name}" aria-label="${words(name)}">${choicesOf(field).map((one) => option(one, field.kind === 'flag' ? yesNo(one) : one, value))}</select>`
      : html`<input name="${name}" value="${value}" size="7" inputmode="numeric" aria-label="${words(name)}">`
  }<button aria-label="Set ${words(name)}">Set</button></form>`;
}

function hidden(token: string, back: string): Html {
  return html`<input type="hidden" name="_token" value="${token}"><input type="hidden" name="_back" value="${back}">`;
}

function choicesOf({ kind, choices }: Field): readonly string[] {
  return kind === 'flag' ? ['true', 'false'] : kind === 'choice' ? choices : [];
}

function control(
  field: Field,
  {
    action,
    typed,
    suggestions,
    example,
  }: { action: ActionName; typed: Typed; suggestions: Suggestions; example: object },
): Html {
  const { name, required } = field;
  const id = `${action}-${name}`;
  const value = typed[name] ?? textOf(field.preset);
  const hint = hintOf(field, Reflect.get(example, name));
  const about = hint === '' ? '' : html` aria-describedby="${id}-hint"`;
  return html`<div${longTexts.has(name) ? html` class="all"` : ''}><label for="${id}">${words(name)}${required ? html` <span class="soft">(needed)</span>` : ''}</label>
${input()}
${hint === '' ? '' : html`<span class="hint" id="${id}-hint">${hint}</span>`}</div>`;

  function input(): Html {
    const choices = choicesOf(field);
    if (choices.length > 0) {
      return html`<select id="${id}" name="${name}"${about}>
${required || field.preset !== undefined ? '' : option('', action.startsWith('set-') ? 'as it is' : '-', value)}
${choices.map((one) => option(one, field.kind === 'flag' ? yesNo(one) : one, value))}
${field.nullable ? option('null', 'as the tenant says', value) : ''}
</select>`;
    }
    if (longTexts.has(name)) return html`<textarea id="${id}" name="${name}"${about}>${value}</textarea>`;
    const known = suggestions[name] ?? field.choices;
    return html`<input id="${id}" name="${name}" value="${value}" autocomplete="off"${required ? html` required` : ''}${known.length > 0 ? html` list="${id}-known"` : ''}${about}>${
      known.length > 0
        ? html`<datalist id="${id}-known">${known.map((one) => html`<option value="${one}"></option>`)}</datalist>`
        : ''
    }`;
  }
}

const longTexts: ReadonlySet<string> = new Set(['raw', 'yaml', 'text', 'pem']);

function hintOf({ kind }: Field, example: unknown): string {
  const shown = Array.isArray(example) ? example.join(', ') : example;
  const such = typeof shown === 'string' || typeof shown === 'number' ? `such as ${shown}` : '';
  if (kind === 'list')
    return [`with commas between; ${emptyList} empties it`, such].filter(Boolean).join('; ');
  return kind === 'json' ? 'JSON' : such;
}

function option(value: string, label: string, chosen: string): Html {
  return html`<option value="${value}"${value === chosen ? html` selected` : ''}>${label}</option>`;
}

function yesNo(value: string): string {
  return value === 'true' ? 'yes' : 'no';
}
