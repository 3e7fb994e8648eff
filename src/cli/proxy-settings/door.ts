// Where the proxy listens and as whom a client signs in: all that settings are written from.

export type LineSecurity =
  /** TLS from the first byte. */
  | 'tls'
  | 'starttls'
  /** In the clear: on this machine alone. */
  | 'none';

export interface DoorAt {
  readonly port: number;
  readonly security: LineSecurity;
}

export interface ProxyDoors {
  /** As the client reaches the proxy: '127.0.0.1', 'mail.office.contoso.com'. */
  readonly host: string;
  readonly imap?: DoorAt | undefined;
  readonly pop?: DoorAt | undefined;
  readonly smtp?: DoorAt | undefined;
  /** What is typed as user name: the address of the mailbox. */
  readonly user: string;
  /** For `From:` where it is not the user name. */
  readonly address?: string | undefined;
  /** PEM file with the authority of the proxy's certificate, where it is one of our own. */
  readonly caFile?: string | undefined;
  /** A command that prints the app password. Default: `pass show mailgrant/USER`. */
  readonly passwordCommand?: string | undefined;
}

export type Protocol = 'imap' | 'pop' | 'smtp';

/** A client's settings as text for a person: what to type where, or a file with instructions as its comments. */
export interface SettingsWriter {
  /** As asked for: `--print-settings mutt`. */
  readonly client: string;
  /** For help: 'Mozilla Thunderbird'. */
  readonly name: string;
  /** Without one of these doors there is nothing to set up. */
  readonly needs: readonly Protocol[];
  write(doors: ProxyDoors): string;
}

export function passwordCommand({ user, passwordCommand: given }: ProxyDoors): string {
  return given ?? `pass show mailgrant/${user}`;
}

export function fromAddress({ user, address }: ProxyDoors): string {
  return address ?? user;
}

/** How to get the password to where the command finds it, as comment lines. */
export function passwordNotes(doors: ProxyDoors): string[] {
  if (doors.passwordCommand !== undefined) return [];
  return [
    '# The app password is not in here. Make one, and give it to your password store:',
    `#   mailgrant app-password create ${doors.user} --name "this computer" | pass insert -m mailgrant/${doors.user}`,
    '# Any command that prints it will do instead of "pass show ...".',
  ];
}

/** What the client is to be told about the line, in the words of most programs. */
export function securityWords(security: LineSecurity): string {
  switch (security) {
    case 'tls':
      return 'SSL/TLS';
    case 'starttls':
      return 'STARTTLS';
    case 'none':
      return 'None';
  }
}

/** Columns that line up. */
export function table(rows: ReadonlyArray<readonly [string, string]>): string[] {
  const width = Math.max(...rows.map(([label]) => label.length)) + 2;
  return rows.map(([label, value]) => `  ${label.padEnd(width)}${value}`);
}

export function text(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

/** A word of a configuration file between double quotes. */
export function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}
