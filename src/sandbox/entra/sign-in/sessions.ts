// Browser sessions (who is signed in behind a cookie) and flows (one sign-in that is under way). A form of a flow is
// good only together with the cookie that it was handed out with: that is the protection against forged posts.

import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../../../base/clock.ts';
import type { Shelf } from '../../shelf.ts';
import type { Purpose } from './purpose.ts';

export interface SignedIn {
  readonly userId: string;
  authTimeMs: number;
  /** Authentication methods: 'pwd', 'mfa'. */
  amr: string[];
  mfaAtMs: number | undefined;
}

export interface Session {
  /** The cookie's value. */
  readonly id: string;
  /** What tokens and redirects call it. */
  readonly publicId: string;
  /** By id of the account at home, also for who goes somewhere as a guest. */
  readonly accounts: Map<string, SignedIn>;
  /** Whose sign-in a change of password has ended. */
  readonly lost: Set<string>;
  /** Applications that somebody was signed in to from here: they hear of the sign-out. */
  readonly apps: Set<string>;
}

export interface Flow {
  readonly id: string;
  readonly session: Session;
  readonly purpose: Purpose;
  readonly startedAtMs: number;
  /** The account at home. Chosen, not yet proven unless `authenticated`. */
  userId: string | undefined;
  authenticated: boolean;
  /** The password was typed in this flow. */
  passwordGiven: boolean;
  /** The account page was shown or an account picked: `select_account` is satisfied. */
  accountChosen: boolean;
  consented: boolean;
  confirmed: boolean;
}

export interface Sessions {
  /** The session behind a cookie value, or a new one. */
  open(cookie: string | undefined): Session;
  get(cookie: string | undefined): Session | undefined;
  end(cookie: string | undefined): void;
  /** Forgets a user everywhere: sessions revoked, password changed. */
  forget(userId: string, why: 'revoked' | 'password'): void;
}

export interface Flows {
  start(session: Session, purpose: Purpose): Flow;
  /** Undefined when unknown, somebody else's or too old. */
  get(id: string, session: Session | undefined): Flow | undefined;
  end(flow: Flow): void;
}

/** Both hold at most this many; the oldest go first. */
const entriesMax = 10_000;
const flowLifetimeMs = 60 * 60_000;

export function createSessions(shelf: Shelf): Sessions {
  const sessions = shelf.map<Session>('session');
  return {
    open(cookie) {
      const known = cookie === undefined ? undefined : sessions.get(cookie);
      if (known) return known;
      const session: Session = {
        id: randomBytes(24).toString('base64url'),
        publicId: randomUUID(),
        accounts: new Map(),
        lost: new Set(),
        apps: new Set(),
      };
      makeRoom(sessions);
      return sessions.set(session.id, session).get(session.id) ?? session;
    },
    get: (cookie) => (cookie === undefined ? undefined : sessions.get(cookie)),
    end(cookie) {
      if (cookie !== undefined) sessions.delete(cookie);
    },
    forget(userId, why) {
      for (const session of sessions.values()) {
        if (session.accounts.delete(userId) && why === 'password') session.lost.add(userId);
      }
    },
  };
}

export function createFlows(clock: Clock): Flows {
  const flows = new Map<string, Flow>();
  return {
    start(session, purpose) {
      const flow: Flow = {
        id: randomBytes(24).toString('base64url'),
        session,
        purpose,
        startedAtMs: clock.now(),
        userId: undefined,
        authenticated: false,
        passwordGiven: false,
        accountChosen: false,
        consented: false,
        confirmed: false,
      };
      makeRoom(flows);
      flows.set(flow.id, flow);
      return flow;
    },
    get(id, session) {
      const flow = flows.get(id);
      if (!flow || !session || flow.session.id !== session.id) return undefined;
      return clock.now() - flow.startedAtMs > flowLifetimeMs ? undefined : flow;
    },
    end: (flow) => void flows.delete(flow.id),
  };
}

function makeRoom(map: Map<string, unknown>): void {
  const [oldest] = map.keys();
  if (map.size >= entriesMax && oldest !== undefined) map.delete(oldest);
}
