// Addresses within HTML that a stranger wrote: which of them may stay, and what an image's is.

/** Browsers drop these before they look at the scheme (WHATWG URL section 4.4), so what is hidden by them is seen here. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is meant
const ignored = /[\u0000-\u0020\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+/g;

/** Where a link may lead; undefined for everything else, relative ones included: a message has no place of its own. */
export function linkTarget(given: string): string | undefined {
  const url = given.replace(ignored, (run) => (/^ +$/.test(run) ? ' ' : '')).trim();
  if (/^(?:https?:\/\/|mailto:|tel:)/i.test(url)) return url.replaceAll(' ', '%20');
  return url.startsWith('//') ? `https:${url.replaceAll(' ', '%20')}` : undefined;
}

export type ImageSource =
  | { readonly kind: 'inline'; readonly contentId: string }
  | { readonly kind: 'remote'; readonly url: string }
  | { readonly kind: 'none' };

export function imageSource(given: string): ImageSource {
  // Backslashes are slashes to a browser.
  const url = given.replace(ignored, '').replaceAll('\\', '/');
  if (/^cid:/i.test(url)) return { kind: 'inline', contentId: unpercent(url.slice(4)) };
  if (/^https?:\/\//i.test(url)) return { kind: 'remote', url };
  if (url.startsWith('//')) return { kind: 'remote', url: `https:${url}` };
  return { kind: 'none' };
}

function unpercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
