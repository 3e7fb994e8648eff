// Time, trouble, and the behaviours that reports about the real service disagree on.

import * as v from 'valibot';
import { switchTable } from '../../entra/switches.ts';
import { type FaultPlan, faultKinds, faultPlaces, mailMoments, planProblem } from '../../faults/plan.ts';
import { quirkTable } from '../../quirks.ts';
import { changeOf } from '../../switch.ts';
import { action } from '../action.ts';
import { count, duration, text } from '../fields.ts';

export const circumstances = {
  'advance-clock': action({
    about: "Move the sandbox's time ahead; what falls due on the way happens",
    input: v.strictObject({ by: duration }),
    example: { by: '91d' },
    run(sandbox, { by }) {
      sandbox.clock.advance(by);
      return { now: new Date(sandbox.clock.now()).toISOString() };
    },
  }),

  'add-fault': action({
    about: 'Let something fail: requests to an endpoint, mail connections at some moment, certificates',
    input: v.pipe(
      v.strictObject({
        where: v.picklist(faultPlaces),
        kind: v.picklist(faultKinds),
        times: v.exactOptional(v.union([count, v.literal('always')])),
        probability: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
        retryAfter: v.exactOptional(v.union([count, text])),
        grantType: v.exactOptional(text),
        scope: v.exactOptional(text),
        when: v.exactOptional(v.picklist(mailMoments)),
        command: v.exactOptional(text),
        delay: v.exactOptional(duration),
        bytes: v.exactOptional(count),
        text: v.exactOptional(text),
      }),
      v.rawTransform(({ dataset, addIssue, NEVER }) => {
        const { times, delay, ...rest } = dataset.value;
        const plan: FaultPlan = {
          ...rest,
          ...(times === undefined ? {} : { times: times === 'always' ? Number.POSITIVE_INFINITY : times }),
          ...(delay === undefined ? {} : { delayMs: delay }),
        };
        const problem = planProblem(plan);
        if (problem === undefined) return plan;
        addIssue({ message: problem });
        return NEVER;
      }),
    ),
    example: { where: 'token', kind: 'http-429', times: 3, retryAfter: 5 },
    run: ({ faults }, plan) => ({ id: faults.add(plan), seed: faults.seed }),
  }),

  'remove-fault': action({
    about: 'Take one fault back, by the id that it was given',
    input: v.strictObject({ id: count }),
    example: { id: 1 },
    run: ({ faults }, { id }) => ({ removed: faults.remove(id) }),
  }),

  'clear-faults': action({
    about: 'Let everything work again',
    input: v.strictObject({}),
    example: {},
    run: (sandbox) => sandbox.faults.clear(),
  }),

  'seed-faults': action({
    about: 'Draw faults with a probability from this seed from now on, so that a run can be had again',
    input: v.strictObject({ seed: count }),
    example: { seed: 20260127 },
    run: ({ faults }, { seed }) => faults.reseed(seed),
  }),

  'clear-transcripts': action({
    about: 'Forget what was said so far',
    input: v.strictObject({}),
    example: {},
    run: ({ transcripts }) => transcripts.clear(),
  }),

  'set-switches': action({
    about: "Choose between Entra's behaviours that sources contradict each other about",
    input: changeOf(switchTable),
    example: { personalTokenErrors: 'bare' },
    run: (sandbox, change) => Object.assign(sandbox.entra.switches, change),
  }),

  'set-quirks': action({
    about: "Choose between Exchange's behaviours that sources contradict each other about",
    input: changeOf(quirkTable),
    example: { disabledProtocol: 'refuse' },
    run: (sandbox, change) => Object.assign(sandbox.quirks, change),
  }),
};
