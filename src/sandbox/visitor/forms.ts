// Reads the forms of a page: enough HTML for pages that are well-formed, like the sandbox's own. No scripts, no layout.

export interface Form {
  readonly action: string;
  readonly method: 'get' | 'post';
  readonly fields: readonly Field[];
  /** By form_post, for the application. */
  readonly handOver: boolean;
}

export interface Field {
  readonly name: string;
  readonly type: string;
  readonly value: string;
}

export interface Page {
  readonly title: string;
  /** The text of the first element with role="alert", if there is one. */
  readonly alert: string | undefined;
  readonly heading: string;
  readonly text: string;
  /** AADSTS number that the page names. */
  readonly code: number | undefined;
  /** OAuth's word for the error, where the page knows one. */
  readonly error: string | undefined;
  readonly forms: readonly Form[];
}

export function readPage(html: string): Page {
  const alert = /<(\w+)[^>]*role="alert"[^>]*>([\s\S]*?)<\/\1>/.exec(html)?.[2];
  const code = /data-code="(\d+)"/.exec(html)?.[1];
  return {
    title: textOf(/<title>([\s\S]*?)<\/title>/.exec(html)?.[1] ?? ''),
    heading: textOf(/<h1>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? ''),
    alert: alert === undefined ? undefined : textOf(alert),
    text: textOf(/<main>([\s\S]*?)<\/main>/.exec(html)?.[1] ?? ''),
    code: code === undefined ? undefined : Number(code),
    error: /data-error="([^"]+)"/.exec(html)?.[1],
    forms: [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map((match) =>
      readForm(match[1] ?? '', match[2] ?? ''),
    ),
  };
}

export function field(form: Form, name: string): Field | undefined {
  return form.fields.find((one) => one.name === name);
}

function readForm(tag: string, body: string): Form {
  return {
    action: attribute(tag, 'action') ?? '',
    method: attribute(tag, 'method')?.toLowerCase() === 'post' ? 'post' : 'get',
    handOver: attribute(tag, 'data-response-mode') === 'form_post',
    fields: [...body.matchAll(/<(input|button)\b([^>]*)>/g)].map((match) => ({
      name: attribute(match[2] ?? '', 'name') ?? '',
      type: match[1] === 'button' ? 'submit' : (attribute(match[2] ?? '', 'type') ?? 'text'),
      value: attribute(match[2] ?? '', 'value') ?? '',
    })),
  };
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : unescaped(value);
}

function textOf(html: string): string {
  return unescaped(html.replace(/<(style|script)\b[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', rsquo: '’' };

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|([a-z]+));/g, (whole, code?: string, name?: string) =>
    code === undefined ? (entities[name ?? ''] ?? whole) : String.fromCodePoint(Number(code)),
  );
}
