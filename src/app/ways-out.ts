// The proxies that a network may want to be left by. Most people have none, and do not load what reads them.

import type { Dialer, DialerOptions } from '../net/dial.ts';
import type { Tunnel } from '../net/tunnel.ts';

export interface WaysOut {
  /** To the mail servers: `socks5://`, `http://` or `https://`. */
  readonly mailProxy?: { readonly url: string; readonly noProxy?: string | undefined } | undefined;
  /** For requests to the identity platform and Graph. */
  readonly proxy?: { readonly https: string; readonly noProxy?: string | undefined } | undefined;
}

/** @throws `mail-proxy-invalid` */
export async function mailTunnel({ mailProxy }: WaysOut): Promise<Tunnel | undefined> {
  if (!mailProxy) return undefined;
  const { parseTunnel } = await import('../net/tunnel.ts');
  return parseTunnel(mailProxy.url, mailProxy.noProxy);
}

/** @throws `mail-proxy-invalid` */
export async function mailDialer(ways: WaysOut, options: DialerOptions): Promise<Dialer> {
  const { Dialer } = await import('../net/dial.ts');
  return new Dialer({ ...options, tunnel: await mailTunnel(ways) });
}

/** The way of requests, for whoever looks at it without making one. */
export async function webTunnel({ proxy }: WaysOut): Promise<Tunnel | undefined> {
  // Anything else is refused where requests are made (net/fetch.ts), and told there.
  if (!proxy || !/^https?:\/\//i.test(proxy.https)) return undefined;
  const { parseTunnel } = await import('../net/tunnel.ts');
  return parseTunnel(proxy.https, proxy.noProxy);
}
