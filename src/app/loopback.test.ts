import { afterEach, describe, expect, it } from 'vitest';
import { fakeClock } from '../../test/kit/fake-clock.ts';
import { type LoopbackRedirect, openLoopbackRedirect } from './loopback.ts';

const open: LoopbackRedirect[] = [];
afterEach(async () => {
  for (const redirect of open.splice(0)) await redirect.close();
});

async function opened(clock = fakeClock()): Promise<LoopbackRedirect> {
  const redirect = await openLoopbackRedirect({ clock });
  open.push(redirect);
  return redirect;
}

const wait = { state: 's1', limitMs: 60_000, account: 'anna@contoso.example' };

describe('the loopback redirect', () => {
  it('says by name that its port is taken', async () => {
    const { redirectUri } = await opened();
    const port = Number(new URL(redirectUri).port);
    await expect(openLoopbackRedirect({ clock: fakeClock(), port })).rejects.toMatchObject({
      code: 'port-taken',
    });
  });

  it('gives up when nobody comes back, and says how to do without a browser', async () => {
    const clock = fakeClock();
    const redirect = await opened(clock);
    const callback = expect(redirect.callback(wait)).rejects.toMatchObject({
      code: 'login-timeout',
      hint: expect.stringContaining('--device') as string,
    });
    await clock.advance(60_001);
    await callback;
    expect(clock.pending).toBe(0);
  });

  it('ignores requests that carry no state, and the way back of another sign-in', async () => {
    const redirect = await opened();
    const callback = redirect.callback(wait);
    expect((await fetch(`${redirect.redirectUri}/favicon.ico`)).status).toBe(404);
    expect((await fetch(`${redirect.redirectUri}/?code=x`)).status).toBe(404);
    const other = await fetch(`${redirect.redirectUri}/?code=x&state=other`);
    expect([other.status, await other.text()]).toEqual([400, expect.stringContaining('earlier sign-in')]);
    const mine = fetch(`${redirect.redirectUri}/?code=c1&state=s1`);
    const returned = await callback;
    expect(returned.url.searchParams.get('code')).toBe('c1');
    returned.answer({ ok: true, heading: 'Anna <b>is</b> connected', text: 'Done.' });
    const page = await mine;
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Anna &#60;b&#62;is&#60;/b&#62; connected');
  });

  it('keeps a way back that comes before anybody waits for it', async () => {
    const redirect = await opened();
    const page = fetch(`${redirect.redirectUri}/?error=access_denied&state=s1`);
    await new Promise((resolve) => setImmediate(resolve));
    const returned = await redirect.callback(wait);
    expect(returned.url.searchParams.get('error')).toBe('access_denied');
    returned.answer({ ok: false, heading: 'Not connected', text: 'Declined.' });
    expect((await page).status).toBe(400);
  });

  it('answers on both addresses of localhost where the machine has both', async () => {
    const redirect = await opened();
    const { port } = new URL(redirect.redirectUri);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
  });
});
