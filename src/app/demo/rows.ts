// The eight rows of the story this product comes from (Stack Overflow 61597263, May 2020): what an application asked
// for, and what came of it. Data only; replay.ts asks, table.ts prints. The mistakes are kept as they were made.

const imap = 'https://outlook.office365.com/IMAP.AccessAsUser.All';
const smtp = 'https://outlook.office365.com/SMTP.Send';
const openid = 'offline_access email openid profile';
const graphScopes = 'https://graph.microsoft.com/User.Read https://graph.microsoft.com/Mail.ReadWrite';

/** A 200 from the token endpoint. What is left out was not recorded and is not compared. */
export interface TokenGranted {
  readonly kind: 'granted';
  /** Granted scopes. Their order is not stable, so they are compared as a set of words. */
  readonly scope?: string;
  readonly expiresIn?: number;
  readonly extExpiresIn?: number;
  readonly refreshToken?: boolean;
  readonly idToken?: boolean;
}

export interface TokenRefused {
  readonly kind: 'refused';
  readonly error: string;
  /** `error_description` from its beginning up to the scopes that it repeats, and from there on. */
  readonly description: readonly [start: string, end?: string];
  readonly errorCodes: readonly number[];
}

export interface Row {
  readonly name: string;
  /** What is special about it, in a few words. */
  readonly about: string;
  /** The tenant segment: the user's own tenant, or 'common'. */
  readonly tenant: 'own' | 'common';
  /** At /authorize. */
  readonly consent: string;
  /** At /token, one after the other: with the code, with the same code again, or with the refresh token. */
  readonly requests: ReadonlyArray<{ readonly with: 'code' | 'refresh'; readonly scope: string }>;
  readonly token: TokenGranted | TokenRefused;
  /** 'works', or the line that came. Undefined where nothing was recorded; '-' where there was no token. */
  readonly imap?: string;
  readonly smtp?: string;
  readonly graph?: string;
}

export const works = 'works';
const imapRefused = 'A1 NO AUTHENTICATE failed.';
/** The bracket behind it names a server and a time. */
const smtpRefused = '535 5.7.3 Authentication unsuccessful [...]';
const graphRefused = '401 InvalidAuthenticationToken: Access token validation failure. Invalid audience.';
const noToken = { imap: '-', smtp: '-', graph: '-' } as const;
const graphToken = { imap: imapRefused, smtp: smtpRefused, graph: works } as const;

const mixed = (smtpScope: string): string => `${openid} User.Read Mail.ReadWrite ${imap} ${smtpScope}`;
const same = (scope: string): Pick<Row, 'consent' | 'requests'> => ({
  consent: scope,
  requests: [{ with: 'code', scope }],
});

export const rows: readonly Row[] = [
  {
    name: '1',
    about: 'Graph scopes bare, Exchange scopes as URLs',
    tenant: 'own',
    ...same(mixed(smtp)),
    token: {
      kind: 'granted',
      scope: 'email IMAP.AccessAsUser.All Mail.ReadWrite openid profile SMTP.Send User.Read',
      refreshToken: true,
      idToken: true,
    },
    ...graphToken,
  },
  {
    name: '2a',
    about: 'the same at /common',
    tenant: 'common',
    ...same(mixed(smtp)),
    token: { kind: 'granted' },
    ...graphToken,
  },
  {
    name: '2b',
    about: 'the same with https://graph.microsoft.com/SMTP.Send',
    tenant: 'common',
    ...same(mixed('https://graph.microsoft.com/SMTP.Send')),
    token: { kind: 'granted' },
    ...graphToken,
  },
  {
    name: '2c',
    about: 'the same with bare SMTP.Send',
    tenant: 'common',
    ...same(mixed('SMTP.Send')),
    token: { kind: 'granted' },
    ...graphToken,
  },
  {
    name: '3',
    about: 'Exchange scopes only',
    tenant: 'own',
    ...same(`offline_access ${imap} ${smtp}`),
    token: {
      kind: 'granted',
      scope: `${imap} ${smtp}`,
      expiresIn: 3599,
      extExpiresIn: 3599,
      refreshToken: true,
      idToken: false,
    },
    imap: works,
    smtp: works,
    graph: graphRefused,
  },
  {
    name: '4',
    about: 'row 1 without openid, profile, email',
    tenant: 'own',
    ...same(`offline_access User.Read Mail.ReadWrite ${imap} ${smtp}`),
    token: {
      kind: 'granted',
      scope: 'IMAP.AccessAsUser.All Mail.ReadWrite SMTP.Send User.Read profile openid email',
    },
    ...graphToken,
  },
  {
    name: '5',
    about: 'every scope a URL, two resources',
    tenant: 'own',
    ...same(`offline_access ${graphScopes} ${imap} ${smtp}`),
    token: {
      kind: 'refused',
      error: 'invalid_request',
      description: [
        'AADSTS28000: Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ',
        ' is not valid.',
      ],
      errorCodes: [28000],
    },
    ...noToken,
  },
  {
    name: '6',
    about: 'everything prefixed https://graph.microsoft.com/',
    tenant: 'own',
    ...same(
      ['offline_access', 'User.Read', 'Mail.ReadWrite', 'IMAP.AccessAsUser.All', 'SMTP.Send']
        .map((name) => `https://graph.microsoft.com/${name}`)
        .join(' '),
    ),
    token: { kind: 'granted', refreshToken: false },
    imap: imapRefused,
  },
  {
    name: '7',
    about: 'one code redeemed twice, for Graph and for Exchange',
    tenant: 'own',
    consent: `offline_access ${graphScopes} ${imap} ${smtp}`,
    requests: [
      { with: 'code', scope: `offline_access ${graphScopes}` },
      { with: 'code', scope: `offline_access ${imap} ${smtp}` },
    ],
    token: {
      kind: 'refused',
      error: 'invalid_grant',
      description: [
        'AADSTS54005: OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
      ],
      errorCodes: [54005],
    },
    ...noToken,
  },
  {
    name: '8',
    about: 'the code for Graph, its refresh token for Exchange',
    tenant: 'own',
    consent: `offline_access ${graphScopes} ${imap} ${smtp}`,
    requests: [
      { with: 'code', scope: `offline_access ${graphScopes}` },
      { with: 'refresh', scope: `offline_access ${imap} ${smtp}` },
    ],
    token: { kind: 'granted', scope: `${imap} ${smtp}` },
    imap: works,
    smtp: works,
    graph: works,
  },
];
