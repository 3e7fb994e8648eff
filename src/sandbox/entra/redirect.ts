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
