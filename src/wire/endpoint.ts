// An endpoint as a person writes it: `1143`, `mail.office.lan:143`, `[::1]:587`. Whether anybody is there is another matter.

/** Undefined for anything else. `host` is undefined where a port stands alone; an IPv6 address comes without its brackets. */
export function parseEndpoint(text: string): { host: string | undefined; port: number } | undefined {
  const match = /^(?:(?:\[([0-9a-fA-F:.]+)\]|([^:[\]]+)):)?(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  return match && port <= 65_535 ? { host: match[1] ?? match[2], port } : undefined;
}
