// From the name that somebody typed to the thing in the directory, or an error that lists what is there.

import { fail } from '../../errors/error.ts';
import { type Resource, resourceByAppId, resourceByIdentifier, resources } from '../directory/resources.ts';
import type { AppRegistration, MailboxSettings, Tenant, User } from '../model.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Transcript } from '../transcripts/transcripts.ts';

/** Long lists help nobody. */
const namedMax = 12;

/** By sign-in name, id, or address of the mailbox. @throws `sandbox-not-found` */
export function findUser({ directory }: Sandbox, name: string): User {
  const user = directory.users.get(name) ?? directory.userByName(name);
  if (user) return user;
  throw notFound(
    'user',
    name,
    [...directory.users.values()].map((one) => one.userPrincipalName),
  );
}

/** By GUID or domain; with the address of a user: hers. @throws `sandbox-not-found` */
export function findTenant({ directory }: Sandbox, name: string): Tenant {
  const tenant = directory.tenantByName(name) ?? directory.tenantByName(name.split('@').at(-1) ?? '');
  if (tenant) return tenant;
  throw notFound(
    'tenant',
    name,
    [...directory.tenants.values()].map((one) => one.domains[0] ?? one.id),
  );
}

/** By client id or display name. @throws `sandbox-not-found` */
export function findApp({ directory }: Sandbox, name: string): AppRegistration {
  const all = [...directory.apps.values()];
  const app =
    directory.apps.get(name) ?? all.find((one) => one.displayName.toLowerCase() === name.toLowerCase());
  if (app) return app;
  throw notFound(
    'app registration',
    name,
    all.map((one) => one.displayName),
  );
}

/** By address or alias. @throws `sandbox-not-found` */
export function findMailbox({ directory }: Sandbox, name: string): MailboxSettings {
  const mailbox = directory.mailboxByAddress(name);
  if (mailbox) return mailbox;
  throw notFound(
    'mailbox',
    name,
    [...directory.mailboxes.values()].map((one) => one.address),
  );
}

/** By identifier or app id. @throws `sandbox-not-found` */
export function findResource(name: string): Resource {
  const resource = resourceByIdentifier(name) ?? resourceByAppId(name);
  if (resource) return resource;
  throw notFound(
    'resource',
    name,
    resources.map((one) => one.identifiers[0] ?? one.appId),
  );
}

/** By number. @throws `sandbox-not-found` */
export function findTranscript({ transcripts }: Sandbox, id: string): Transcript {
  const transcript = transcripts.get(Number(id));
  if (transcript) return transcript;
  throw notFound(
    'transcript',
    id,
    transcripts.list().map((one) => String(one.id)),
  );
}

function notFound(kind: string, name: string, known: readonly string[]): Error {
  const more = known.length > namedMax ? ` and ${known.length - namedMax} more` : '';
  return fail('sandbox-not-found', {
    kind,
    name,
    known: `${known.slice(0, namedMax).join(', ') || 'none'}${more}`,
  });
}
