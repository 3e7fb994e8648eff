// A message that Exchange gave a Message-ID of its own when it was sent; ours stands in X-Microsoft-Original-Message-ID. Graph
// cannot filter by fields of the header. It can by a MAPI property, and fields that begin with X- are such properties
// (MS-OXCMAIL, PS_INTERNET_HEADERS); where a server does not take that, the newest messages are read.

import * as v from 'valibot';
import { isMailgrantError } from '../../errors/error.ts';
import { headOf } from '../../mime/head.ts';
import { parseFields } from '../../mime/header/fields.ts';
import { shaped } from './answer-shapes.ts';
import { graphDownload } from './download.ts';
import { quoted } from './find.ts';
import { messagePath, messagesIn } from './messages.ts';
import { type GraphDoor, graphRequest } from './request.ts';

const field = 'X-Microsoft-Original-Message-ID';
const property = `String {00020386-0000-0000-C000-000000000046} Name ${field}`;
/** A message that was sent a moment ago is among them. */
const newestMax = 10;

const idsShape = v.object({ value: v.array(v.object({ id: v.string() })) });
const headersShape = v.object({
  value: v.array(
    v.object({
      id: v.string(),
      internetMessageHeaders: v.nullish(
        v.array(v.object({ name: v.nullish(v.string()), value: v.nullish(v.string()) })),
      ),
    }),
  ),
});

interface Asked {
  readonly signal?: AbortSignal | undefined;
}

/** Whether `messageId` is what a message of the folder had before. */
export async function isReplaced(
  door: GraphDoor,
  folder: string,
  messageId: string,
  { signal }: Asked,
): Promise<boolean> {
  return (
    (await isKnown(door, folder, messageId, { signal })) ||
    (await isAmongNewest(door, folder, messageId, { signal }))
  );
}

/** False, too, where the server does not take the question. */
async function isKnown(
  door: GraphDoor,
  folder: string,
  messageId: string,
  { signal }: Asked,
): Promise<boolean> {
  const $filter = `singleValueExtendedProperties/any(p:p/id eq ${quoted(property)} and p/value eq ${quoted(messageId)})`;
  const doing = 'looking for the message by the id that it had';
  const path = messagesIn(door, folder);
  try {
    const query = { $filter, $select: 'id', $top: '1' };
    const answer = await graphRequest(door, { method: 'GET', path, query, doing, signal });
    return shaped(idsShape, answer, { door, doing }).value.length > 0;
  } catch (error) {
    const refused =
      isMailgrantError(error) && (error.code === 'graph-refused' || error.details['status'] === 501);
    if (!refused) throw error;
    door.log?.debug('graph.filter-refused', { account: door.account, code: error.code });
    return false;
  }
}

async function isAmongNewest(
  door: GraphDoor,
  folder: string,
  messageId: string,
  { signal }: Asked,
): Promise<boolean> {
  const doing = 'reading the headers of the newest messages';
  const query = {
    $select: 'id,internetMessageHeaders',
    $orderby: 'receivedDateTime desc',
    $top: String(newestMax),
  };
  const path = messagesIn(door, folder);
  const answer = await graphRequest(door, { method: 'GET', path, query, doing, signal });
  for (const { id, internetMessageHeaders } of shaped(headersShape, answer, { door, doing }).value) {
    const value = internetMessageHeaders?.length
      ? internetMessageHeaders.find(({ name }) => name?.toLowerCase() === field.toLowerCase())?.value?.trim()
      : // Of what never travelled, Graph knows no header; the message as a file has one.
        parseFields(
          await headOf(graphDownload(door, { path: `${messagePath(door, id)}/$value`, doing, signal })),
        ).first(field.toLowerCase());
    if (value === messageId) return true;
  }
  return false;
}
