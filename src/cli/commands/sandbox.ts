// mailgrant sandbox: the offline Microsoft 365 for programs of one's own.

import { hints, places, type SandboxFiles } from '../../app/sandbox/places.ts';
import { serveSandbox } from '../../app/sandbox/serve.ts';
import { systemClock } from '../../base/clock.ts';
import { fail } from '../../errors/error.ts';
import { actionTable } from '../../sandbox/control/actions.ts';
import { readyScenarios, scenarioText } from '../../sandbox/control/ready-scenarios.ts';
import { type Sandbox, seed } from '../../sandbox/index.ts';
import { type Call, type Command, optionText, optionTexts } from '../command.ts';
import { printRecord } from '../output.ts';

const jsonNames = [
  'urls',
  'statusPage',
  'servers',
  'users',
  'apps',
  'caFile',
  'cloudFile',
  'cloud',
  'asMicrosoft',
] as const;

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
    {
      line: 'mailgrant sandbox --as-microsoft',
      does: 'be Microsoft on 127.0.0.2, for programs that have its host names built in',
    },
    { line: 'mailgrant sandbox --scenarios', does: 'list the states that come with it' },
    { line: 'mailgrant sandbox --actions', does: 'list what the REST API and scenario files can do' },
  ],
  options: [
    {
      flags: '--scenario <name>',
      about: 'a ready scenario, or a YAML file, to be played before it is ready; may be given several times',
      repeatable: true,
    },
    {
      flags: '--data <folder>',
      about: 'keep everything in this folder, durably; in memory otherwise',
    },
    {
      flags: '--corpus <count>',
      about: `fill the Inbox of ${seed.contoso.anna.name} with so many generated messages`,
    },
    {
      flags: '--as-microsoft [address]',
      about: "listen on the standard ports of a loopback address too, by Microsoft's host names",
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
    const clock = systemClock();
    const startedAtMs = clock.now();
    await serveSandbox({
      clock,
      signal,
      ports: options['freePorts'] === true ? 'free' : 'fixed',
      folder: optionText(call, 'folder'),
      data: optionText(call, 'data'),
      corpus: corpusOption(call),
      asMicrosoft: options['asMicrosoft'] === true ? true : optionText(call, 'asMicrosoft'),
      scenarios: optionTexts(call, 'scenario').map((file) => ({ text: scenarioText(file), file })),
      ready(started, files) {
        if (options['json'] !== undefined && options['json'] !== false) {
          return printRecord(call, record(started, files), { fields: jsonNames, labels: [] });
        }
        if (streams.outIsTerminal) print(call, started, files);
        else printLines(call, started, files);
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

function record(started: Sandbox, files: SandboxFiles): Record<(typeof jsonNames)[number], unknown> {
  const { urls, servers, cloud, directory } = started;
  return {
    urls,
    statusPage: new URL(urls.controlHttp).origin,
    servers,
    users: [...directory.users.values()].map(({ userPrincipalName, password, tenantId }) => ({
      user: userPrincipalName,
      password,
      tenantId,
    })),
    apps: [...directory.apps.values()].map(({ displayName, appId, secrets, redirectUris }) => ({
      name: displayName,
      clientId: appId,
      secret: secrets[0]?.value,
      redirectUris: redirectUris.map(({ uri }) => uri),
    })),
    ...files,
    cloud,
    asMicrosoft: started.asMicrosoft ?? null,
  };
}

/** More than fit on a screen are looked at on the status page. */
const shownMax = 12;

/** For people: tables of at most 80 columns, lines that can be copied into a shell. */
function print({ streams }: Call, started: Sandbox, files: SandboxFiles): void {
  const { paint } = streams;
  const section = (title: string, rows: ReadonlyArray<readonly [string, ...string[]]>): void => {
    const width = Math.max(...rows.map(([name]) => name.length));
    streams.out(paint.bold(title));
    for (const [name, first = '', ...rest] of rows) {
      streams.out(`  ${name.padEnd(width)}  ${first}`);
      for (const line of rest) streams.out(`  ${' '.repeat(width)}  ${line}`);
    }
    streams.out('');
  };
  const { tenants, users, apps } = started.directory;
  section(
    'Where',
    places(started).map(({ name, at: [one, other] }) => [name, other ? `${one.padEnd(32)}  ${other}` : one]),
  );
  section(
    'People and their passwords',
    [...users.values()].slice(0, shownMax).map((user) => [user.userPrincipalName, user.password]),
  );
  section(
    'Tenants',
    [...tenants.values()]
      .slice(0, shownMax)
      .map(({ domains, displayName, id }) => [domains.at(-1) ?? displayName, id]),
  );
  section(
    'App registrations: client id, secret, first redirect URI',
    [...apps.values()]
      .slice(0, shownMax)
      .map(({ displayName, appId, redirectUris, secrets, allowPublicClient }) => {
        const proof = allowPublicClient ? 'public' : (secrets[0]?.value ?? 'no secret');
        const { uri = '', platform = '' } = redirectUris[0] ?? {};
        return [displayName, appId, proof, `${uri} (${platform})`];
      }),
  );
  const { asMicrosoft } = started;
  if (asMicrosoft) {
    const { host, ports, hostsLines } = asMicrosoft;
    streams.out(
      paint.bold(`As Microsoft on ${host} (${Object.values(ports).join(', ')}), for the hosts file`),
    );
    for (const line of hostsLines) streams.out(line);
    streams.out('');
  }
  section(
    'To trust it',
    hints(files).map(({ program, lines }) => [program, ...lines] as const),
  );
}

/** For a script: what it is, its name, and the rest, with tabs between. */
function printLines({ streams }: Call, started: Sandbox, files: SandboxFiles): void {
  const { urls, servers, directory } = started;
  const line = (...words: readonly string[]): void => streams.out(words.join('\t'));
  line('page', 'status', new URL(urls.controlHttp).origin);
  for (const [name, url] of Object.entries(urls)) line('url', name, url);
  for (const [door, { host, port }] of Object.entries(servers)) line('server', door, host, String(port));
  for (const user of directory.users.values()) line('user', user.userPrincipalName, user.password);
  for (const { displayName, appId, secrets } of directory.apps.values()) {
    line('app', displayName, appId, secrets[0]?.value ?? '');
  }
  for (const [name, file] of Object.entries(files)) line('file', name, file);
  for (const entry of started.asMicrosoft?.hostsLines ?? []) line('hosts', entry);
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
