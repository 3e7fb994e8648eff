// Who is the client, and can it prove it: secret in the body or in the header, a signed assertion, or nothing at all.
// RFC 6749 section 2.3, RFC 7523 section 2.2.

import type { AppRegistration } from '../../model.ts';
import type { EntraRequest, Parameters } from '../exchange.ts';
import type { Platform } from '../redirect.ts';
import { refuse } from '../refusal.ts';
import type { World } from '../world.ts';
import { checkAssertion } from './client-assertion.ts';

export interface BasicCredentials {
  readonly clientId: string;
  readonly secret: string;
}

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** The Authorization header's id and secret, form-decoded as RFC 6749 has them encoded. */
export function readBasic(header: string | undefined): BasicCredentials | undefined {
  const match = /^basic ([a-z0-9+/=]+)$/i.exec(header ?? '');
  if (!match?.[1]) return undefined;
  const text = Buffer.from(match[1], 'base64').toString();
  const colon = text.indexOf(':');
  if (colon < 0) return undefined;
  return { clientId: formDecode(text.slice(0, colon)), secret: formDecode(text.slice(colon + 1)) };
}

export interface Authentication {
  world: World;
  app: AppRegistration;
  parameters: Parameters;
  basic: BasicCredentials | undefined;
  platform: Platform | undefined;
  confidentialOnly: boolean;
  request: EntraRequest;
}

/** @throws EntraRefusal, status 401. Returns how the client proved itself, as `appidacr` counts. */
export function authenticateClient(options: Authentication): 0 | 1 | 2 {
  const { app, parameters, basic, platform, confidentialOnly } = options;
  const secret = parameters['client_secret'] ?? basic?.secret;
  const assertion = parameters['client_assertion'];
  const presented = secret !== undefined || assertion !== undefined;
  if (!presented) {
    if (confidentialOnly) throw refuse(7000216);
    if (!isPublic(app, platform)) throw refuse(7000218);
    return 0;
  }
  if (!confidentialOnly && (platform === 'publicClient' || platform === 'spa' || onlyPublic(app))) {
    throw refuse(700025);
  }
  if (assertion !== undefined) {
    if (parameters['client_assertion_type'] !== assertionType) {
      throw refuse(900144, { parameter: 'client_assertion_type' });
    }
    checkAssertion(options.world, { app, assertion, request: options.request });
    return 2;
  }
  checkSecret(options.world, app, secret ?? '');
  return 1;
}

/** Where no redirect URI tells the kind of client, the registration's "allow public client flows" does. */
function isPublic(app: AppRegistration, platform: Platform | undefined): boolean {
  return platform === undefined ? app.allowPublicClient : platform !== 'web';
}

function onlyPublic(app: AppRegistration): boolean {
  return app.allowPublicClient && app.secrets.length === 0 && app.certificates.length === 0;
}

function checkSecret(world: World, app: AppRegistration, secret: string): void {
  const matching = app.secrets.filter(({ value }) => value === secret);
  if (matching.length === 0) throw refuse(7000215, { app: app.appId });
  if (!matching.some(({ expiresAtMs }) => expiresAtMs > world.clock.now())) {
    throw refuse(7000222, { app: app.appId });
  }
}

function formDecode(text: string): string {
  const spaced = text.replace(/\+/g, ' ');
  // A stray percent sign is taken as it is: the secret is then simply wrong.
  return /%(?![0-9a-f]{2})/i.test(spaced) ? spaced : decodeURIComponent(spaced);
}
