// The kinds of values that several actions take.

import * as v from 'valibot';
import { durationMs } from '../clock.ts';

export const text = v.pipe(v.string(), v.nonEmpty('must not be empty'), v.maxLength(10_000));
export const address = v.pipe(text, v.regex(/^[^\s@]+@[^\s@]+$/, 'must be an address'));
export const flag = v.boolean();
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Lists may be given as one text with commas, which is what a form and a command line have. */
export const texts = v.union([
  v.array(text),
  v.pipe(
    v.string(),
    v.transform((list) =>
      list
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    ),
  ),
]);

/** Milliseconds, or a number with a unit: 45s, 30m, 1h, 91d. */
export const duration = v.pipe(
  v.union([v.number(), v.string()]),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const ms = durationMs(dataset.value);
    if (ms !== undefined) return ms;
    addIssue({ message: 'must be milliseconds or a number with s, m, h or d, such as 91d' });
    return NEVER;
  }),
);

/** 'exchange' and 'graph' for people; any identifier of a resource for everybody else. */
export const resourceName = v.pipe(
  text,
  v.transform((name) => shortNames[name.toLowerCase()] ?? name),
);

const shortNames: Readonly<Record<string, string>> = {
  exchange: 'https://outlook.office.com',
  graph: 'https://graph.microsoft.com',
};
