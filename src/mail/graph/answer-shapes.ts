// The parts of Graph's answers that are used, and nothing else: unknown fields are left alone, missing ones are named.

import * as v from 'valibot';
import { fail } from '../../errors/error.ts';
import type { GraphAnswer, GraphDoor } from './request.ts';

const address = v.object({ emailAddress: v.object({ address: v.optional(v.string()) }) });

export const profileShape = v.object({
  id: v.string(),
  displayName: v.nullish(v.string()),
  mail: v.nullish(v.string()),
  userPrincipalName: v.nullish(v.string()),
});

export const messageShape = v.object({
  id: v.string(),
  internetMessageId: v.nullish(v.string()),
  subject: v.nullish(v.string()),
  from: v.nullish(address),
  receivedDateTime: v.nullish(v.string()),
  isRead: v.nullish(v.boolean()),
  parentFolderId: v.nullish(v.string()),
});

export const messagePageShape = v.object({
  value: v.array(messageShape),
  '@odata.nextLink': v.optional(v.string()),
});

export const subscriptionShape = v.object({
  id: v.string(),
  resource: v.string(),
  expirationDateTime: v.string(),
});

/** @throws `graph-answer-not-understood` naming the first field that is wrong */
export function shaped<T>(
  shape: v.GenericSchema<unknown, T>,
  answer: GraphAnswer,
  told: { door: Pick<GraphDoor, 'baseUrl'>; doing: string },
): T {
  const result = v.safeParse(shape, answer.body);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const problem = `${v.getDotPath(issue) ?? 'the body'}: ${issue.message.toLowerCase()}`;
  const { host } = new URL(told.door.baseUrl);
  throw fail('graph-answer-not-understood', { host, doing: told.doing, status: answer.status, problem });
}
