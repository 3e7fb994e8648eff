// The sign-in pages in a real browser: every page is reached by what a person does there, is looked over by axe in light
// and dark, and says nothing in red on the console.

import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { type ChromiumWindow, openChromium, type Scheme, type Window } from '../kit/chromium.ts';
import { needs } from '../kit/interop.ts';

const { missing, title } = needs('the sign-in pages in Chromium', 'chromium');
const { anna, ben, admin, domain, tenantId } = seed.contoso;
const outlook = 'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send';
const graph = 'https://graph.microsoft.com/User.Read https://graph.microsoft.com/Mail.ReadWrite';
const scope = `openid profile offline_access ${outlook} ${graph}`;

describe.skipIf(missing)(title, () => {
  let sandbox: Sandbox;
  let chromium: ChromiumWindow;
  // The application: takes whatever comes back, by GET or by POST.
  const server = createServer((request, response) => {
    request.resume();
    response
      .setHeader('content-type', 'text/html')
      .end('<!DOCTYPE html><title>Arrived</title><link rel="icon" href="data:,">');
  });
  let application: string;
  let appId: string;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    application = `http://localhost:${(server.address() as AddressInfo).port}/`;
    sandbox = await startSandbox();
    chromium = await openChromium([sandbox.urls.entra]);
  });
  afterAll(async () => {
    await chromium?.close();
    await sandbox?.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  describe.each<Scheme>(['light', 'dark'])('%s', (scheme) => {
    let window: Window;
    beforeEach(async () => {
      window = await chromium.open({ scheme });
      // One of its own for each test: nobody has agreed to anything yet.
      ({ appId } = await sandbox.act('add-app', {
        name: 'Contoso Mail',
        tenant: domain,
        redirectUri: application,
        audience: 'AzureADMultipleOrgs',
      }));
    });
    afterEach(async () => {
      await sandbox.act('set-policies', { tenant: domain, adminConsentForMail: false, mfaForResources: [] });
      await window.context.close();
    });

    /** Looks at the page, as it stands, with axe and for the album. */
    async function look(name: string, heading: string | RegExp): Promise<void> {
      await window.page.getByRole('heading', { level: 1, name: heading }).waitFor();
      await window.screenshot(`${name}-${scheme}`);
      expect(await window.axe()).toEqual([]);
    }

    /** Into the field that the page has put the cursor in. */
    async function type(text: string): Promise<void> {
      await window.page.locator('input:focus').waitFor();
      await window.page.keyboard.type(text);
      await window.page.keyboard.press('Enter');
    }

    async function arrived(): Promise<URL> {
      await window.page.waitForURL(`${application}**`);
      return new URL(window.page.url());
    }

    function authorize(more: Record<string, string> = {}): string {
      const url = new URL(`${sandbox.urls.entra}/organizations/oauth2/v2.0/authorize`);
      url.search = new URLSearchParams({
        client_id: appId,
        response_type: 'code',
        redirect_uri: application,
        scope,
        code_challenge: createHash('sha256').update(randomBytes(32)).digest('base64url'),
        code_challenge_method: 'S256',
        state: 'state-1',
        ...more,
      }).toString();
      return url.href;
    }

    async function signIn({ name, password }: { name: string; password: string }): Promise<void> {
      await window.page.getByLabel('Email, phone, or username').waitFor();
      await type(name);
      await window.page.getByLabel('Password').waitFor();
      await type(password);
    }

    it('an unknown name and a wrong password are said where they were typed', async () => {
      await window.page.goto(authorize());
      await type('nobody@contoso.example');
      await window.page.getByRole('alert').waitFor();
      await look('account-wrong', 'Sign in');
      await window.page.getByLabel('Email, phone, or username').fill('');
      await type(anna.name);
      await window.page.getByLabel('Password').waitFor();
      await type('not-her-password');
      await window.page.getByRole('alert').waitFor();
      await look('password-wrong', 'Enter password');
      const field = window.page.getByLabel('Password');
      expect(await field.getAttribute('aria-describedby')).toBe('problem');
      expect(await field.inputValue()).toBe('');
      expect(window.complaints.filter((line) => !line.includes('status of 4'))).toEqual([]);
    });

    it('a whole sign-in, consent and all, is done by keyboard alone', async () => {
      await window.page.goto(authorize());
      await look('account', 'Sign in');
      await type(anna.name);
      await look('password', 'Enter password');
      await type(anna.password);
      await look('consent', 'Permissions requested');
      const listed = await window.page.getByRole('listitem').allTextContents();
      expect(listed.join('\n')).toMatch(/mail/i);
      expect(listed.length).toBeGreaterThanOrEqual(4);
      await window.page.keyboard.press('Enter');
      const back = await arrived();
      expect(back.searchParams.get('code')).toBeTruthy();
      expect(back.searchParams.get('state')).toBe('state-1');
      expect(window.complaints).toEqual([]);
    });

    it('a person who declines comes back with AADSTS65004', async () => {
      await window.page.goto(authorize());
      await signIn(anna);
      await window.page.getByRole('button', { name: 'Cancel' }).click();
      expect((await arrived()).searchParams.get('error_description')).toContain('AADSTS65004');
    });

    it('an account is picked among those that are signed in', async () => {
      await window.page.goto(authorize());
      await signIn(anna);
      await window.page.getByRole('button', { name: 'Accept' }).click();
      await arrived();
      await window.page.goto(authorize({ prompt: 'select_account' }));
      await look('chooser', 'Pick an account');
      await window.page.getByRole('button', { name: anna.name }).press('Enter');
      expect((await arrived()).searchParams.get('code')).toBeTruthy();
      await window.page.goto(authorize({ prompt: 'select_account' }));
      await window.page.getByRole('button', { name: 'Use another account' }).click();
      await look('another-account', 'Sign in');
    });

    it('a second factor is asked for where the policy wants one', async () => {
      await sandbox.act('set-policies', { tenant: domain, mfaForResources: ['exchange'] });
      await window.page.goto(authorize());
      await signIn(anna);
      await look('second-factor', /code/i);
      await type('123456');
      await look('consent-after-factor', 'Permissions requested');
    });

    it('an administrator has to agree, and says so for everybody', async () => {
      await sandbox.act('set-policies', { tenant: domain, adminConsentForMail: true });
      await window.page.goto(authorize());
      await signIn(ben);
      await look('need-approval', /approval/i);
      await window.page.getByRole('button', { name: /without granting consent/ }).click();
      expect((await arrived()).searchParams.get('error')).toBeTruthy();
      await window.page.goto(authorize());
      await look('need-approval-again', /approval/i);
      await window.page.getByRole('button', { name: /admin account/ }).click();
      await signIn(admin);
      await look('consent-admin', /Permissions requested/);
      await window.page.getByLabel(/on behalf of your organization/).press('Space');
      await window.page.getByRole('button', { name: 'Accept' }).click();
      expect((await arrived()).searchParams.get('code')).toBeTruthy();
      const tenantConsents = sandbox.entra.consent.all().filter(({ by }) => by === 'tenant');
      expect(tenantConsents.length).toBeGreaterThan(0);
    });

    it('the link of admin consent ends at the application', async () => {
      const link = new URL(`${sandbox.urls.entra}/${tenantId}/v2.0/adminconsent`);
      link.search = new URLSearchParams({
        client_id: appId,
        redirect_uri: application,
        scope: 'https://graph.microsoft.com/Mail.ReadWrite',
        state: 's',
      }).toString();
      await window.page.goto(link.href);
      await signIn(admin);
      await look('admin-consent', 'Permissions requested');
      await window.page.getByText('Review for your organization').waitFor();
      await window.page.getByRole('button', { name: 'Accept' }).click();
      expect((await arrived()).searchParams.get('admin_consent')).toBe('True');
    });

    it('a code is handed over by form_post', async () => {
      await window.page.goto(authorize({ response_mode: 'form_post' }));
      await signIn(anna);
      const posted = window.page.waitForRequest(
        (request) => request.url() === application && request.method() === 'POST',
      );
      await window.page.getByRole('button', { name: 'Accept' }).click();
      expect(new URLSearchParams((await posted).postData() ?? '').get('code')).toBeTruthy();
      await arrived();
      expect(window.complaints).toEqual([]);
    });

    it('a device is let in by its code, and a wrong code is not', async () => {
      const answer = await fetch(`${sandbox.urls.entraHttp}/organizations/oauth2/v2.0/devicecode`, {
        method: 'POST',
        body: new URLSearchParams({ client_id: appId, scope: `offline_access ${outlook}` }),
      });
      const { user_code: userCode } = (await answer.json()) as { user_code: string };
      await window.page.goto(`${sandbox.urls.entra}/devicelogin`);
      await look('device', /code/i);
      await type('AAAAAAAAA');
      await window.page.getByRole('alert').waitFor();
      await look('device-wrong', /code/i);
      await window.page.getByLabel('Code').fill('');
      await type(userCode.toLowerCase());
      await signIn(anna);
      await window.page.getByRole('heading', { level: 1 }).waitFor();
      await look('device-confirm', /Are you trying to sign in/);
      await window.page.keyboard.press('Enter');
      await window.page.getByRole('button', { name: 'Accept' }).click();
      await look('device-done', /Contoso Mail/);
    });

    it('errors and good-byes are pages too', async () => {
      await window.page.goto(authorize({ client_id: '00000000-0000-4000-8000-000000000000' }));
      await look('error-app', /trouble signing you in/);
      expect(await window.page.getByRole('alert').textContent()).toContain('AADSTS700016');
      await window.page.goto(authorize({ redirect_uri: 'https://elsewhere.example/' }));
      await look('error-redirect', /trouble signing you in/);
      await window.page.goto(`${sandbox.urls.entra}/common/oauth2/v2.0/logout`);
      await look('logout', /signed out/);
      await window.page.goto(`${sandbox.urls.entra}/nowhere/at/all`);
      await look('not-found', 'Page not found');
    });

    it('fits a telephone', async () => {
      await window.page.setViewportSize({ width: 360, height: 640 });
      await window.page.goto(authorize());
      await signIn(anna);
      await look('consent-narrow', 'Permissions requested');
      expect(await window.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    });
  });
});
