// Attachments of a draft (Graph documentation, "Add attachment", "Attach large files to Outlook messages"). Adding one is a
// POST that would add it twice when it is done twice: after a lost answer the draft is asked what it has.

import * as v from 'valibot';
import { backoffMs } from '../../base/backoff.ts';
import { sleep } from '../../base/clock.ts';
import { fail, isMailgrantError } from '../../errors/error.ts';
import { pages } from './pages.ts';
import { type GraphDoor, graphRequest } from './request.ts';
import { type LargeAttachment, uploadAttachment } from './upload-session.ts';

/** Larger attachments take an upload session, smaller ones do not get one. */
export const directBytesMax = 3 * 1024 * 1024;
/** Of an upload session. */
export const graphAttachmentBytesMax = 150 * 1024 * 1024;

const triesMax = 3;
const backoff = { firstMs: 1000, maxMs: 10_000, random: Math.random };

const namesShape = v.object({
  value: v.array(v.object({ name: v.nullish(v.string()) })),
  '@odata.nextLink': v.nullish(v.string()),
});

/** Each of them once, whatever answers are lost on the way. @throws `graph-...`, `net-...`, `compose-source-changed` */
export async function attachAll(
  door: GraphDoor,
  owner: string,
  draft: string,
  attachments: readonly LargeAttachment[],
): Promise<void> {
  if (attachments.length === 0) return;
  const message = `${owner}/messages/${encodeURIComponent(draft)}`;
  const before = await namesOf(door, message);
  let doubted = false;
  for (const [index, attachment] of attachments.entries()) {
    const named = [...before, ...attachments.slice(0, index).map(({ name }) => name)];
    const looked = await attachOne(door, message, attachment, timesIn(named, attachment.name));
    doubted ||= looked;
  }
  if (!doubted) return;
  // What seemed lost may have arrived after somebody had looked.
  const expected = before.length + attachments.length;
  const found = (await namesOf(door, message)).length;
  if (found === expected) return;
  const { host } = new URL(door.baseUrl);
  const problem = `after a lost answer the draft has ${found} attachments in place of ${expected}`;
  throw fail('graph-answer-not-understood', { host, doing: 'attaching files', status: 200, problem });
}

/** @param twins - how many of that name are there already. @returns true where an answer was lost */
async function attachOne(
  door: GraphDoor,
  message: string,
  attachment: LargeAttachment,
  twins: number,
): Promise<boolean> {
  const { name, bytes } = attachment;
  for (let tries = 1; ; tries += 1) {
    let lost: unknown;
    try {
      if (bytes <= directBytesMax) await attachDirectly(door, message, attachment);
      else if ((await uploadAttachment(door, message, attachment)) === 'gone') lost = sessionGone(name);
      if (lost === undefined) return tries > 1;
    } catch (error) {
      if (!mayBeThere(error)) throw error;
      lost = error;
    }
    await sleep(door.clock, backoffMs(tries, backoff), door.signal);
    if (timesIn(await namesOf(door, message), name) > twins) return true;
    if (tries >= triesMax) throw lost;
  }
}

async function attachDirectly(
  door: GraphDoor,
  message: string,
  { name, contentType, cid, inline, content }: LargeAttachment,
): Promise<void> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content()) pieces.push(Uint8Array.from(piece));
  const body = {
    '@odata.type': '#microsoft.graph.fileAttachment',
    name,
    contentType: contentType ?? 'application/octet-stream',
    contentBytes: Buffer.concat(pieces).toString('base64'),
    ...(inline ? { isInline: true } : {}),
    ...(cid === undefined ? {} : { contentId: cid }),
  };
  const path = `${message}/attachments`;
  await graphRequest(door, { method: 'POST', path, body, doing: `attaching ${name}` });
}

async function namesOf(door: GraphDoor, message: string): Promise<readonly string[]> {
  const names: string[] = [];
  const query = { $select: 'id,name' };
  const asked = { path: `${message}/attachments`, query, doing: 'listing the attachments of the draft' };
  for await (const page of pages(door, namesShape, asked)) names.push(...page.map(({ name }) => name ?? ''));
  return names;
}

function timesIn(names: readonly string[], name: string): number {
  return names.filter((one) => one === name).length;
}

function mayBeThere(error: unknown): boolean {
  return isMailgrantError(error) && error.retry === 'later' && error.code !== 'compose-source-changed';
}

function sessionGone(name: string): Error {
  return fail('graph-refused', {
    doing: `uploading ${name}`,
    status: 404,
    vendor: 'uploadSessionEnded',
    answer: 'the upload session ended before the attachment was there',
    requestId: 'unknown',
  });
}
