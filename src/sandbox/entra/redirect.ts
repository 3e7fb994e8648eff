// Redirect URIs: which registered one a request means, and so which kind of client is asking. Exact comparison, with
// one exception: the port of http://localhost does not count.

import type { AppRegistration } from '../model.ts';
import { refuse } from './refusal.ts';

export type Platform = AppRegistration['redirectUris'][number]['platform'];

export interface Redirect {
  /** As sent. */
  readonly uri: string;
  readonly platform: Platform;
}

export function findRedirect(app: AppRegistration, uri: string): Redirect | undefined {
  const match = app.redirectUris.find((registered) => matches(registered.uri, uri));
  return match && { uri, platform: match.platform };
}

/** The redirect of an /authorize request. @throws EntraRefusal, always for the page. */
export function checkRedirect(app: AppRegistration, uri: string | undefined): Redirect {
  const [only] = app.redirectUris;
  if (!only) throw refuse(500113);
  if (uri === undefined) {
    if (app.redirectUris.length > 1) throw refuse(900971);
    return only;
  }
  if (!URL.canParse(uri)) throw refuse(90102);
  const redirect = findRedirect(app, uri);
  if (!redirect) throw refuse(50011, { redirectUri: uri, app: app.appId });
  return redirect;
}

function matches(registered: string, asked: string): boolean {
  if (registered === asked) return true;
  const [a, b] = [parsed(registered), parsed(asked)];
  if (!a || !b || a.protocol !== b.protocol || a.hostname !== b.hostname) return false;
  const anyPort = a.protocol === 'http:' && a.hostname === 'localhost';
  // A URI without path is answered with a slash: `http://localhost` and `http://localhost/` are one.
  return (
    (anyPort || a.port === b.port) && a.pathname === b.pathname && a.search === b.search && b.hash === ''
  );
}

function parsed(uri: string): URL | undefined {
  return URL.canParse(uri) ? new URL(uri) : undefined;
}

/** Forbidden in redirect URIs, as is more than 256 characters. */
const forbidden = /[!$'(),;*]/;

/** Why a portal would not register `uri`, as part of a sentence; undefined where it would. */
export function redirectProblem(
  uri: string,
  { platform, signInAudience }: { platform: Platform; signInAudience: AppRegistration['signInAudience'] },
): string | undefined {
  const url = parsed(uri);
  if (!url) return 'is no absolute URI';
  if (uri.length > 256) return 'is longer than 256 characters';
  if (forbidden.test(uri)) return "has one of the characters ! $ ' ( ) , ; *";
  if (url.hash !== '') return 'has a fragment';
  if (url.hostname === '[::1]') return 'names [::1], which is not supported: take localhost';
  const own = url.hostname === 'localhost' || url.hostname === '127.0.0.1';
  if (url.protocol === 'http:' && !own) return 'is http and not of this machine: only localhost may be';
  const web = url.protocol === 'http:' || url.protocol === 'https:';
  if (!web && platform !== 'publicClient') return `is of a scheme that ${platform} does not have: take https`;
  const personal =
    signInAudience === 'AzureADandPersonalMicrosoftAccount' || signInAudience.startsWith('Personal');
  if (url.search !== '' && personal) return 'has a query, which applications for personal accounts may not';
  return undefined;
}
