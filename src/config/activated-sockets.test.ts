import { describe, expect, it } from 'vitest';
import { activatedSockets } from './activated-sockets.ts';

describe('sockets that were opened for us', () => {
  it.each([
    ['without the variables', {}],
    ['for another process', { LISTEN_PID: '6', LISTEN_FDS: '1', LISTEN_FDNAMES: 'imap' }],
    ['without a count', { LISTEN_PID: '7' }],
    ['none at all', { LISTEN_PID: '7', LISTEN_FDS: '0' }],
  ])('are none %s', (_what, env) => {
    expect(activatedSockets(7, env)).toEqual([]);
  });

  it('have numbers from 3 on, and their names', () => {
    const env = { LISTEN_PID: '7', LISTEN_FDS: '2', LISTEN_FDNAMES: 'imap:smtp-tls' };
    expect(activatedSockets(7, env)).toEqual([
      { fd: 3, name: 'imap' },
      { fd: 4, name: 'smtp-tls' },
    ]);
  });

  it.each([
    [{ LISTEN_FDS: 'two', LISTEN_FDNAMES: 'a:b' }, 'LISTEN_FDS is "two"'],
    [{ LISTEN_FDS: '2', LISTEN_FDNAMES: 'imap' }, 'socket 4 has no name'],
    [{ LISTEN_FDS: '1', LISTEN_FDNAMES: 'unknown' }, 'socket 3 has no name'],
  ])('are refused where nobody can tell what they are for: %j', (env, problem) => {
    expect(() => activatedSockets(7, { LISTEN_PID: '7', ...env })).toThrow(problem);
  });
});
