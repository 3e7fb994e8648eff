// The person at the browser, scripted: goes through the sandbox's real pages, types what it is told to type, and stops
// where the application takes over. For tests and demonstrations; a page that it cannot get past is an error that
// repeats the page.

import { type Browser, createBrowser, filled, type Response } from './browser.ts';
import { type Form, field, type Page, readPage } from './forms.ts';

export interface VisitOptions {
  /** Sign-in name. */
  user: string;
  password: string;
  /** On the consent page. Default: accept. */
  consent?: 'accept' | 'decline';
  /** Tick "on behalf of your organization". */
  forOrganization?: boolean;
  /** For the second factor. The sandbox takes any six digits. */
  code?: string;
  /** The application's redirect URI, or how it begins. Default: the `redirect_uri` of the URL visited. */
  stopAt?: string;
  /** Go on to the application, as a browser does, instead of stopping before it. */
  deliver?: boolean;
  signal?: AbortSignal;
}

export interface Visitor {
  /**
   * Opens `url` and signs in. Resolves with the URL that the application is called with; what comes by form_post
   * is written into its query.
   *
   * @throws PageRefused where the pages end in an error.
   */
  visit(url: URL | string, options: VisitOptions): Promise<URL>;
  /** Types in a device's code, signs in, and lets the device in (or not: `consent: 'decline'`). */
  approveDevice(userCode: string, options: Omit<VisitOptions, 'stopAt' | 'deliver'>): Promise<void>;
  /** Another browser: no session, nobody signed in. */
  forget(): void;
  close(): Promise<void>;
}

/** The pages ended without reaching the application. */
export class PageRefused extends Error {
  override readonly name = 'PageRefused';
  readonly url: URL;
  readonly status: number;
  readonly title: string;
  /** The AADSTS number on the page, where it names one. */
  readonly code: number | undefined;
  readonly error: string | undefined;
  /** The sentence of the page that says no, where one does. */
  readonly alert: string | undefined;
  readonly text: string;

  constructor(response: Response, page: Page) {
    super(`${page.heading || page.title}: ${page.alert ?? page.text}`);
    this.url = response.url;
    this.status = response.status;
    this.title = page.heading || page.title;
    this.code = page.code;
    this.error = page.error;
    this.alert = page.alert;
    this.text = page.text;
  }
}

/** More pages than any sign-in has: account, chooser, password, factor, approval, consent, hand-over. */
const stepsMax = 20;

export function createVisitor(options: { ca: string; entra: string }): Visitor {
  const browser = createBrowser(options);
  return {
    async visit(target, person) {
      const url = new URL(target);
      const stopAt = person.stopAt ?? url.searchParams.get('redirect_uri') ?? undefined;
      const journey: Journey = { browser, person, stopAt, typed: new Set() };
      const end = await walk(journey, await open(journey, url));
      if (end.kind === 'page') throw new PageRefused(end.response, end.page);
      return end.url;
    },
    async approveDevice(userCode, person) {
      const journey: Journey = {
        browser,
        person: { ...person, code: person.code ?? '123456' },
        stopAt: undefined,
        typed: new Set(),
      };
      const first = await open(journey, new URL('/devicelogin', options.entra));
      const page = readPage(first.body);
      const form = page.forms[0];
      if (!form) throw new PageRefused(first, page);
      const answer = await post(journey, first, form, filled(form, { otc: userCode }));
      if (readPage(answer.body).code === 70018) throw new PageRefused(answer, readPage(answer.body));
      const end = await walk(journey, answer);
      if (end.kind === 'page' && end.response.status !== 200) throw new PageRefused(end.response, end.page);
    },
    forget: () => browser.forget(),
    close: () => browser.close(),
  };
}

interface Journey {
  readonly browser: Browser;
  readonly person: VisitOptions;
  readonly stopAt: string | undefined;
  /** Fields that were filled in before: a page that asks again has refused what was typed. */
  readonly typed: Set<string>;
}

type End = { kind: 'application'; url: URL } | { kind: 'page'; response: Response; page: Page };

async function walk(journey: Journey, first: Response): Promise<End> {
  let response = first;
  for (let step = 0; step < stepsMax; step += 1) {
    if (response.location) {
      const { location } = response;
      if (arrived(journey, location)) {
        if (journey.person.deliver) await journey.browser.get(location, journey.person.signal);
        return { kind: 'application', url: location };
      }
      response = await open(journey, location);
      continue;
    }
    const page = readPage(response.body);
    const handOver = page.forms.find((form) => form.handOver);
    if (handOver) return deliver(journey, response, handOver);
    const next = answerOf(journey, page);
    if (!next) return { kind: 'page', response, page };
    response = await post(journey, response, next.form, next.fields);
  }
  return { kind: 'page', response, page: readPage(response.body) };
}

/** What the person does on this page; undefined where there is nothing (more) to do. */
function answerOf(
  { person, typed }: Journey,
  page: Page,
): { form: Form; fields: Array<[string, string]> } | undefined {
  const form = page.forms[0];
  if (!form) return undefined;
  const press = (value: string): { form: Form; fields: Array<[string, string]> } | undefined => {
    const button = form.fields.find((one) => one.type === 'submit' && one.value === value);
    return button && { form, fields: filled(form, {}, button) };
  };
  const type = (
    name: string,
    value: string | undefined,
  ): { form: Form; fields: Array<[string, string]> } | undefined => {
    if (value === undefined || typed.has(name)) return undefined;
    typed.add(name);
    const button = form.fields.find((one) => one.type === 'submit' && one.value !== 'back');
    return { form, fields: filled(form, { [name]: value }, button) };
  };
  switch (field(form, 'step')?.value ?? '') {
    case 'account':
      return type('loginfmt', person.user);
    case 'choose':
      // The chooser shows names, the form carries ids: a new sign-in is always right.
      return press('');
    case 'password':
      return type('passwd', person.password);
    case 'enrol':
      return press('next');
    case 'second-factor':
      return type('otc', person.code);
    case 'confirm':
      return press(person.consent === 'decline' ? 'cancel' : 'continue');
    case 'consent': {
      const answer = press(person.consent ?? 'accept');
      if (answer && person.forOrganization && field(form, 'forAll')) answer.fields.push(['forAll', 'true']);
      return answer;
    }
    case 'approval':
      return person.consent === 'decline' ? press('return') : undefined;
    default:
      return undefined;
  }
}

async function deliver(journey: Journey, response: Response, form: Form): Promise<End> {
  const target = new URL(form.action, response.url);
  const fields = filled(form, {});
  if (journey.person.deliver) await journey.browser.post(target, fields, journey.person.signal);
  const url = new URL(target);
  for (const [name, value] of fields) url.searchParams.append(name, value);
  return { kind: 'application', url };
}

function arrived({ stopAt }: Journey, url: URL): boolean {
  if (stopAt === undefined) return false;
  // Compared in the URL's own spelling: a URI without path gets a slash.
  return url.href.startsWith(URL.canParse(stopAt) ? new URL(stopAt).href : stopAt);
}

function open({ browser, person }: Journey, url: URL): Promise<Response> {
  return browser.get(url, person.signal);
}

function post(
  { browser, person }: Journey,
  from: Response,
  form: Form,
  fields: Array<[string, string]>,
): Promise<Response> {
  return browser.post(new URL(form.action, from.url), fields, person.signal);
}
