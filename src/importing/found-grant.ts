// What is found in another program's file, in the same words whichever program it was. Reading is pure: bytes in, grants
// out; whether a refresh token still works, and where it goes, is somebody else's business.

import type { Secret } from '../base/secret.ts';

export interface FoundGrant {
  /** The program whose file it was: 'email-oauth2-proxy'. */
  readonly program: string;
  /** The mailbox, where the file says so. */
  readonly address: string | undefined;
  /** Absent where an app of its own signs in (client credentials), and where nobody has consented yet. */
  readonly refreshToken: Secret | undefined;
  readonly clientId: string | undefined;
  readonly clientSecret: Secret | undefined;
  /** Where the token was had from: tells cloud and tenant. */
  readonly tokenEndpoint: string | undefined;
  readonly scopes: readonly string[];
  /** Signs in without a person. */
  readonly appOnly: boolean;
}

/** Where another program took its clients' connections. */
export interface FoundDoor {
  readonly protocol: 'imap' | 'pop' | 'smtp';
  /** Undefined for every address of the machine. */
  readonly host: string | undefined;
  readonly port: number;
  /** Files, as the other program named them. */
  readonly certificate: { readonly certFile: string; readonly keyFile: string } | undefined;
}

export interface ReadRequest {
  readonly bytes: Buffer;
  /** Its last part is the address in some programs' folders. */
  readonly fileName: string;
  /** Asked for when something is sealed with it: the password that the mail client had at the other program. */
  readonly password: () => Promise<Secret>;
}

export interface GrantReader {
  readonly program: string;
  /** True for what is certainly of this program. */
  knows(request: Pick<ReadRequest, 'bytes' | 'fileName'>): boolean;
  /** @throws `import-password-wrong` */
  read(request: ReadRequest): Promise<FoundGrant[]>;
  /** For a program that is a proxy itself. */
  doors?(bytes: Buffer): FoundDoor[];
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** The object that a file holds; undefined where it is no JSON, or not an object. */
export function jsonObject(bytes: Buffer): JsonObject | undefined {
  const text = bytes.toString('utf8').trim();
  if (!text.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return asObject(value);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** A text that is there and not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function words(value: unknown): string[] {
  return typeof value === 'string' ? value.split(/[\s,]+/).filter((word) => word !== '') : [];
}
