// The status page in a real browser: every section opens, in light and dark, without a complaint of axe, of the console or
// of the page's own policy; what is changed there has happened; what happens is seen there.

import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sections } from '../../src/sandbox/control/page/sections.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { type ChromiumWindow, openChromium, type Scheme, type Window } from '../kit/chromium.ts';
import { needs } from '../kit/interop.ts';

const { missing, title } = needs('the status page in Chromium', 'chromium');
const anna = seed.contoso.anna.name;
const paths = ['/', ...sections.map(({ path }) => path), '/actions', '/do/set-policies', '/do/deliver'];

describe.skipIf(missing)(title, () => {
  let sandbox: Sandbox;
  let chromium: ChromiumWindow;
  let origin: string;
  beforeAll(async () => {
    sandbox = await startSandbox();
    chromium = await openChromium([sandbox.urls.control]);
    origin = new URL(sandbox.urls.control).origin;
    // Something to be seen in every table.
    await sandbox.act('mint-token', { user: anna });
    await sandbox.act('add-fault', { where: 'graph', kind: 'http-503' });
    await ask('not-a-refresh-token');
  });
  afterAll(async () => {
    await chromium?.close();
    await sandbox?.close();
  });

  function ask(refreshToken: string): Promise<Response> {
    return fetch(`${sandbox.urls.entraHttp}/common/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: seed.apps.desktop.appId,
        refresh_token: refreshToken,
        scope: 'https://outlook.office.com/IMAP.AccessAsUser.All',
      }),
    });
  }

  describe.each<Scheme>(['light', 'dark'])('in %s', (scheme) => {
    // One for all pages: they are looked at, and nothing is done on them.
    let window: Window;
    beforeAll(async () => {
      window = await chromium.open({ scheme, width: 1280 });
    });
    afterAll(() => window?.context.close());

    it.each(paths)('%s opens and nobody complains', async (path) => {
      const { page, complaints, axe, screenshot } = window;
      complaints.length = 0;
      await page.goto(origin + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await axe()).toEqual([]);
      await screenshot(`status${path.replaceAll('/', '-')}-${scheme}`);
      expect(complaints).toEqual([]);
    });
  });

  describe('to somebody who uses it', () => {
    let window: Window;
    beforeEach(async () => {
      window = await chromium.open({ width: 1280 });
    });
    afterEach(() => window.context.close());

    it('the theme is chosen by a button, and stays chosen', async () => {
      const ground = (): Promise<string> =>
        window.page.evaluate('getComputedStyle(document.body).backgroundColor');
      await window.page.goto(origin);
      const before = await ground();
      await window.page.getByRole('button', { name: 'Dark' }).press('Enter');
      expect(await ground()).not.toBe(before);
      await window.page.goto(`${origin}/users`);
      expect(await ground()).not.toBe(before);
      await window.page.getByRole('button', { name: 'Light' }).press('Enter');
      expect(await ground()).toBe(before);
    });

    it('a policy is changed by keyboard, and Entra obeys', async () => {
      const { page } = window;
      await page.goto(`${origin}/tenants`);
      await page.getByRole('link', { name: `Policies ${seed.contoso.tenantId}` }).focus();
      await page.keyboard.press('Enter');
      await page.getByLabel('MFA for resources').focus();
      await page.keyboard.type('exchange');
      await page.keyboard.press('Enter');
      await page.getByText('Done: Set policies.').waitFor();
      const { refreshToken } = await sandbox.act('mint-token', { user: anna });
      const refused = (await (await ask(refreshToken)).json()) as { error_codes: number[] };
      expect(refused.error_codes).toEqual([50076]);
      await page.goto(
        `${origin}/do/set-policies?tenant=${seed.contoso.tenantId}&mfaForResources=none&_back=/tenants`,
      );
      await page.getByRole('button', { name: 'Set policies' }).press('Enter');
      await page.getByText('Done: Set policies.').waitFor();
      expect((await ask(refreshToken)).status).toBe(200);
    });

    it('a button in a row does what it says, and the row says so', async () => {
      const { page } = window;
      await page.goto(`${origin}/users?q=ben@contoso`);
      await page.getByRole('button', { name: 'Disable ben@contoso.example' }).press('Enter');
      await page.getByRole('button', { name: 'Enable ben@contoso.example' }).waitFor();
      expect(sandbox.directory.userByName('ben@contoso.example')?.disabled).toBe(true);
      await page.getByRole('button', { name: 'Enable ben@contoso.example' }).press('Enter');
      await page.getByRole('button', { name: 'Disable ben@contoso.example' }).waitFor();
      expect(page.url()).toContain('q=ben');
    });

    it('a mailbox has three answers to SMTP AUTH', async () => {
      const { page } = window;
      const choose = async (value: string): Promise<boolean | undefined> => {
        await page.goto(`${origin}/mailboxes?q=${anna}`);
        await page.getByRole('link', { name: `Change ${anna}` }).click();
        await page.getByLabel('SMTP AUTH disabled').selectOption(value);
        await page.getByRole('button', { name: 'Set mailbox' }).click();
        await page.getByText('Done: Set mailbox.').waitFor();
        return sandbox.directory.mailboxByAddress(anna)?.smtpAuthDisabled;
      };
      expect(await choose('true')).toBe(true);
      expect(await choose('false')).toBe(false);
      expect(await choose('null')).toBeUndefined();
    });

    it('wrong input is said on the form, which keeps what was typed', async () => {
      const { page } = window;
      await page.goto(`${origin}/do/advance-clock`);
      await page.getByLabel('By').fill('tomorrow');
      await page.getByRole('button', { name: 'Advance clock' }).click();
      await page.getByRole('alert').waitFor();
      expect(await page.getByRole('alert').textContent()).toContain('91d');
      expect(await page.getByLabel('By').inputValue()).toBe('tomorrow');
      expect(await window.axe()).toEqual([]);
    });

    it('what happens appears by itself: a request, and the transcript of it', async () => {
      const { page } = window;
      await page.goto(`${origin}/requests`);
      await page.getByText('Live', { exact: true }).waitFor();
      await ask('another-wrong-one');
      await page
        .getByText('2 entries')
        .or(page.getByText(/[3-9] entries/))
        .waitFor();
      await page.goto(`${origin}/transcripts`);
      const rows = page.getByRole('row');
      await page.getByText('Live', { exact: true }).waitFor();
      const before = await rows.count();
      await ask('a-third');
      await expect.poll(() => rows.count()).toBe(before + 1);
      await page.getByRole('link', { name: String(sandbox.transcripts.list().at(-1)?.id) }).click();
      await page.getByText('refresh_token=*').waitFor();
      expect(await page.content()).not.toContain('a-third');
      expect(await window.axe()).toEqual([]);
      expect(window.complaints).toEqual([]);
    });

    it('finds one of ten thousand while one types', async () => {
      const crowded = await startSandbox();
      for (let n = 0; n < 10_000; n += 1) {
        crowded.directory.addUser({
          tenantId: seed.contoso.tenantId,
          userPrincipalName: `user${n}@contoso.example`,
          password: 'x',
        });
      }
      try {
        const { page } = window;
        await page.goto(`${new URL(crowded.urls.controlHttp).origin}/users`);
        await page.getByText('page 1 of 201').waitFor();
        expect(await page.getByRole('row').count()).toBe(51);
        await page.getByRole('link', { name: 'Next' }).click();
        await page.getByText('page 2 of 201').waitFor();
        await page.getByLabel('Search').pressSequentially('user7777@');
        await page.getByText('1 entry').waitFor();
        expect(await page.getByRole('rowheader').textContent()).toBe('user7777@contoso.example');
      } finally {
        await crowded.close();
      }
    });

    it('works without script', async () => {
      const plain = await chromium.open({ script: false });
      await plain.page.goto(`${origin}/clock`);
      const before = sandbox.clock.now();
      await plain.page.getByRole('button', { name: 'Ahead by 1h' }).click();
      await plain.page.getByText('Done: Advance clock.').waitFor();
      expect(sandbox.clock.now() - before).toBeGreaterThanOrEqual(3_600_000);
      expect(await plain.page.getByRole('button', { name: 'Dark' }).isVisible()).toBe(false);
      await plain.context.close();
    });

    it('fits a telephone', async () => {
      const narrow = await chromium.open({ width: 360 });
      for (const path of paths) {
        await narrow.page.goto(origin + path);
        const width: number = await narrow.page.evaluate('document.documentElement.scrollWidth');
        expect(width, path).toBeLessThanOrEqual(360);
      }
      await narrow.screenshot('status-narrow');
      await narrow.context.close();
    });
  });
});

describe('the status page refuses', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.close());

  const post = (fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(new URL('/do/advance-clock', sandbox.urls.controlHttp), {
      method: 'POST',
      body: new URLSearchParams({ by: '1d', ...fields }),
      headers,
      redirect: 'manual',
    });
  const token = async (): Promise<string> => {
    const page = await (await fetch(new URL('/clock', sandbox.urls.controlHttp))).text();
    return /name="_token" value="([^"]+)"/.exec(page)?.[1] ?? '';
  };

  it('a form without its token', async () => {
    const before = sandbox.clock.now();
    expect((await post({})).status).toBe(403);
    expect((await post({ _token: 'x'.repeat((await token()).length) })).status).toBe(403);
    expect(sandbox.clock.now() - before).toBeLessThan(60_000);
  });

  it('a form of another site, token or not', async () => {
    const answer = await post({ _token: await token() }, { origin: 'https://elsewhere.example' });
    expect(answer.status).toBe(403);
  });

  it('a name that somebody else has pointed here', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const { hostname, port } = new URL(sandbox.urls.controlHttp);
      request({ hostname, port, path: '/', headers: { host: 'rebound.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .once('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it('to send people elsewhere afterwards', async () => {
    for (const back of ['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example']) {
      const answer = await post({ _token: await token(), _back: back });
      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toBe('/?done=advance-clock');
    }
  });
});
