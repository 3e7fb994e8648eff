// GET /{tenant}/oauth2/v2.0/logout: ends the browser's session and nothing else; refresh tokens live on.

import { type EntraRequest, endSession } from '../exchange.ts';
import { notePage } from '../pages/message.ts';
import { findRedirect } from '../redirect.ts';
import type { World } from '../world.ts';

export function logout(world: World, request: EntraRequest): Response | Promise<Response> {
  endSession(world, request);
  const target = request.parameters['post_logout_redirect_uri'];
  // Only where some application has registered it: this endpoint is no open redirector.
  const registered =
    target !== undefined &&
    [...world.directory.apps.values()].some((app) => findRedirect(app, target) !== undefined);
  if (!registered) {
    return notePage({
      title: 'You signed out of your account',
      text: "It's a good idea to close all browser windows.",
    });
  }
  const location = new URL(target);
  const state = request.parameters['state'];
  if (state !== undefined) location.searchParams.set('state', state);
  return request.context.redirect(location.href, 302);
}
