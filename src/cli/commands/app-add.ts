// mailgrant app add: a registration to sign in with. Secrets come by stdin or from files, never as arguments.

import { readFileSync } from 'node:fs';
import { Secret } from '../../base/secret.ts';
import { fail } from '../../errors/error.ts';
import type { AppRecord } from '../../store/store.ts';
import { type Call, type Command, optionText } from '../command.ts';

/** Client secrets are 40 characters; a pasted file is a mistake that should be noticed. */
const secretBytesMax = 4_096;

export const registrationOptions = [
  { flags: '--client-id <guid>', about: 'application (client) id of the registration' },
  { flags: '--tenant <tenant>', about: 'common, organizations, consumers, a GUID or a domain' },
  {
    flags: '--cloud <cloud>',
    about: 'worldwide, gcc-high, dod, 21vianet, or a JSON file that spells one out',
  },
] as const;

export const appAdd: Command = {
  name: 'app add',
  summary: 'Add an app registration to sign in with',
  examples: [
    { line: 'mailgrant app add --client-id GUID', does: 'a public client (mobile and desktop)' },
    {
      line: 'mailgrant app add --client-id GUID --tenant contoso.com --secret-stdin < secret.txt',
      does: 'a confidential one',
    },
    {
      line: 'mailgrant app add --client-id GUID --tenant GUID --certificate app.pem --private-key app.key',
      does: 'with a certificate',
    },
  ],
  options: [
    ...registrationOptions,
    { flags: '--name <name>', about: 'short name', default: 'default' },
    { flags: '--provider <provider>', about: 'microsoft or generic', default: 'microsoft' },
    { flags: '--secret-stdin', about: 'read the client secret (its value, not its id) from standard input' },
    { flags: '--certificate <file>', about: 'certificate in PEM, for a client assertion' },
    { flags: '--private-key <file>', about: 'its private key in PEM' },
  ],
  next: 'mailgrant login ADDRESS',
  async run(call) {
    const { store } = await call.open();
    const app = await store.apps.add({
      ...registration(call),
      name: optionText(call, 'name') ?? 'default',
      credential: await credential(call),
    });
    call.streams.out(`App registration ${app.name}: client ${app.clientId}, tenant ${app.tenant}.`);
  },
};

/** What the options say about a registration. @throws `usage` without a client id */
export function registration(call: Call): Pick<AppRecord, 'provider' | 'clientId' | 'tenant' | 'cloud'> {
  const clientId = optionText(call, 'clientId');
  if (!clientId)
    throw fail('usage', { problem: 'a registration needs --client-id', help: 'mailgrant app add --help' });
  const cloud = optionText(call, 'cloud') ?? 'worldwide';
  return {
    provider: optionText(call, 'provider') ?? 'microsoft',
    clientId,
    tenant: optionText(call, 'tenant') ?? 'common',
    cloud: cloud.endsWith('.json') ? readCloud(cloud) : cloud,
  };
}

function readCloud(path: string): string {
  try {
    return JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw fail(
      'config-invalid',
      { file: path, problem: `not the JSON of a cloud (${code ?? message})` },
      { cause },
    );
  }
}

async function credential(call: Call): Promise<AppRecord['credential']> {
  const certificate = optionText(call, 'certificate');
  const privateKey = optionText(call, 'privateKey');
  if (call.options['secretStdin'] === true) {
    const secret = await call.streams.readInput({
      what: 'The client secret',
      example: 'mailgrant app add ... --secret-stdin < secret.txt',
      bytesMax: secretBytesMax,
    });
    return { kind: 'secret', secret: new Secret(secret) };
  }
  if ((certificate === undefined) !== (privateKey === undefined)) {
    throw fail('usage', {
      problem: '--certificate and --private-key go together',
      help: 'mailgrant app add --help',
    });
  }
  if (certificate === undefined || privateKey === undefined) return { kind: 'none' };
  return {
    kind: 'certificate',
    certificatePem: readPem(certificate),
    privateKeyPem: new Secret(readPem(privateKey)),
  };
}

function readPem(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw fail(
      'config-unreadable',
      { file: path, reason: (cause as NodeJS.ErrnoException).code ?? 'unknown' },
      { cause },
    );
  }
}
