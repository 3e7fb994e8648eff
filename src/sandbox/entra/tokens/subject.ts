// How a person is named in tokens: per application (`sub`) and across them (`oid`).

import { createHash } from 'node:crypto';
import type { Guid, User } from '../../model.ts';
import type { World } from '../world.ts';

/** Different for every application, the same at every sign-in. */
export function pairwiseSubject(world: World, user: User, audience: Guid): string {
  return createHash('sha256').update(`${world.pairwiseSalt} ${user.id} ${audience}`).digest('base64url');
}

/** A GUID for everybody: a personal account's 16 hex digits are its end. */
export function objectIdOf(user: User): Guid {
  if (user.id.length !== 16) return user.id;
  return `00000000-0000-0000-${user.id.slice(0, 4)}-${user.id.slice(4)}`;
}
