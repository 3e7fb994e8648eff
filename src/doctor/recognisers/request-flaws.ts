// What is wrong with a request to an identity server whatever its values are: how it is sent, and what a shell made of it.

import type { EvidenceOf } from '../evidence.ts';
import { worded } from './worded.ts';

const jsonHeader = worded(/content-type["']?\s{0,3}[:=,]\s{0,3}["']?application\/json/i);
const jsonCall = worded(/\bjson\s?=\s?(?:\{|data|payload|body)|JSON\.stringify\(/);
/** `data: {...}` of a library is a form where the header says so, and JSON where curl sends it. */
const jsonInCurl = worded(/(?:-d|--data(?:-raw|-binary)?)\s{1,4}['"]?\s{0,8}\{\s{0,8}\\?["']/);
/** Guzzle sends a form then, whatever a list of headers says that it was not given. */
const formOfGuzzle = worded(/\bform_params\b(?![\s\S]{0,400}headers['"]\s?=>)/);
const multipart = worded(/multipart\/form-data|(?:^|\s)(?:-F|--form)\s/);
const get = worded(
  /(?:^|[\s"'])GET\s{1,4}(?:https?:\/\/|\/)|requests\.get\(|-X\s?GET|method["']?\s?[:=]\s?["']GET/i,
);
const posts = worded(/-d\s|--data|POST/i);
const basic = worded(
  /authorization["']?\s{0,3}[:=]\s{0,3}["']?basic\s|(?:^|\s)(?:-u|--user)\s{1,4}\S{1,200}:|auth\s?=\s?\(/i,
);
const origin = worded(/(?:^|["'\s])origin["']?\s{0,3}:\s{0,3}["']?(?:https?:|null)/i);
const encodedTwice = worded(/%25(?:3A|2F|20|40)/i);
const bareInShell = worded(
  /(?:^|\n)\s{0,8}[$>#]?\s{0,3}(?:curl|open|xdg-open|start|wget)\s(?:[^'"\n]{0,400}\s)?https?:\/\/[^\s'"]{1,2000}\?[^\s'"]{0,2000}&\w/,
);

export function flawsOf(
  text: string,
  kind: EvidenceOf<'request'>['endpoint'],
  path: string | undefined,
  found: ReadonlyMap<string, string>,
): string[] {
  const flaws: string[] = [];
  if (kind === 'token' || kind === 'device') {
    if (!formOfGuzzle.test(text) && (jsonHeader.test(text) || jsonCall.test(text) || jsonInCurl.test(text)))
      flaws.push('json-body');
    if (multipart.test(text)) flaws.push('multipart-body');
    if (get.test(text) || (path !== undefined && inQuery(text, path))) flaws.push('get');
    if (basic.test(text)) flaws.push('basic-auth');
    if (origin.test(text)) flaws.push('origin-header');
  }
  if (path !== undefined && /v2\.0/i.test(path) && found.has('resource')) flaws.push('resource-parameter');
  if (encodedTwice.test(text)) flaws.push('double-encoded');
  if (bareInShell.test(text)) flaws.push('cut-at-ampersand');
  if (kind === 'token' && found.has('grant_type') && !found.has('scope')) flaws.push('no-scope');
  if (kind === 'authorize' && found.has('client_id') && !found.has('scope')) flaws.push('no-scope');
  if (brokenOverLines(text)) flaws.push('line-breaks');
  return flaws;
}

/** The parameters stand behind the address, and nothing is posted. */
function inQuery(text: string, path: string): boolean {
  const end = path.slice(-20).replace(/[^\w/.]/g, '.');
  return new RegExp(`${end}\\?[^\\s]{0,2000}grant_type=`).test(text) && !posts.test(text);
}

function brokenOverLines(text: string): boolean {
  return (
    /\n\s{0,8}&?(?:scope|client_id|code|redirect_uri)=/.test(text) &&
    /grant_type=/.test(text) &&
    !/^[A-Z]{3,7}\s/m.test(text) &&
    /-d\s|--data/.test(text) &&
    !/&\s{0,3}\n|--data-urlencode|\\\n/.test(text)
  );
}
