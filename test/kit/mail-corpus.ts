// A mailbox's worth of mail for proofs and figures: what the sandbox's generator makes, one odd message among forty, and
// files of a realistic size where a total is asked for. The same for the same seed; nothing is kept in memory.

import { noise } from '../../src/sandbox/corpus/attachments.ts';
import { Chance } from '../../src/sandbox/corpus/chance.ts';
import { base64Lines } from '../../src/sandbox/corpus/encodings.ts';
import { generateMessages } from '../../src/sandbox/index.ts';
import { oddMessages } from './odd-messages.ts';
import { seeded } from './seeded.ts';

export interface CorpusMessage {
  readonly index: number;
  readonly kind: string;
  readonly raw: Buffer;
  /** Whole seconds. */
  readonly receivedMs: number;
  readonly flags: readonly ('\\Seen' | '\\Answered' | '\\Flagged')[];
}

export interface CorpusOptions {
  readonly seed: number;
  readonly count: number;
  /** All messages together, within a few per cent. Default: no more than the texts have. */
  readonly bytes?: number;
  /** One in so many is odd. Default: 40; 0 for none. */
  readonly oddEvery?: number;
}

/** Oldest first. */
export function* mailCorpus(options: CorpusOptions): Generator<CorpusMessage, void> {
  const { seed, count, bytes, oddEvery = 40 } = options;
  const random = seeded(seed);
  const odd = oddEvery === 0 ? [] : oddMessages({ seed, count: Math.floor(count / oddEvery) });
  const sizes = bytes === undefined ? undefined : fileSizes(seed, count, bytes);
  let index = 0;
  for (const { kind, raw, dateMs } of generateMessages(seed, count)) {
    const strange = oddEvery > 0 && index % oddEvery === oddEvery - 1 ? odd.shift() : undefined;
    const file = sizes?.[index] ?? 0;
    const flags = (['\\Seen', '\\Answered', '\\Flagged'] as const).filter((_, place) =>
      random.chance(place === 0 ? 0.8 : 0.1),
    );
    const base = { index, receivedMs: dateMs, flags };
    if (strange) yield { ...base, kind: strange.kind, raw: strange.raw };
    else if (file > 2_000) yield { ...base, kind: 'with a file', raw: withFile(seed, index, dateMs, file) };
    else yield { ...base, kind, raw };
    index += 1;
  }
}

/** Bytes of the files: few large ones have most of the weight, half of the messages have none. */
function fileSizes(seed: number, count: number, bytes: number): number[] {
  const random = seeded(seed + 1);
  const drawn = Array.from({ length: count }, () => {
    if (random.chance(0.5)) return 0;
    // Log-normal (Box and Muller), sigma 1.5: the middle is a third of the mean.
    const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
    return Math.min(Math.exp(1.5 * normal), 60);
  });
  const sum = drawn.reduce((total, size) => total + size, 0);
  // The texts have some 2 kB each; base64 makes 78 octets of 57.
  const left = Math.max(bytes - count * 2_000, 0) * (57 / 78);
  return drawn.map((size) => Math.round((size / sum) * left));
}

/** One message with one file, as large as wanted. */
export function withFile(seed: number, index: number, dateMs: number, size: number): Buffer {
  const boundary = `=_file_${seed}_${index}`;
  const head = [
    'From: Ben Ito <ben@contoso.example>',
    'To: Anna <anna@contoso.example>',
    `Subject: The figures of week ${index}`,
    `Date: ${new Date(dateMs).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <file.${seed}.${index}@mail.contoso.example>`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    'The file is attached.',
    `--${boundary}`,
    `Content-Type: application/octet-stream; name="week-${index}.bin"`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="week-${index}.bin"`,
    '',
    '',
  ].join('\r\n');
  const file = base64Lines(noise(new Chance(seed, index, 7), size));
  return Buffer.from(`${head}${file}\r\n--${boundary}--\r\n`, 'latin1');
}
