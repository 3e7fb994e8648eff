// GET /me: who the token belongs to (Graph documentation, "Get a user"; permission User.Read).

import { profileShape, shaped } from './answer-shapes.ts';
import { type GraphDoor, graphRequest } from './request.ts';

export interface GraphProfile {
  readonly id: string;
  readonly displayName: string | undefined;
  /** The mailbox's primary address. Personal accounts were seen without one: then the sign-in name has to do. */
  readonly mail: string | undefined;
  readonly userPrincipalName: string | undefined;
}

export async function readProfile(door: GraphDoor): Promise<GraphProfile> {
  const doing = 'reading the profile';
  const query = { $select: 'id,displayName,mail,userPrincipalName' };
  const answer = await graphRequest(door, { method: 'GET', path: '/me', query, doing });
  const { id, displayName, mail, userPrincipalName } = shaped(profileShape, answer, { door, doing });
  return {
    id,
    displayName: displayName ?? undefined,
    mail: mail ?? undefined,
    userPrincipalName: userPrincipalName ?? undefined,
  };
}
