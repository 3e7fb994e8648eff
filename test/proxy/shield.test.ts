// The shield before the sandbox's own throttles: what is remembered is what the server has said by itself.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { LimitsRegistry } from '../../src/mail/limits.ts';
import { proxyLimits, Shield } from '../../src/proxy/shield/shield.ts';
import { createUpstreams } from '../../src/proxy/upstream/upstreams.ts';
import { anna, openWorld, type World } from '../kit/sandbox-faces.ts';
import { upstreamRequest, upstreamTools } from '../kit/upstream-request.ts';

let world: World;
let imap: () => ReturnType<ReturnType<typeof createUpstreams>['imap']>;
const clock = systemClock();
const visit = { service: 'imap', mailbox: anna } as const;
let dialled = 0;

beforeAll(async () => {
  world = await openWorld({ quirks: { imapSessionsMax: 2 } });
  const { imap: connect } = createUpstreams(upstreamTools(world.caPem));
  imap = () => {
    dialled += 1;
    const token = world.token(anna, 'exchange', ['IMAP.AccessAsUser.All']);
    return connect(upstreamRequest({ port: world.faces.endpoints.imaps.port, token }));
  };
});
afterAll(() => world.close());

function shield(): Shield {
  return new Shield({ clock, limits: new LimitsRegistry(clock, proxyLimits) });
}

it('one session more than Exchange takes is told as that, and the next one is not tried', async () => {
  const house = shield();
  const open = [await house.run(visit, imap), await house.run(visit, imap)];
  await expect(house.run(visit, imap)).rejects.toMatchObject({
    code: 'proxy-mailbox-full',
    details: { count: 2 },
  });
  const before = dialled;
  await expect(house.run(visit, imap)).rejects.toMatchObject({ code: 'proxy-mailbox-throttled' });
  expect(dialled).toBe(before);
  for (const { result, leave } of open) {
    result.socket.on('error', () => {});
    result.socket.destroy();
    leave();
  }
});

it('a suggested backoff time is kept for everybody', async () => {
  const house = shield();
  world.faces.throttles.refuse(world.mailbox(anna), 92_415);
  await expect(house.run(visit, imap)).rejects.toMatchObject({ code: 'mail-throttled' });
  const before = dialled;
  await expect(house.run(visit, imap)).rejects.toMatchObject({
    code: 'proxy-mailbox-throttled',
    message: expect.stringMatching(
      /until \d\d:\d\d \(UTC\).*Suggested Backoff Time: \d+ milliseconds/,
    ) as string,
  });
  expect(dialled).toBe(before);
});
