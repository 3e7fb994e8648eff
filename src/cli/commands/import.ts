// mailgrant import: from another program's token files to accounts, without asking anybody to consent again.

import { Secret } from '../../base/secret.ts';
import { type Service, services } from '../../base/token-source.ts';
import { fail } from '../../errors/error.ts';
import { type Call, type Command, optionText } from '../command.ts';
import { sameDoors } from '../import/doors.ts';
import { foundIn } from '../import/files.ts';
import { placeOf, type Taken, take } from '../import/take.ts';
import { jsonFields, printRows, type Row } from '../output.ts';

const fields = [
  'address',
  'account',
  'from',
  'state',
  'resources',
  'clientId',
  'tenant',
  'scopes',
  'reason',
  'next',
] as const;

const help = 'mailgrant import --help';
/** As long as anybody types. */
const passwordBytesMax = 1_024;

export const importCommand: Command = {
  name: 'import',
  summary: 'Take over the grants of another program without a new consent',
  examples: [
    {
      line: 'mailgrant import emailproxy.config --password-stdin < password.txt',
      does: 'email-oauth2-proxy, with the password of the mail program',
    },
    {
      line: 'mailgrant import anna.tokens --client-id GUID',
      does: 'mutt_oauth2.py, also encrypted by GnuPG',
    },
    { line: 'pizauth dump | mailgrant import -', does: 'from standard input' },
    { line: 'mailgrant import msal_cache.json --dry-run', does: 'say what is in it, and take nothing' },
  ],
  args: [
    {
      name: 'file',
      about:
        'of email-oauth2-proxy, mutt_oauth2.py, sasl-xoauth2, pizauth, oama, DavMail or MSAL; - for standard input',
      required: true,
      variadic: true,
    },
  ],
  options: [
    {
      flags: '--password-stdin',
      about: 'read the password that the tokens are sealed with from standard input',
    },
    { flags: '--for <services>', about: `any of ${services.join(',')}; default: all` },
    { flags: '--client-id <guid>', about: 'the application id, where the file does not say it' },
    {
      flags: '--app <name>',
      about: 'the registration that the tokens belong to, where it is known here already',
    },
    { flags: '--mailbox <address>', about: 'the mailbox, where the file does not say it' },
    { flags: '--dry-run', about: 'say what is there; store nothing, ask nobody' },
    { flags: '--offline', about: 'store the tokens untried' },
  ],
  json: fields,
  next: 'mailgrant accounts',
  async run(call) {
    jsonFields(call, fields);
    const { childEnv } = await call.settings();
    const files = call.args.filter((file) => file !== undefined);
    const { grants, doors } = await foundIn(files, {
      streams: call.streams,
      env: childEnv,
      signal: call.signal,
      password: passwordFrom(call),
    });
    const dry = call.options['dryRun'] === true;
    const rows: Row[] = [];
    for (const grant of grants) {
      const outcome: Row | Taken = dry
        ? { state: grant.refreshToken ? 'refresh token' : grant.appOnly ? 'app of its own' : 'no token' }
        : await take(await call.open(), grant, {
            services: servicesFrom(call),
            app: optionText(call, 'app'),
            clientId: optionText(call, 'clientId'),
            mailbox: optionText(call, 'mailbox'),
            offline: call.options['offline'] === true,
            signal: call.signal,
          });
      rows.push({
        address: grant.address ?? optionText(call, 'mailbox'),
        from: grant.program,
        clientId: grant.clientId,
        tenant: placeOf(grant.tokenEndpoint)?.tenant,
        scopes: grant.scopes,
        ...outcome,
      });
    }
    const { paint } = call.streams;
    printRows(
      call,
      rows,
      [
        {
          field: 'address',
          title: 'ADDRESS',
          show: (value) => paint.bold(typeof value === 'string' ? value : ''),
        },
        { field: 'from', title: 'FROM' },
        { field: 'state', title: 'STATE' },
        {
          field: 'resources',
          title: 'WORKS FOR',
          show: (value) => (value as string[] | undefined)?.join(', ') ?? '',
        },
        { field: 'clientId', title: 'CLIENT ID' },
        { field: 'tenant', title: 'TENANT' },
        { field: 'reason', title: 'REASON' },
        { field: 'next', title: 'NEXT' },
      ],
      { fields, empty: 'There is no account in it.' },
    );
    for (const line of sameDoors(doors)) call.streams.err(line);
    const left = rows.filter(({ state }) => state === 'refused' || state === 'nothing to take').length;
    if (left > 0) throw fail('import-incomplete', { count: left, all: rows.length });
  },
};

/** Read once, and only for a file that needs it. @throws `import-password-missing` */
function passwordFrom(call: Call): (file: string) => Promise<Secret> {
  let password: Promise<Secret> | undefined;
  return (file) => {
    if (call.options['passwordStdin'] !== true) throw fail('import-password-missing', { file });
    password ??= call.streams
      .readInput({
        what: 'The password of the mail program',
        example: `mailgrant import ${file} --password-stdin < password.txt`,
        bytesMax: passwordBytesMax,
      })
      .then((text) => new Secret(text));
    return password;
  };
}

function servicesFrom(call: Call): readonly Service[] {
  const text = optionText(call, 'for');
  if (text === undefined) return services;
  return text.split(',').map((word) => {
    const service = services.find((known) => known === word.trim().toLowerCase());
    if (!service) throw fail('usage', { problem: `"${word}" is none of ${services.join(', ')}`, help });
    return service;
  });
}
