// /{tenant}/oauth2/v2.0/logout: ends the browser's session and nothing else; refresh tokens live on. Applications that
// registered an address for it are told, in frames of the last page (OpenID Connect Front-Channel Logout 1.0).

import { currentSession, type EntraRequest, endSession } from '../exchange.ts';
import { notePage, signedOutPage } from '../pages/message.ts';
import { findRedirect } from '../redirect.ts';
import type { Session } from '../sign-in/sessions.ts';
import type { World } from '../world.ts';

export function logout(world: World, request: EntraRequest): Response | Promise<Response> {
  const session = currentSession(world, request);
  const frames = session ? framesOf(world, request, session) : [];
  if (!session || !leavesOthers(world, session, request.parameters['logout_hint']))
    endSession(world, request);
  const target = returnAddress(world, request);
  if (frames.length > 0) return signedOutPage({ frames, target: target?.href });
  if (target) return request.context.redirect(target.href, 302);
  return notePage({
    title: 'You signed out of your account',
    text: "It's a good idea to close all browser windows.",
  });
}

/** Only where some application has registered it: this endpoint is no open redirector. */
function returnAddress(world: World, { parameters }: EntraRequest): URL | undefined {
  const { post_logout_redirect_uri: asked, state } = parameters;
  const registered =
    asked !== undefined && [...world.directory.apps.values()].some((app) => findRedirect(app, asked));
  if (!registered || !URL.canParse(asked)) return undefined;
  const target = new URL(asked);
  if (state !== undefined) target.searchParams.set('state', state);
  return target;
}

/** `iss` and `sid` say whose session it was (section 2). */
function framesOf(world: World, { origin }: EntraRequest, session: Session): URL[] {
  const [userId = ''] = session.accounts.keys();
  const tenantId = world.directory.users.get(userId)?.tenantId;
  return [...session.apps].flatMap((appId) => {
    const address = world.directory.apps.get(appId)?.logoutUrl;
    if (address === undefined || !URL.canParse(address)) return [];
    const url = new URL(address);
    if (tenantId !== undefined) url.searchParams.set('iss', `${origin}/${tenantId}/v2.0`);
    url.searchParams.set('sid', session.publicId);
    return [url];
  });
}

/** A hint at one of several accounts signs that one out; the others stay. */
function leavesOthers(world: World, session: Session, hint: string | undefined): boolean {
  const user = hint === undefined ? undefined : world.directory.userByName(hint);
  if (!user || session.accounts.size < 2) return false;
  return session.accounts.delete(user.id);
}
