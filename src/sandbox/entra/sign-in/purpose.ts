// Why somebody signs in: for an application's redirect, for a device, or to consent for an organisation. The sign-in
// itself (flow.ts) is the same for all; what happens before and after is the purpose's.

import type { AppRegistration, User } from '../../model.ts';
import type { RequestIds } from '../answer.ts';
import type { ClaimsRequest } from '../claims-request.ts';
import type { EntraRefusal } from '../refusal.ts';
import type { ScopeList } from '../scope.ts';
import type { Segment } from '../segment.ts';
import type { SignedIn } from './sessions.ts';

export type Prompt = 'login' | 'none' | 'consent' | 'select_account';

/** What a person has agreed to hand over, with who they are. */
export interface Completed {
  /** As who they are known in the tenant: the guest, not the account at home. */
  readonly user: User;
  readonly signedIn: SignedIn;
  readonly sessionId: string;
}

export interface Purpose {
  readonly app: AppRegistration;
  readonly segment: Segment;
  readonly scopes: ScopeList;
  readonly prompt: Prompt | undefined;
  readonly loginHint: string | undefined;
  readonly domainHint: string | undefined;
  /** The consent is for everybody in the tenant and needs an administrator. */
  readonly forTenant: boolean;
  /** Something is to be handed to a device, which nobody can see: the signed-in person is asked first. */
  readonly device: boolean;
  /** `max_age`: who signed in longer ago has to do so again. */
  readonly maxAgeMs: number | undefined;
  readonly claims: ClaimsRequest;
  /** The header of a proxy that lets people sign in to certain tenants only. */
  readonly restriction: string | undefined;
  complete(done: Completed, ids: RequestIds): Promise<Response>;
  /** True for a refusal that the application hears of although it would be for a page elsewhere. */
  tells(refusal: EntraRefusal): boolean;
  /** Ends the purpose with an error that is not for a page. */
  fail(refusal: EntraRefusal, ids: RequestIds): Response | Promise<Response>;
}
