// What a POP server says it can do (RFC 2449 section 6), as far as it changes what we do.

export interface PopCapabilities {
  /** Of the SASL line; undefined where there is none. */
  readonly sasl: readonly string[] | undefined;
  readonly top: boolean;
  /** Several commands may be sent before the first is answered (section 6.6). */
  readonly pipelining: boolean;
  /** Least time between two sign-ins (section 6.5). */
  readonly loginDelaySeconds: number | undefined;
}

/** A server without CAPA: everything that RFC 1939 has, and nothing else. */
export const plainCapabilities: PopCapabilities = {
  sasl: undefined,
  top: true,
  pipelining: false,
  loginDelaySeconds: undefined,
};

export function parseCapabilities(text: string): PopCapabilities {
  const lines = new Map(
    text.split(/\r?\n/).map((line) => {
      const [name = '', ...args] = line.trim().split(/\s+/);
      return [name.toUpperCase(), args] as const;
    }),
  );
  const delay = lines.get('LOGIN-DELAY')?.[0];
  return {
    sasl: lines.get('SASL')?.map((name) => name.toUpperCase()),
    top: lines.has('TOP'),
    pipelining: lines.has('PIPELINING'),
    loginDelaySeconds: delay !== undefined && /^\d{1,6}$/.test(delay) ? Number(delay) : undefined,
  };
}
