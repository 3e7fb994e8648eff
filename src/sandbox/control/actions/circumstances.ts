// Time, trouble, and the behaviours that reports about the real service disagree on.

import * as v from 'valibot';
import { switchTable } from '../../entra/switches.ts';
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
    about: 'Let the next requests to one endpoint fail in one way',
    input: v.strictObject({
      where: v.picklist(['metadata', 'keys', 'authorize', 'token', 'devicecode', 'graph']),
      kind: v.picklist([
        'http-429',
        'http-503',
        'html',
        'half-json',
        'wrong-audience',
        'hang',
        'reset',
        'redirect-loop',
      ]),
      times: v.optional(v.union([count, v.literal('always')]), 1),
      retryAfter: v.exactOptional(v.union([count, text])),
      grantType: v.exactOptional(text),
      scope: v.exactOptional(text),
    }),
    example: { where: 'token', kind: 'http-429', times: 3, retryAfter: 5 },
    run(sandbox, { times, ...plan }) {
      sandbox.faults.add({ ...plan, times: times === 'always' ? Number.POSITIVE_INFINITY : times });
      return sandbox.faults.pending();
    },
  }),

  'clear-faults': action({
    about: 'Let everything work again',
    input: v.strictObject({}),
    example: {},
    run: (sandbox) => sandbox.faults.clear(),
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
