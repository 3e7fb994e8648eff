// What can be done to a sandbox from outside, as data: one entry is a call of the TypeScript API, a request of the REST
// API, a step of a scenario and a form of the status page. The entry alone says what it takes.

import * as v from 'valibot';
import { fail } from '../../errors/error.ts';
import type { Sandbox } from '../sandbox.ts';

export interface Action<Input = unknown, Result = unknown> {
  /** One sentence, without a full stop. */
  readonly about: string;
  readonly input: v.GenericSchema<Input, unknown>;
  /** What one would give it, for help and for the answer to wrong input. */
  readonly example: object;
  /** Checks the input first. @throws `sandbox-input-invalid`, `sandbox-not-found`, `sandbox-exists-already` */
  perform(sandbox: Sandbox, name: string, input: unknown): Promise<Result>;
}

export function action<Schema extends v.GenericSchema, Result>(entry: {
  about: string;
  input: Schema;
  example: v.InferInput<Schema> & object;
  run(sandbox: Sandbox, input: v.InferOutput<Schema>): Result | Promise<Result>;
}): Action<v.InferInput<Schema>, Result> {
  const { about, input: schema, example, run } = entry;
  return {
    about,
    input: schema,
    example,
    async perform(sandbox, name, input) {
      const read = v.safeParse(schema, input ?? {});
      if (read.success) return run(sandbox, read.output);
      const problems = read.issues.map((issue) => `${v.getDotPath(issue) ?? 'input'}: ${issue.message}`);
      throw fail('sandbox-input-invalid', {
        action: name,
        problem: problems.slice(0, 5).join('; '),
        example: JSON.stringify(example),
      });
    },
  };
}
