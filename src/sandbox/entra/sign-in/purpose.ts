// Why somebody signs in: for an application's redirect, for a device, or to consent for an organisation. The sign-in
// itself (flow.ts) is the same for all; what happens before and after is the purpose's.

import type { AppRegistration, User } from '../../model.ts';
import type { RequestIds } from '../answer.ts';
import type { EntraRefusal } from '../refusal.ts';
import type { ScopeList } from '../scope.ts';
import type { Segment } from '../segment.ts';
import type { SignedIn } from './sessions.ts';

export type Prompt = 'login' | 'none' | 'consent' | 'select_account';

/** What a person has agreed to hand over, with who they are. */
export interface Completed {
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
  /** Asked of the signed-in person before anything is handed over: a device, which nobody can see. */
  readonly confirm: boolean;
  complete(done: Completed, ids: RequestIds): Promise<Response>;
  /** Ends the purpose with an error that is not for a page. */
  fail(refusal: EntraRefusal, ids: RequestIds): Response | Promise<Response>;
}
