// Domains of Outlook.com. Whoever has an address in one of them has a personal account; another domain says nothing.

const families = /@(?:outlook|hotmail|live|msn|passport|windowslive)(?:\.[a-z]{2,3}){1,2}$/i;

export function personalDomain(address: string): boolean {
  return families.test(address);
}
