// The words to a new server that bring a session back to where it was: ENABLE, the selection, and whether it shows the
// same messages under the same numbers. A dialogue without a socket: lines to be said come out, answers go in.

import { parseImapResponse } from '../../wire/imap/response.ts';
import type { MendPlan } from './imap-follower.ts';
import { type FoundMailbox, fit, type SeenMailbox } from './seen-mailbox.ts';

export type FoundAgain =
  /** `exists`: there are more messages than the client was told of. */
  | { readonly kind: 'found'; readonly exists: number | undefined }
  | { readonly kind: 'not-found'; readonly why: string };

/** One command, without tag and line end; and everything that the server said to it, the tagged answer last. */
export type FindAgain = Generator<Buffer, FoundAgain, readonly Buffer[]>;

export function* findAgain({ enabled, mailbox }: Pick<MendPlan, 'enabled' | 'mailbox'>): FindAgain {
  if (enabled.length > 0) {
    const answer = yield Buffer.from(`ENABLE ${enabled.join(' ')}`, 'latin1');
    if (!isOk(answer)) return { kind: 'not-found', why: 'ENABLE was refused' };
  }
  if (!mailbox) return { kind: 'found', exists: undefined };
  const selection = yield selectionOf(mailbox);
  if (!isOk(selection)) return { kind: 'not-found', why: 'the mailbox cannot be selected any more' };
  // What was writable and is not any more would refuse the client's next change in a way that it cannot expect.
  if (
    !mailbox.readOnly &&
    /^\S+ OK \[READ-ONLY\]/i.test(selection.at(-1)?.toString('latin1', 0, 400) ?? '')
  ) {
    return { kind: 'not-found', why: 'the mailbox can only be read now' };
  }
  const found = readSelection(selection);
  let verdict = fit(mailbox, found);
  if (verdict.kind === 'ask') {
    const search = yield Buffer.from(`UID SEARCH UID ${mailbox.uidNext}:*`);
    if (!isOk(search)) return { kind: 'not-found', why: 'the new messages cannot be asked for' };
    verdict = fit(mailbox, {
      ...found,
      exists: countAfter(found.exists, search),
      freshUids: readSearch(search),
    });
  }
  if (verdict.kind === 'fits') return { kind: 'found', exists: verdict.exists };
  return {
    kind: 'not-found',
    why: verdict.kind === 'differs' ? verdict.why : 'the messages cannot be compared',
  };
}

function selectionOf({ name, readOnly, condstore }: SeenMailbox): Buffer {
  return Buffer.concat([
    Buffer.from(readOnly ? 'EXAMINE ' : 'SELECT '),
    name,
    Buffer.from(condstore ? ' (CONDSTORE)' : ''),
  ]);
}

function isOk(answer: readonly Buffer[]): boolean {
  const last = answer.at(-1);
  if (!last) return false;
  const response = parseImapResponse(last);
  return response.kind === 'status' && response.status === 'OK' && response.tag !== '*';
}

function readSelection(answer: readonly Buffer[]): FoundMailbox {
  let uidValidity: number | undefined;
  let uidNext: number | undefined;
  for (const line of answer) {
    const response = parseImapResponse(line);
    const code =
      response.kind === 'status'
        ? /^(UIDVALIDITY|UIDNEXT) (\d{1,10})$/i.exec(response.code ?? '')
        : undefined;
    if (code?.[1]?.toUpperCase() === 'UIDVALIDITY') uidValidity = Number(code[2]);
    else if (code) uidNext = Number(code[2]);
  }
  return { uidValidity, uidNext, exists: countAfter(0, answer), freshUids: undefined };
}

/** What the server says of the count while it answers: EXISTS replaces it, EXPUNGE lowers it. */
function countAfter(before: number, answer: readonly Buffer[]): number {
  let count = before;
  for (const line of answer) {
    const response = parseImapResponse(line);
    if (response.kind !== 'data' || response.number === undefined) continue;
    if (response.name === 'EXISTS') count = response.number;
    else if (response.name === 'EXPUNGE') count -= 1;
  }
  return count;
}

/** `* SEARCH 3 4` (any number of times), or RFC 9051's `* ESEARCH (TAG "a") UID ALL 3:4`. */
function readSearch(answer: readonly Buffer[]): number[] | undefined {
  const uids: number[] = [];
  for (const line of answer) {
    const response = parseImapResponse(line);
    if (response.kind !== 'data') continue;
    if (response.name === 'SEARCH') {
      const words = response.args.rest().split(/ +/);
      uids.push(...words.filter((word) => /^\d+$/.test(word)).map(Number));
    } else if (response.name === 'ESEARCH') {
      for (const range of /\bALL ([\d:,]+)/i.exec(response.args.rest())?.[1]?.split(',') ?? []) {
        const [from = 0, to = from] = range.split(':').map(Number);
        if (to - from > freshMax) return undefined;
        for (let uid = from; uid <= to; uid += 1) uids.push(uid);
      }
    }
    if (uids.length > freshMax) return undefined;
  }
  return uids;
}

/** A mailbox that has had more new messages than this since it was selected is not compared. */
const freshMax = 100_000;
