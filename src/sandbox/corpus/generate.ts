// Mail that looks real, as much of it as wanted, the same for the same seed on every machine.

import { Chance } from './chance.ts';
import type { Kind } from './draft.ts';
import * as broken from './kinds/broken.ts';
import * as everyday from './kinds/everyday.ts';
import * as languages from './kinds/languages.ts';
import * as machines from './kinds/machines.ts';
import { english } from './words.ts';

/** How each is made, and how often it comes unless kinds are named. */
const table = {
  plain: [everyday.plain, 400],
  reply: [everyday.reply, 250],
  html: [everyday.html, 150],
  flowed: [everyday.flowed, 30],
  attachment: [everyday.attachment, 30],
  large: [everyday.large, 0],
  'japanese-jis': [languages.japaneseJis, 30],
  'japanese-utf8': [languages.japaneseUtf8, 30],
  'windows-1252': [languages.windows1252, 20],
  'eight-bit': [languages.eightBit, 10],
  invitation: [machines.invitation, 15],
  'delivery-report': [machines.deliveryReport, 10],
  signed: [machines.signed, 8],
  encrypted: [machines.encrypted, 4],
  'missing-boundary': [broken.missingBoundary, 2],
  unclosed: [broken.unclosed, 2],
  'bad-charset': [broken.badCharset, 2],
  'eight-bit-header': [broken.eightBitHeader, 2],
  'bare-lf': [broken.bareLf, 1],
  'huge-header': [broken.hugeHeader, 1],
  nested: [broken.nested, 1],
  'no-date': [broken.noDate, 1],
  'duplicate-id': [broken.duplicateId, 1],
  'no-header': [broken.noHeader, 1],
  'no-body': [broken.noBody, 1],
} as const satisfies Record<string, readonly [Kind, number]>;

export type MessageKind = keyof typeof table;

// The table's keys are its type's.
export const messageKinds = Object.keys(table) as [MessageKind, ...MessageKind[]];

export interface GeneratedMessage {
  readonly kind: MessageKind;
  readonly raw: Buffer;
  /** What its Date says, where it has one. */
  readonly dateMs: number;
}

export interface GenerateOptions {
  /** Default: any, the everyday ones most often, `large` never. */
  readonly kinds?: readonly MessageKind[];
  readonly from?: string;
  readonly to?: string;
  /** The first and the last date; those between are spread. Default: the year before 1 November 2026. */
  readonly fromMs?: number;
  readonly untilMs?: number;
}

/** One message: the same for the same seed and options. */
export function generateMessage(seed: number, options: GenerateOptions = {}): GeneratedMessage {
  return generateAt(seed, 0, 1, options);
}

/** `count` messages, oldest first. Answers belong to threads of up to fifty messages. */
export function* generateMessages(
  seed: number,
  count: number,
  options: GenerateOptions = {},
): Generator<GeneratedMessage, void> {
  for (let index = 0; index < count; index += 1) yield generateAt(seed, index, count, options);
}

const lastMs = Date.UTC(2026, 10, 1);
const threadMax = 50;
const people = ['Ben <ben@contoso.example>', 'admin@contoso.example', 'somebody@elsewhere.example'] as const;

function generateAt(seed: number, index: number, count: number, options: GenerateOptions): GeneratedMessage {
  const { kinds, to = 'Anna <anna@contoso.example>', untilMs = lastMs } = options;
  const { fromMs = untilMs - 365 * 86_400_000 } = options;
  const chance = new Chance(seed, index);
  const kind = kinds?.length ? (kinds[chance.between(0, kinds.length - 1)] ?? 'plain') : anyKind(chance);
  const step = (untilMs - fromMs) / count;
  // Whole seconds: a Date has no more.
  const dateMs = Math.floor((fromMs + (index + chance.next()) * step) / 1000) * 1000;
  // A thread is a run of messages: its first one has the subject, and each answer names those before it.
  const first = index - (index % threadMax);
  const answers = kind === 'reply' && index > first;
  const references = answers ? answered(seed, first, index) : [];
  const topic = new Chance(seed, answers ? first : index, 1).pick(english.subjects);
  const raw = table[kind][0]({
    chance,
    from: options.from ?? chance.pick(people),
    to,
    dateMs,
    messageId: idOf(seed, index),
    references,
    subject: answers ? `Re: ${topic}` : topic,
  });
  return { kind, raw, dateMs };
}

/** The first of the thread, and the last that came before. */
function answered(seed: number, first: number, index: number): string[] {
  const chain = Array.from({ length: index - first }, (_, back) => first + back);
  return [...new Set([first, ...chain.slice(-20)])].map((one) => idOf(seed, one));
}

function idOf(seed: number, index: number): string {
  return `<${seed}.${index}.${new Chance(seed, index, 2).hex(12)}@mail.contoso.example>`;
}

const weightOfAll = Object.values(table).reduce((sum, [, weight]) => sum + weight, 0);

function anyKind(chance: Chance): MessageKind {
  let left = chance.next() * weightOfAll;
  for (const kind of messageKinds) {
    left -= table[kind][1];
    if (left < 0) return kind;
  }
  return 'plain';
}
