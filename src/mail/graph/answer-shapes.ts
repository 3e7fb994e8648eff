// The parts of Graph's answers that are used, and nothing else: unknown fields are left alone, missing ones are named.

import * as v from 'valibot';
import { fail } from '../../errors/error.ts';
import { extrasShape } from './extras.ts';
import type { GraphAnswer, GraphDoor } from './request.ts';

const text = v.nullish(v.string());
export const recipientShape = v.object({ emailAddress: v.nullish(v.object({ name: text, address: text })) });
export type Recipient = v.InferOutput<typeof recipientShape>;

export const profileShape = v.object({
  id: v.string(),
  displayName: text,
  mail: text,
  userPrincipalName: text,
  proxyAddresses: v.nullish(v.array(v.string())),
  preferredLanguage: text,
});

export const mailboxSettingsShape = v.object({ timeZone: text });

export const messageShape = v.object({
  id: v.string(),
  internetMessageId: text,
  subject: text,
  from: v.nullish(recipientShape),
  toRecipients: v.nullish(v.array(recipientShape)),
  ccRecipients: v.nullish(v.array(recipientShape)),
  receivedDateTime: text,
  sentDateTime: text,
  isRead: v.nullish(v.boolean()),
  isDraft: v.nullish(v.boolean()),
  flag: v.nullish(v.object({ flagStatus: text })),
  hasAttachments: v.nullish(v.boolean()),
  bodyPreview: text,
  parentFolderId: text,
  singleValueExtendedProperties: extrasShape,
});

export const messagePageShape = v.object({
  value: v.array(messageShape),
  '@odata.nextLink': v.nullish(v.string()),
});

/** What moving and copying answer with. */
export const placeShape = v.object({ id: v.string(), parentFolderId: text });

export const folderShape = v.object({
  '@odata.type': v.nullish(v.string()),
  id: v.string(),
  displayName: text,
  parentFolderId: text,
  childFolderCount: v.nullish(v.number()),
  totalItemCount: v.nullish(v.number()),
  unreadItemCount: v.nullish(v.number()),
});

export const folderPageShape = v.object({
  value: v.array(folderShape),
  '@odata.nextLink': v.nullish(v.string()),
});

/** @throws `graph-answer-not-understood` naming the first field that is wrong */
export function shaped<T>(
  shape: v.GenericSchema<unknown, T>,
  answer: Pick<GraphAnswer, 'status' | 'body'>,
  told: { door: Pick<GraphDoor, 'baseUrl'>; doing: string },
): T {
  const result = v.safeParse(shape, answer.body);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const problem = `${v.getDotPath(issue) ?? 'the body'}: ${issue.message.toLowerCase()}`;
  const { host } = new URL(told.door.baseUrl);
  throw fail('graph-answer-not-understood', { host, doing: told.doing, status: answer.status, problem });
}
