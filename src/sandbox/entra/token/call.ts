// What every grant at the token endpoint is given once the request has passed the common checks.

import type { AppRegistration } from '../../model.ts';
import type { ClaimsRequest } from '../claims-request.ts';
import type { EntraRequest, Parameters } from '../exchange.ts';
import type { Platform } from '../redirect.ts';
import type { Segment } from '../segment.ts';
import type { World } from '../world.ts';

export interface TokenCall {
  readonly world: World;
  readonly request: EntraRequest;
  readonly parameters: Parameters;
  readonly segment: Segment;
  readonly app: AppRegistration;
  /** 0 not at all, 1 secret, 2 certificate. */
  readonly clientProof: 0 | 1 | 2;
  readonly claims: ClaimsRequest;
  /** Planned trouble: answer for the other resource. */
  readonly wrongAudience: boolean;
  /** Who it turned out to be about, for the request log. */
  readonly note: { user: string | undefined };
}

/** One grant type. The steps around it are in token.ts. */
export interface GrantType {
  /** Parameters without which nothing else is looked at. */
  readonly required: readonly string[];
  /** Kind of client, as far as the request tells; undefined where only the registration can. */
  platform(world: World, app: AppRegistration, parameters: Parameters): Platform | undefined;
  /** Client credentials need a credential whatever the registration says. */
  readonly confidentialOnly?: boolean;
  /** Not served over /common and /consumers. */
  readonly tenantOnly?: boolean;
  redeem(call: TokenCall): Promise<object>;
}
