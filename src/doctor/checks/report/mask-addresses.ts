// A text in which nobody can be found: every mail address has another name, the same one each time, and so has its domain
// wherever it stands alone. Domains that everybody shares stay: that a mailbox is at Outlook.com matters, and names nobody.

import { personalDomain } from '../../personal-domains.ts';

/** Also as it stands in URLs. No backtracking: each part excludes what ends it. */
const addresses = /[\p{L}\p{N}._+'-]{1,64}(@|%40)((?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}]{2,24})/gu;

/** @param names - what else names the person or the organisation: the short name of an account, a tenant's domain */
export function maskAddresses(text: string, names: readonly string[] = []): string {
  const people = new Map<string, string>();
  const domains = new Map<string, string>();
  const domainFor = (domain: string): string => {
    const shared = personalDomain(`a@${domain}`) || /^(?:gmail|googlemail|yahoo)\.[a-z.]+$/i.test(domain);
    // RFC 2606 section 2: a top-level domain that nobody can have.
    return shared ? domain : named(domains, domain.toLowerCase(), (count) => `domain-${count}.invalid`);
  };
  const masked = text.replace(addresses, (whole, at: string, domain: string) => {
    const key = whole.replace('%40', '@').toLowerCase();
    return `${named(people, key, (count) => `person-${count}`)}${at}${domainFor(domain)}`;
  });
  const alone = [...domains].map(([domain, mask]) => [domain, mask] as const);
  const others = names.filter((name) => name.length > 1).map((name, at) => [name, `name-${at + 1}`] as const);
  return [...alone, ...others].reduce(
    (line, [name, mask]) => line.replace(new RegExp(`(?<![\\w-])${escaped(name)}(?![\\w-])`, 'giu'), mask),
    masked,
  );
}

function named(map: Map<string, string>, key: string, name: (count: number) => string): string {
  const known = map.get(key) ?? name(map.size + 1);
  map.set(key, known);
  return known;
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
