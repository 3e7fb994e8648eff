// Debian's Chromium without a window: what the pages are in front of a real browser. It trusts the authority of the
// sandboxes it is opened for, keeps nothing, resolves no name but localhost, and is looked over by axe.

import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import axe, { type AxeResults } from 'axe-core';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { whereIs } from './interop.ts';

/** Where screenshots go, if a person wants to look at them: a page of full length takes as long as a look of axe. */
const screenshotFolder = process.env['MAILGRANT_SCREENSHOTS'];

export type Scheme = 'light' | 'dark';

export interface Window {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What a person with the console open would see in red: errors, and violations of the page's own policy. */
  readonly complaints: string[];
  /** Refusals of axe, one line each; empty where there is nothing to complain about. */
  axe(): Promise<string[]>;
  /** Kept where `MAILGRANT_SCREENSHOTS` names a folder; nothing is done otherwise. */
  screenshot(name: string): Promise<void>;
}

export interface ChromiumWindow {
  /** A window of its own: no cookies, nobody signed in. */
  open(options?: { scheme?: Scheme; width?: number; script?: boolean }): Promise<Window>;
  close(): Promise<void>;
}

/** @param trusted - HTTPS origins whose present certificates are good, without an authority in the system's store. */
export async function openChromium(trusted: readonly string[]): Promise<ChromiumWindow> {
  const executablePath = whereIs('chromium');
  if (executablePath === undefined) throw new Error('chromium is not installed');
  const keys = await Promise.all(trusted.map(publicKeyHash));
  // Playwright gives each launch a fresh user data folder of its own and takes it away again.
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
      ...(keys.length > 0 ? [`--ignore-certificate-errors-spki-list=${keys.join(',')}`] : []),
    ],
  });
  if (screenshotFolder !== undefined) mkdirSync(screenshotFolder, { recursive: true });
  return {
    async open({ scheme = 'light', width = 1000, script = true } = {}) {
      const context = await browser.newContext({
        colorScheme: scheme,
        viewport: { width, height: 760 },
        javaScriptEnabled: script,
        reducedMotion: 'reduce',
      });
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      return {
        page,
        context,
        complaints,
        async axe() {
          await page.evaluate(axe.source);
          const found: AxeResults = await page.evaluate('axe.run()');
          return found.violations.flatMap(({ id, nodes }) =>
            nodes.map(({ html, failureSummary = '' }) => `${id}: ${html} ${failureSummary}`),
          );
        },
        async screenshot(name) {
          if (screenshotFolder === undefined) return;
          await page.screenshot({ path: join(screenshotFolder, `${name}.png`), fullPage: true });
        },
      };
    },
    close: () => browser.close(),
  };
}

/** As Chromium's switch takes it: base64 of SHA-256 over the SubjectPublicKeyInfo. */
function publicKeyHash(origin: string): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    // The certificate is read, nothing is said to whoever shows it.
    const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false }, () => {
      const key = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' });
      socket.destroy();
      if (key) resolve(createHash('sha256').update(key).digest('base64'));
      else reject(new Error(`no certificate at ${origin}`));
    });
    socket.once('error', reject);
  });
}
