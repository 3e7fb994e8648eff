// Whose mailbox is asked for, and whether the token may do to it what the operation does (permissions reference of
// Graph). Another person's mailbox needs the `.Shared` permission AND rights in the mailbox itself.

import type { Mailbox } from '../mailboxes/mailbox.ts';
import type { MailboxSettings, User } from '../model.ts';
import type { GoodToken, GraphContext, GraphDesk } from './context.ts';
import { accessDenied, badRequest, GraphError } from './error.ts';

export type Need = 'basic' | 'read' | 'write' | 'send' | 'settings' | 'settings-write';

/** For each need the permissions that satisfy it; delegated ones for one's own mailbox, each also with `.Shared`. */
const satisfying: Readonly<Record<Need, readonly string[]>> = {
  basic: ['Mail.ReadBasic', 'Mail.ReadBasic.All', 'Mail.Read', 'Mail.ReadWrite'],
  read: ['Mail.Read', 'Mail.ReadWrite'],
  write: ['Mail.ReadWrite'],
  send: ['Mail.Send'],
  settings: ['MailboxSettings.Read', 'MailboxSettings.ReadWrite'],
  'settings-write': ['MailboxSettings.ReadWrite'],
};

export interface Access {
  readonly mailbox: Mailbox;
  /** Mail.ReadBasic alone: no bodies, previews and attachments. */
  readonly basicOnly: boolean;
}

/** Whom `/me` or `/users/{id}` names. */
export interface Target {
  readonly user: User | undefined;
  readonly settings: MailboxSettings | undefined;
}

/** @throws GraphError 403 where the token may not, 404 where there is no such user or mailbox. */
export function openMailbox(c: GraphContext, desk: GraphDesk, need: Need): Access {
  return openFor(desk, c.get('token'), { asked: c.req.param('user'), need });
}

export function openFor(
  desk: GraphDesk,
  token: GoodToken,
  wish: { asked: string | undefined; need: Need },
): Access {
  if (!holds(token, wish.need, 'any')) throw accessDenied();
  const target = findTarget(desk, token, wish.asked);
  if (!target.settings) {
    throw new GraphError(
      404,
      'MailboxNotEnabledForRESTAPI',
      'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
    );
  }
  if (!mayOpen(token, target, wish.need)) throw accessDenied();
  const own = isOwn(token, target);
  return {
    mailbox: desk.mail.mailboxOf(target.settings),
    basicOnly: wish.need === 'basic' && !holds(token, 'read', own ? 'any' : 'shared'),
  };
}

/** @throws GraphError 400 for `/me` without a person, 404 for somebody unknown. */
export function findTarget(desk: GraphDesk, token: GoodToken, asked: string | undefined): Target {
  const { directory } = desk;
  if (asked === undefined && token.kind === 'app') {
    throw badRequest('/me request is only valid with delegated authentication flow.');
  }
  const user =
    asked === undefined
      ? directory.users.get(token.subjectId)
      : (directory.users.get(asked) ?? directory.userByName(asked));
  const settings = user
    ? directory.mailboxOfUser(user.id)
    : asked === undefined
      ? undefined
      : directory.mailboxByAddress(asked);
  const stranger = user !== undefined && user.tenantId !== token.tenantId;
  if ((!user && !settings) || stranger) {
    throw new GraphError(
      404,
      'ErrorInvalidUser',
      `The requested user '${asked ?? token.subjectId}' is invalid.`,
    );
  }
  return { user, settings };
}

/** @throws GraphError 403 unless the token has one of `names`. */
export function requirePermission(token: GoodToken, ...names: string[]): void {
  const held = lower(token.permissions);
  if (!names.some((name) => held.has(name.toLowerCase()))) {
    throw new GraphError(
      403,
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
    );
  }
}

function mayOpen(token: GoodToken, target: Target, need: Need): boolean {
  if (token.kind === 'app' || isOwn(token, target)) return true;
  if (!holds(token, need, 'shared')) return false;
  const { settings } = target;
  const rights =
    need === 'send' ? [...(settings?.sendAs ?? []), ...(settings?.fullAccess ?? [])] : settings?.fullAccess;
  return rights?.includes(token.subjectId) ?? false;
}

function isOwn(token: GoodToken, target: Target): boolean {
  return target.user !== undefined && target.user.id === token.subjectId;
}

function holds(token: GoodToken, need: Need, which: 'any' | 'shared'): boolean {
  const held = lower(token.permissions);
  return satisfying[need].some((name) => {
    const plain = name.toLowerCase();
    if (token.kind === 'app') return held.has(plain);
    return held.has(`${plain}.shared`) || (which === 'any' && held.has(plain));
  });
}

function lower(names: readonly string[]): Set<string> {
  return new Set(names.map((name) => name.toLowerCase()));
}
