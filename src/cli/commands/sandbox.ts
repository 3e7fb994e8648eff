// mailgrant sandbox: the offline Microsoft 365 for programs of one's own.

import { endpointRows, hints } from '../../app/sandbox/places.ts';
import { type SandboxFiles, serveSandbox } from '../../app/sandbox/serve.ts';
import { systemClock } from '../../base/clock.ts';
import { fail } from '../../errors/error.ts';
import { actionTable } from '../../sandbox/control/actions.ts';
import { readyScenarios, scenarioText } from '../../sandbox/control/ready-scenarios.ts';
import { type Sandbox, seed } from '../../sandbox/index.ts';
import { type Call, type Command, optionText } from '../command.ts';
import { printRecord } from '../output.ts';

const jsonNames = ['urls', 'servers', 'caFile', 'cloudFile', 'cloud'] as const;

export const sandbox: Command = {
  name: 'sandbox',
  summary: 'Run an offline Microsoft 365 that fails the way the real one fails',
  examples: [
    { line: 'mailgrant sandbox', does: 'start it and print where everything is' },
    { line: 'mailgrant sandbox --scenario smtp-auth-off', does: 'start it in a state of trouble' },
    {
      line: 'mailgrant sandbox --json --free-ports',
      does: 'for a script: one line of JSON once it is ready',
    },
    {
      line: 'mailgrant sandbox --data ./world',
      does: 'keep everything in a folder and go on there the next time',
    },
    { line: 'mailgrant sandbox --scenarios', does: 'list the states that come with it' },
    { line: 'mailgrant sandbox --actions', does: 'list what the REST API and scenario files can do' },
  ],
  options: [
    {
      flags: '--scenario <name>',
      about: 'a ready scenario, or a YAML file, to be played before it is ready',
    },
    {
      flags: '--data <folder>',
      about: 'keep everything in this folder, durably; in memory otherwise',
    },
    {
      flags: '--corpus <count>',
      about: `fill the Inbox of ${seed.contoso.anna.name} with so many generated messages`,
    },
    { flags: '--free-ports', about: 'listen where the system has room, not on the known ports' },
    {
      flags: '--folder <folder>',
      about: 'where to write ca.pem and cloud.json; a temporary folder otherwise',
    },
    { flags: '--scenarios', about: 'list the ready scenarios and end' },
    { flags: '--show-scenario <name>', about: 'print a ready scenario, to be changed, and end' },
    { flags: '--actions', about: 'list the actions with an example of each and end' },
  ],
  json: jsonNames,
  next: 'mailgrant app add --name sandbox --cloud cloud.json --client-id GUID, to sign in there with mailgrant itself',
  async run(call) {
    const { streams, signal, options } = call;
    if (options['scenarios'] === true) return listScenarios(call);
    if (options['actions'] === true) return listActions(call);
    const shown = optionText(call, 'showScenario');
    if (shown !== undefined) return streams.write(scenarioText(shown));
    const file = optionText(call, 'scenario');
    const clock = systemClock();
    const startedAtMs = clock.now();
    await serveSandbox({
      clock,
      signal,
      ports: options['freePorts'] === true ? 'free' : 'fixed',
      folder: optionText(call, 'folder'),
      data: optionText(call, 'data'),
      corpus: corpusOption(call),
      scenario: file === undefined ? undefined : { text: scenarioText(file), file },
      ready(started, files) {
        if (options['json'] !== undefined && options['json'] !== false) {
          const { urls, servers, cloud } = started;
          return printRecord(call, { urls, servers, ...files, cloud }, { fields: jsonNames, labels: [] });
        }
        print(call, started, files);
        streams.err(`Ready in ${clock.now() - startedAtMs} ms. Ctrl-C ends it.`);
      },
    });
  },
};

function corpusOption(call: Call): number | undefined {
  const given = optionText(call, 'corpus');
  if (given === undefined || /^\d{1,6}$/.test(given)) return given === undefined ? undefined : Number(given);
  throw fail('usage', {
    problem: `--corpus takes a number of messages, not "${given}"`,
    help: 'mailgrant sandbox --help',
  });
}

function print({ streams }: Call, started: Sandbox, files: SandboxFiles): void {
  const { paint } = streams;
  const section = (title: string, rows: ReadonlyArray<readonly [string, string]>): void => {
    const width = Math.max(...rows.map(([name]) => name.length));
    streams.out(paint.bold(title));
    for (const [name, value] of rows) streams.out(`  ${name.padEnd(width)}  ${value}`);
    streams.out('');
  };
  const { directory } = started;
  section('Where', endpointRows(started));
  section(
    'People (password)',
    [...directory.users.values()].map((user) => [user.userPrincipalName, user.password] as const),
  );
  section(
    'App registrations (client id)',
    [...directory.apps.values()].map(({ displayName, appId, redirectUris, secrets, allowPublicClient }) => {
      const [redirect] = redirectUris;
      const kind = allowPublicClient
        ? 'public'
        : secrets.length > 0
          ? `secret ${secrets[0]?.value}`
          : 'no secret';
      return [displayName, `${appId}  ${kind}, ${redirect?.platform ?? ''} ${redirect?.uri ?? ''}`] as const;
    }),
  );
  section('Tenants', [
    [seed.contoso.domain, seed.contoso.tenantId],
    [seed.lab.domain, seed.lab.tenantId],
    ['personal accounts', seed.consumers.tenantId],
  ]);
  section(
    'To trust it',
    hints(files).map(({ program, line }) => [program, line] as const),
  );
}

function listScenarios({ streams }: Call): void {
  for (const { name, title, about } of readyScenarios()) {
    if (!streams.outIsTerminal) streams.out(`${name}\t${title}`);
    else streams.out(`${streams.paint.bold(name)}  ${title}\n    ${about.replace(/\s+/g, ' ').trim()}`);
  }
}

function listActions({ streams }: Call): void {
  for (const [name, { about, example }] of Object.entries(actionTable)) {
    const sample = JSON.stringify(example);
    if (!streams.outIsTerminal) streams.out(`${name}\t${about}\t${sample}`);
    else streams.out(`${streams.paint.bold(name)}  ${about}\n    ${streams.paint.dim(sample)}`);
  }
}
