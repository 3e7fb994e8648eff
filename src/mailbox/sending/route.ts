// SMTP while it works, else Graph; never the second after the first may have delivered. What makes SMTP stop working for
// everybody is remembered for a while, so that not every message knocks at a door that an administrator has shut.

import type { Service } from '../../base/token-source.ts';
import { type ErrorCode, isMailgrantError } from '../../errors/error.ts';
import type { MailboxContext } from '../context.ts';
import type { RouteChosen, SendOptions } from './message.ts';
import { isForGraph } from './receipts.ts';

/** Exchange says that switching SMTP on takes up to two hours. */
const shutMs = 60 * 60_000;

/** What is wrong with the door and not with the message. */
const doorTrouble: Partial<Record<ErrorCode, string>> = {
  'mail-smtp-auth-disabled': 'SMTP is switched off there',
  'mail-sign-in-blocked': 'a policy blocks signing in over SMTP',
  'mail-token-refused': 'SMTP does not take the token',
  'mail-xoauth2-missing': 'the SMTP server takes no tokens',
  'mail-starttls-missing': 'the SMTP server has no TLS',
  'send-too-large': 'the message is too large for SMTP',
  'net-refused': 'the SMTP port cannot be reached',
  'net-timeout': 'the SMTP port cannot be reached',
  'net-dns': 'the SMTP server cannot be found',
};
const lasting: ReadonlySet<ErrorCode> = new Set(['mail-smtp-auth-disabled', 'mail-sign-in-blocked']);

/** The ways to try, in their order. @throws what `routeOf` throws */
export function routesToTry(context: MailboxContext, options: SendOptions): readonly RouteChosen[] {
  const { connected, limits } = context.world;
  const first = context.route('send', options.via);
  if (options.via !== undefined) return [{ route: asRoute(first), because: `--via ${first} was asked for` }];
  const graph = connected.includes('graph') && isForGraph(options.report);
  if (first === 'graph') return [{ route: 'graph', because: 'the account is not connected for SMTP' }];
  if (graph && limits.isShut('smtp')) {
    return [{ route: 'graph', because: 'SMTP was found switched off within the last hour' }];
  }
  const smtp: RouteChosen = { route: 'smtp', because: 'SMTP comes first while it works' };
  return graph ? [smtp, { route: 'graph', because: '' }] : [smtp];
}

/** Why another route may do it, after this certain failure; undefined where it would fail there, too. */
export function otherwise(context: MailboxContext, error: Error): string | undefined {
  if (!isMailgrantError(error)) return undefined;
  if (lasting.has(error.code)) context.world.limits.shut('smtp', shutMs);
  return doorTrouble[error.code];
}

function asRoute(service: Service): 'smtp' | 'graph' {
  return service === 'graph' ? 'graph' : 'smtp';
}
