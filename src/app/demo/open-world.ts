// The demonstration's world is the sandbox, seeded as it starts.

import type { Clock } from '../../base/clock.ts';
import { type SandboxOptions, seed, startSandbox } from '../../sandbox/index.ts';
import type { DemoWorld } from './world.ts';

/** `differing` makes it another world than the record's: for seeing that the demonstration notices. */
export async function openDemoWorld(
  clock: Clock,
  differing: SandboxOptions = {},
): Promise<DemoWorld & { close(): Promise<void> }> {
  const sandbox = await startSandbox({ ...differing, clock });
  const { contoso, apps } = seed;
  for (const mail of waiting(new Date(clock.now()))) sandbox.mail.deliver(mail, contoso.anna.name);
  return {
    cloud: sandbox.cloud,
    authority: sandbox.urls.entra,
    graph: sandbox.urls.graph,
    servers: sandbox.cloud.servers,
    ca: sandbox.ca.pem,
    clientId: apps.desktop.appId,
    tenant: contoso.tenantId,
    anna: { address: contoso.anna.name, password: contoso.anna.password },
    ben: { address: contoso.ben.name, password: contoso.ben.password },
    async visit(url, { address, password }, signal) {
      // Everybody has a browser of their own: anna's session is not ben's.
      const browser = sandbox.newVisitor();
      await browser.visit(url, { user: address, password, deliver: true, signal });
    },
    close: () => sandbox.close(),
  };
}

/** What lies in anna's inbox when the walk begins. */
function waiting(date: Date): string[] {
  const mail = (id: string, from: string, subject: string, text: string): string =>
    [
      `From: ${from}`,
      'To: anna@contoso.example',
      `Subject: ${subject}`,
      `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
      `Message-ID: <${id}@contoso.example>`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      '',
      text,
      '',
    ].join('\r\n');
  return [
    mail('welcome', 'admin@contoso.example', 'Welcome', 'Your mailbox is ready.'),
    mail('lunch', 'ben@contoso.example', 'Lunch on Thursday?', 'The usual place, at noon?'),
  ];
}
