// How values are shown to people: words for names, yes and no, moments, lists; a thing with parts can be opened.

import { html } from 'hono/html';
import { resourceByAppId } from '../../directory/resources.ts';
import type { Html } from './layout.ts';

const spelled: Readonly<Record<string, string>> = {
  smtp: 'SMTP',
  imap: 'IMAP',
  pop: 'POP',
  mfa: 'MFA',
  uri: 'URI',
  url: 'URL',
  id: 'ID',
  yaml: 'YAML',
  ms: 'ms',
  auth: 'AUTH',
};

/** 'smtpAuthDisabled' and 'set-user' as one reads them. */
export function words(name: string): string {
  const text = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .split(/[\s-]+/)
    .map((word) => spelled[word.toLowerCase()] ?? word.toLowerCase())
    .join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** As a form holds it. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (typeof value === 'object') return value === null ? '' : JSON.stringify(value);
  return typeof value === 'string' ? value : value === undefined ? '' : `${value as number | boolean}`;
}

export function shownValue(value: unknown): Html | string {
  if (value === undefined || value === null || value === '') return '-';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return shownText(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return '-';
    if (value.some((one) => typeof one === 'object')) return parts(value);
    return html`${value.map((one, index) => html`${index === 0 ? '' : ', '}${shownValue(one)}`)}`;
  }
  return parts(value);
}

function shownText(text: string): Html | string {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text)) {
    return html`<time datetime="${text}">${text.slice(0, 19).replace('T', ' ')}</time>`;
  }
  return resourceByAppId(text)?.displayName ?? text;
}

/** Text with names between backquotes. */
export function withCode(text: string): Html {
  return html`${text.split('`').map((one, index) => (index % 2 === 1 ? html`<code>${one}</code>` : one))}`;
}

function parts(value: unknown): Html {
  return html`<details><summary>Show</summary><pre>${JSON.stringify(value, null, 2)}</pre></details>`;
}

/** Only what is set to something: a policy that demands nothing is not worth a line. */
export function shownSettings(settings: Readonly<Record<string, unknown>>): Html | string {
  const set = Object.entries(settings).filter(
    ([, value]) =>
      value !== false &&
      value !== undefined &&
      value !== 'everywhere' &&
      !(Array.isArray(value) && value.length === 0),
  );
  if (set.length === 0) return 'nothing';
  return html`<ul class="plain">${set.map(
    ([name, value]) => html`<li>${words(name)}${value === true ? '' : html`: ${shownValue(value)}`}</li>`,
  )}</ul>`;
}
