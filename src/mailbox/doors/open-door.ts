// The doors for reading by name. Each loads its protocol's library when it is first used.

import { invariant } from '../../base/invariant.ts';
import type { OpenDoor } from '../context.ts';
import type { ReadService } from './door.ts';
import { openGraphDoor } from './graph.ts';
import { openImapDoor } from './imap.ts';
import { openPopDoor } from './pop.ts';

const openers: Partial<Record<ReadService, (world: Parameters<OpenDoor>[1]) => ReturnType<OpenDoor>>> = {
  imap: openImapDoor,
  pop: openPopDoor,
  graph: openGraphDoor,
};

export const openDoor: OpenDoor = (service, world) => {
  const open = openers[service];
  invariant(open, `there is a door for ${service}`);
  return open(world);
};
