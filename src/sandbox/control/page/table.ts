// A table of things with what can be done to each, readable with ten thousand of them: a page at a time.

import { html } from 'hono/html';
import type { ActionName } from '../actions.ts';
import type { Listing } from '../views.ts';
import { actionButton, choiceForm, type Typed } from './form.ts';
import type { Html } from './layout.ts';
import { shownValue, words } from './value.ts';

export type Row = Readonly<Record<string, unknown>>;

/** A field of the entries under its own name, or anything that can be said of one. */
export type Column = string | { head: string; cell(row: Row): Html | string };

export type RowAction = {
  readonly action: ActionName;
  readonly label: string;
  typed(row: Row): Typed;
  when?(row: Row): boolean;
} & (
  | { readonly does: 'at-once' }
  /** Opens the action's form, filled in. */
  | { readonly does: 'ask' }
  /** Offers the values of one field. */
  | { readonly does: 'choose'; field(row: Row): string; value(row: Row): string }
);

export interface TableOptions {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly actions?: readonly RowAction[];
  readonly listing: Listing;
  readonly token: string;
  readonly back: string;
}

export function table(options: TableOptions): Html {
  const { caption, columns, actions = [], listing, token, back } = options;
  const heads = columns.map((column) => (typeof column === 'string' ? words(column) : column.head));
  return html`<div class="table" role="region" aria-label="${caption}" tabindex="0">
<table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}${actions.length > 0 ? html`<th scope="col">Change</th>` : ''}</tr></thead>
<tbody>
${listing.entries.map(
  (row) =>
    html`<tr>${columns.map((column, index) =>
      index === 0 ? html`<th scope="row">${cell(column, row)}</th>` : html`<td>${cell(column, row)}</td>`,
    )}${
      actions.length > 0
        ? html`<td class="do">${actions.filter(({ when }) => when?.(row) ?? true).map((one) => rowAction(one, row))}</td>`
        : ''
    }</tr>`,
)}
${listing.entries.length === 0 ? html`<tr><td class="empty" colspan="${columns.length + (actions.length > 0 ? 1 : 0)}">Nothing yet.</td></tr>` : ''}
</tbody>
</table>
</div>`;

  function rowAction(one: RowAction, row: Row): Html {
    const typed = one.typed(row);
    const { action, label } = one;
    const of = String(Object.values(typed)[0] ?? '');
    switch (one.does) {
      case 'at-once':
        return actionButton({ action, token, back, typed, label, of });
      case 'choose':
        return choiceForm({ action, token, back, field: one.field(row), value: one.value(row) });
      case 'ask': {
        const query = new URLSearchParams({ ...typed, _back: back }).toString();
        return html`<a class="button" href="/do/${action}?${query}" aria-label="${label} ${of}">${label}</a> `;
      }
    }
  }
}

function cell(column: Column, row: Row): Html | string {
  return typeof column === 'string' ? shownValue(row[column]) : column.cell(row);
}

export const pageSize = 50;

/** Links to the neighbours of a page; nothing where everything fits on one. */
export function pager(path: string, query: { q: string; page: number }, total: number): Html {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const to = (page: number): string =>
    `${path}?${new URLSearchParams({ ...(query.q === '' ? {} : { q: query.q }), page: String(page) }).toString()}`;
  return html`<nav class="pages" aria-label="Pages">
${query.page > 1 ? html`<a class="button" rel="prev" href="${to(query.page - 1)}">Previous</a>` : ''}
<span class="soft">${total} ${total === 1 ? 'entry' : 'entries'}${pages > 1 ? `, page ${query.page} of ${pages}` : ''}</span>
${query.page < pages ? html`<a class="button" rel="next" href="${to(query.page + 1)}">Next</a>` : ''}
</nav>`;
}
