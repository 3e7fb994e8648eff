// POST /{tenant}/login: every form of every sign-in page comes back here.

import { answering, currentSession, type EntraRequest } from '../exchange.ts';
import { errorPage } from '../pages/message.ts';
import type { EntraRefusal } from '../refusal.ts';
import { refuse, refuseUnnumbered } from '../refusal.ts';
import { submit } from '../sign-in/submit.ts';
import type { World } from '../world.ts';

export async function login(world: World, request: EntraRequest): Promise<Response> {
  const toPage = (refusal: EntraRefusal): Promise<Response> => errorPage(world, refusal, request.ids);
  const session = currentSession(world, request);
  if (!session) {
    return toPage(
      refuseUnnumbered(
        'invalid_request',
        "We can't sign you in. Your browser is currently set to block cookies. You need to allow cookies to use this service.",
      ),
    );
  }
  const flow = world.flows.get(request.parameters['flowToken'] ?? '', session);
  if (!flow) return toPage(refuse(50089));
  return answering(
    () => submit(world, flow, request.parameters, request.ids),
    (refusal) =>
      refusal.page && !flow.purpose.tells(refusal)
        ? toPage(refusal)
        : flow.purpose.fail(refusal, request.ids),
  );
}
