// The faults that are planned, and which of them strikes next. Each plan draws from a generator of its own, seeded from
// the sandbox's seed and its place in the list, so that a run can be had again whatever else goes on beside it.

import { randomInt } from 'node:crypto';
import { invariant } from '../../base/invariant.ts';
import { seededDraw } from './draw.ts';
import {
  type CertificateKind,
  type FaultPlace,
  type FaultPlan,
  isCertificateKind,
  isConnectionKind,
  type MailMoment,
  type MailPlace,
  type PlannedFault,
  planProblem,
  type Stroke,
} from './plan.ts';

/** What a fault may be narrowed down by. */
export interface FaultSubject {
  grantType?: string;
  scope?: string;
}

export interface Faults {
  /** What chance is drawn from. Show it where a run may have to be repeated. */
  readonly seed: number;
  /** Starts the draws again from `seed`, also those of plans that are there. */
  reseed(seed: number): void;
  /** Its id, for `remove`. */
  add(plan: FaultPlan): number;
  /** False where there is none of that id. */
  remove(id: number): boolean;
  /** Faults that have not struck as often as planned. */
  pending(): PlannedFault[];
  clear(): void;
  /** The fault for this request, counted as struck. */
  take(where: FaultPlace, subject?: FaultSubject): PlannedFault | undefined;
  /** The fault for this moment of a mail connection, counted as struck. */
  takeMail(where: MailPlace, moment: MailMoment, command?: string): Stroke | undefined;
  /** What SMTP says in the place of this command's own answer, counted as struck. */
  takeReply(command: string): string | undefined;
  /** The certificate that a new connection is shown instead of the right one, counted as struck. */
  takeCertificate(...where: Array<'entra' | 'graph' | MailPlace>): CertificateKind | undefined;
}

interface Entry {
  readonly fault: PlannedFault;
  draw: () => number;
}

export function createFaults(options: { seed?: number | undefined } = {}): Faults {
  let seed = options.seed ?? randomInt(2 ** 32);
  let entries: Entry[] = [];
  let lastId = 0;
  const drawOf = (id: number): (() => number) => seededDraw(seed + Math.imul(id, 0x9e3779b1));
  const strike = (fits: (plan: PlannedFault) => boolean): PlannedFault | undefined => {
    for (const { fault, draw } of entries) {
      if (fault.struck >= fault.times || !fits(fault)) continue;
      if (fault.probability !== undefined && draw() >= fault.probability) continue;
      fault.struck += 1;
      return { ...fault };
    }
    return undefined;
  };
  return {
    get seed() {
      return seed;
    },
    reseed(next) {
      seed = next;
      for (const entry of entries) entry.draw = drawOf(entry.fault.id);
    },
    add(plan) {
      const problem = planProblem(plan);
      invariant(problem === undefined, `a fault makes sense (${problem})`);
      lastId += 1;
      const lasting = plan.probability !== undefined || isCertificateKind(plan.kind);
      const times = plan.times ?? (lasting ? Number.POSITIVE_INFINITY : 1);
      entries.push({ fault: { ...plan, id: lastId, times, struck: 0 }, draw: drawOf(lastId) });
      return lastId;
    },
    remove(id) {
      const before = entries.length;
      entries = entries.filter(({ fault }) => fault.id !== id);
      return entries.length < before;
    },
    pending: () =>
      entries.filter(({ fault }) => fault.struck < fault.times).map(({ fault }) => ({ ...fault })),
    clear() {
      entries = [];
    },
    take: (where, { grantType, scope = '' } = {}) =>
      strike(
        (plan) =>
          !isCertificateKind(plan.kind) &&
          (plan.where === where || (plan.where === 'entra' && where !== 'graph')) &&
          (plan.grantType === undefined || plan.grantType === grantType) &&
          (plan.scope === undefined || scope.includes(plan.scope)),
      ),
    takeMail(where, moment, command) {
      const struck = strike(
        (plan) =>
          plan.where === where &&
          isConnectionKind(plan.kind) &&
          (plan.when ?? (plan.command === undefined ? 'connection' : 'command')) === moment &&
          (plan.command === undefined || plan.command.toUpperCase() === command),
      );
      return struck && isConnectionKind(struck.kind) ? { ...struck, kind: struck.kind } : undefined;
    },
    takeReply: (command) =>
      strike(
        (plan) =>
          plan.kind === 'reply' && (plan.command === undefined || plan.command.toUpperCase() === command),
      )?.text,
    takeCertificate(...where) {
      const struck = strike(
        (plan) =>
          isCertificateKind(plan.kind) && (plan.where === 'tls' || where.some((one) => one === plan.where)),
      );
      return struck && isCertificateKind(struck.kind) ? struck.kind : undefined;
    },
  };
}
