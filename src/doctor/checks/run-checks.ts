// Runs the checks side by side, each as soon as those before it are done, and hands over each result as it comes. Every
// check has its time and all together have theirs: who is asking is waiting.

import { DeadlineExceeded, withDeadline } from '../../base/deadline.ts';
import { fail, isMailgrantError, type KnownFacts, type MailgrantError } from '../../errors/error.ts';
import type { Explanation } from '../../errors/explanation.ts';
import type { Evidence } from '../evidence.ts';
import { evidenceOfError } from '../explain-error.ts';
import { explanationOf } from '../explanation.ts';
import { knowledge } from '../knowledge/knowledge.ts';
import { reason } from '../reason.ts';
import type { Language } from '../said.ts';
import type { Check, CheckWorld, Outcome, Verdict } from './check.ts';

export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly seen: string;
  readonly tookMs: number;
  /** Why it failed and what to do; filled for those that failed or warn once all are done. */
  readonly explanation?: Explanation;
  /** The next step, in one sentence. */
  readonly next?: string;
}

/** What a check may take, and all of them. */
const checkLimitMs = 7_000;
const wholeLimitMs = 9_000;

interface Done {
  readonly check: Check;
  readonly outcome: Outcome;
  readonly tookMs: number;
}

/** @param onResult - called with each result as it comes, without explanation: that may need what the others see */
export async function runChecks(
  checks: readonly Check[],
  world: CheckWorld,
  options: { language: Language; signal?: AbortSignal | undefined; onResult?: (result: CheckResult) => void },
): Promise<CheckResult[]> {
  const { language, signal, onResult } = options;
  const { clock } = world;
  const startedAtMs = clock.now();
  const applying = checks.filter((check) => check.applies(world));
  const running = new Map<string, Promise<Done>>();
  const start = (check: Check): Promise<Done> => {
    const known = running.get(check.id);
    if (known) return known;
    const before = (check.after ?? []).flatMap((id) => applying.filter((one) => one.id === id).map(start));
    const done = Promise.all(before)
      .then((those) => runOne(check, those, world, startedAtMs, signal))
      .then((one) => {
        onResult?.(shown(one, language));
        return one;
      });
    running.set(check.id, done);
    return done;
  };
  const all = await Promise.all(applying.map(start));
  const facts = factsOfAll(all, world);
  return all.map((one) => ({ ...shown(one, language), ...explained(one, all, facts, language) }));
}

async function runOne(
  check: Check,
  before: readonly Done[],
  world: CheckWorld,
  startedAtMs: number,
  signal: AbortSignal | undefined,
): Promise<Done> {
  const { clock } = world;
  const beganAtMs = clock.now();
  const done = (outcome: Outcome): Done => ({ check, outcome, tookMs: clock.now() - beganAtMs });
  const wanting = before.filter(
    ({ outcome }) => outcome.verdict === 'failed' || outcome.verdict === 'unknown',
  );
  const [missing] = wanting;
  if (missing && (check.anyOfThem !== true || wanting.length === before.length)) {
    const { title } = missing.check;
    return done({
      verdict: 'unknown',
      seen: {
        en: `not looked at: "${title.en}" comes before it`,
        ja: `未確認です。先に「${title.ja}」を解決してください`,
      },
    });
  }
  const limitMs =
    check.limitMs ?? Math.max(500, Math.min(checkLimitMs, startedAtMs + wholeLimitMs - beganAtMs));
  try {
    return done(await withDeadline({ clock, limitMs, signal }, (during) => check.run(world, during)));
  } catch (error) {
    if (signal?.aborted) throw error;
    if (error instanceof DeadlineExceeded) {
      const seconds = Math.round(limitMs / 1000);
      return done({
        verdict: 'failed',
        seen: { en: `no answer within ${seconds} s`, ja: `${seconds} 秒以内に応答がありませんでした` },
        error: fail('mail-timeout', { host: check.id, doing: check.title.en, seconds }),
        evidence: [
          {
            kind: 'network',
            problem: 'timeout',
            host: '',
            text: 'timed out',
            place: { line: 0, quote: check.title.en },
          },
        ],
      });
    }
    if (!isMailgrantError(error)) throw error;
    return done({ verdict: 'failed', seen: { en: error.message, ja: error.message }, error });
  }
}

/** What one check has seen helps to explain another: that IMAP works says much about why SMTP does not. */
function factsOfAll(all: readonly Done[], world: CheckWorld): KnownFacts {
  const works = (['imap', 'smtp', 'graph'] as const).find((service) =>
    all.some(({ check, outcome }) => check.id === `${service}-sign-in` && outcome.verdict === 'ok'),
  );
  return {
    ...world.known,
    ...(works === undefined ? {} : { 'works.elsewhere': works }),
    ...Object.assign({}, ...all.map(({ outcome }) => outcome.facts ?? {})),
  };
}

function explained(
  { check, outcome }: Done,
  all: readonly Done[],
  known: KnownFacts,
  language: Language,
): Pick<CheckResult, 'explanation' | 'next'> {
  const { verdict, error, evidence = [], facts = {}, next } = outcome;
  if (verdict === 'ok' || verdict === 'unknown') return {};
  const met = isMailgrantError(error) ? error : undefined;
  const said = [...evidence, ...(met ? evidenceOfError(met) : [])];
  const told = Object.entries({
    ...known,
    ...otherResource(check, all),
    ...facts,
    ...(met?.known ?? {}),
  }).map(
    ([fact, value]): Evidence => ({
      kind: 'told',
      fact,
      value,
      place: { line: 0, quote: `${fact}=${value}` },
    }),
  );
  const explanation = explanationOf(reason([...said, ...told], knowledge().clues), language);
  const [first] = explanation.causes;
  const step = next?.[language] ?? first?.remedies[0]?.steps[0] ?? hintOf(met);
  return {
    ...(first && { explanation }),
    ...(step === undefined ? {} : { next: step }),
  };
}

/** One refresh token, two resources: whether the other one's token came decides what a refusal of this one means. */
function otherResource({ id }: Check, all: readonly Done[]): KnownFacts {
  const otherId = { 'exchange-token': 'graph-token', 'graph-token': 'exchange-token' }[id];
  const other = all.find(({ check }) => check.id === otherId);
  if (!other || other.outcome.verdict === 'unknown') return {};
  return { 'other-resource': other.outcome.verdict === 'failed' ? 'fails' : 'works' };
}

function hintOf(error: MailgrantError | undefined): string | undefined {
  return error?.hint;
}

function shown({ check, outcome, tookMs }: Done, language: Language): CheckResult {
  const { verdict, seen } = outcome;
  return { id: check.id, title: check.title[language], verdict, seen: seen[language], tookMs };
}
