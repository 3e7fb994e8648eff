// GET /{tenant}/oauth2/v2.0/authorize: judges the request, then lets the sign-in begin.

import { consumersTenantId } from '../../model.ts';
import {
  answering,
  checkDuplicates,
  type EntraRequest,
  openSession,
  restrictionOf,
  segmentOf,
  sessionState,
} from '../exchange.ts';
import { mintToken } from '../grants.ts';
import { errorPage } from '../pages/message.ts';
import { checkCloud, type Segment } from '../segment.ts';
import { proceed } from '../sign-in/flow.ts';
import type { Completed, Purpose } from '../sign-in/purpose.ts';
import { clientInfo } from '../tokens/client-info.ts';
import { idToken } from '../tokens/id-token.ts';
import type { World } from '../world.ts';
import { type AuthorizeRequest, readAuthorizeRequest, readReturnAddress } from './request.ts';
import { respond, respondRefusal } from './respond.ts';

export function authorize(world: World, request: EntraRequest): Promise<Response> {
  return answering(
    async () => {
      checkDuplicates(request);
      const segment = segmentOf(world, request);
      checkCloud(segment, request.origin);
      const address = readReturnAddress(world, segment, request.parameters);
      return answering(
        async () => {
          const asked = readAuthorizeRequest(world, segment, address, request.parameters);
          const purpose = authorizePurpose(world, { segment, asked, request });
          const flow = world.flows.start(openSession(world, request), purpose);
          return proceed(world, flow, request.ids);
        },
        (refusal) => respondRefusal(world, address, refusal, request.ids),
      );
    },
    (refusal) => errorPage(world, refusal, request.ids),
  );
}

function authorizePurpose(
  world: World,
  options: { segment: Segment; asked: AuthorizeRequest; request: EntraRequest },
): Purpose {
  const { segment, asked, request } = options;
  return {
    app: asked.app,
    segment,
    scopes: asked.scopes,
    prompt: asked.prompt,
    loginHint: asked.loginHint,
    domainHint: asked.domainHint,
    forTenant: false,
    device: false,
    maxAgeMs: asked.maxAgeMs,
    claims: asked.claims,
    restriction: restrictionOf(request),
    async complete(done, ids) {
      const code = asked.code ? issueCode(world, segment, asked, done) : undefined;
      const values: Record<string, string> = {};
      if (code !== undefined) values['code'] = code;
      if (asked.clientInfo) values['client_info'] = clientInfo(world, done.user);
      if (asked.idToken) {
        values['id_token'] = await idToken(world, {
          app: asked.app,
          user: done.user,
          origin: request.origin,
          oidc: asked.scopes.oidc,
          nonce: asked.nonce,
          sessionId: done.sessionId,
          authTimeMs: asked.maxAgeMs === undefined ? undefined : done.signedIn.authTimeMs,
          code,
        });
      }
      return respond(asked, { ...values, session_state: sessionState() }, ids);
    },
    tells: () => false,
    fail: (refusal, ids) => respondRefusal(world, asked, refusal, ids),
  };
}

function issueCode(world: World, segment: Segment, asked: AuthorizeRequest, done: Completed): string {
  const code = mintToken('code', done.user.tenantId === consumersTenantId);
  return world.grants.codes.put(code, {
    userId: done.user.id,
    appId: asked.app.appId,
    segment,
    scope: asked.scopes.raw,
    platform: asked.redirect.platform,
    confidential: false,
    amr: done.signedIn.amr,
    authTimeMs: done.signedIn.authTimeMs,
    mfaAtMs: done.signedIn.mfaAtMs,
    cae: asked.claims.cp1,
    sessionId: done.sessionId,
    redirectUri: asked.redirect.uri,
    challenge: asked.challenge,
    nonce: asked.nonce,
    issuedAtMs: world.clock.now(),
    redeemed: false,
    revoked: false,
  });
}
