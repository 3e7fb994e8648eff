// A scenario: a sandbox put into a state by a list of actions, written as YAML. Everything is read and checked by name
// before the first step is done.

import * as v from 'valibot';
import { parse, YAMLParseError } from 'yaml';
import { fail, isMailgrantError } from '../../errors/error.ts';
import type { Sandbox } from '../sandbox.ts';
import { actionTable, perform } from './actions.ts';

export interface Scenario {
  readonly title: string;
  readonly about: string;
  /** Each with one action's name and what it takes. */
  readonly steps: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

// Types are written out here: playing a scenario is an action, and the table's type is made of its actions.
const step: v.GenericSchema<unknown, Record<string, unknown>> = v.pipe(
  v.record(v.string(), v.nullable(v.unknown())),
  v.check((one) => Object.keys(one).length === 1, 'a step is one action with what it takes'),
  v.check(
    (one) => Object.keys(one).every((name) => Object.hasOwn(actionTable, name)),
    (issue) => `there is no action ${Object.keys(issue.input).join()}`,
  ),
);

const scenario: v.GenericSchema<unknown, Scenario> = v.strictObject({
  title: v.string(),
  about: v.optional(v.string(), ''),
  steps: v.array(step),
});

/** @param file - what the text is called in errors. @throws `sandbox-scenario-unreadable` */
export function readScenario(text: string, file: string): Scenario {
  let value: unknown;
  try {
    value = parse(text);
  } catch (cause) {
    if (!(cause instanceof YAMLParseError)) throw cause;
    throw fail('sandbox-scenario-unreadable', { file, problem: cause.message }, { cause });
  }
  const read = v.safeParse(scenario, value);
  if (read.success) return read.output;
  const problem = read.issues
    .map((issue) => `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`)
    .join('; ');
  throw fail('sandbox-scenario-unreadable', { file, problem });
}

/** Does the steps in their order. @throws `sandbox-scenario-step` */
export async function playScenario(sandbox: Sandbox, { steps }: Scenario, file: string): Promise<void> {
  for (const [index, one] of steps.entries()) {
    for (const [name, input] of Object.entries(one)) {
      try {
        await perform(sandbox, name, input);
      } catch (cause) {
        if (!isMailgrantError(cause)) throw cause;
        const details = { step: index + 1, file, problem: `${name}: ${cause.message}` };
        throw fail('sandbox-scenario-step', details, { cause, hint: cause.hint });
      }
    }
  }
}
