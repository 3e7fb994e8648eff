// The trip to the sign-in page and back: a browser that goes there, a listener at the redirect URI that waits for it.
// Whichever fails first tells the story, and the other one is ended, so that nothing waits for what cannot come.

import type { LoopbackRedirect, Returned } from '../loopback.ts';
import type { DemoWorld, Person } from './world.ts';

export interface Trip {
  readonly world: Pick<DemoWorld, 'visit'>;
  readonly person: Person;
  readonly url: URL;
  readonly state: string;
  readonly loopback: LoopbackRedirect;
  readonly signal: AbortSignal;
}

const signInLimitMs = 10_000;

/** Runs `arrive` with the URL that the browser came back to, answers the browser, and waits for it to have read that. */
export async function browse<T>(trip: Trip, arrive: (callback: URL) => Promise<T>): Promise<T> {
  const { world, person, url, state, loopback } = trip;
  const over = new AbortController();
  const signal = AbortSignal.any([trip.signal, over.signal]);
  const account = person.address;
  const back = async (): Promise<T> => {
    const returned = await loopback.callback({ state, limitMs: signInLimitMs, account, signal });
    return answered(returned, arrive);
  };
  try {
    const [arrived] = await Promise.all([back(), world.visit(url, person, signal)]);
    return arrived;
  } finally {
    over.abort(new Error('the trip is over'));
  }
}

/** The browser waits for its last page, whatever becomes of the sign-in. */
async function answered<T>({ url, answer }: Returned, arrive: (callback: URL) => Promise<T>): Promise<T> {
  try {
    const arrived = await arrive(url);
    answer({ ok: true, heading: 'Connected', text: 'The demonstration goes on.' });
    return arrived;
  } catch (error) {
    answer({ ok: false, heading: 'Not connected', text: 'The terminal says why.' });
    throw error;
  }
}
