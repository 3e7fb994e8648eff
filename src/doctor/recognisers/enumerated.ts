// A program that meets a name it does not know prints those that it knows: "unknown variant `invalid_client`, expected one of
// `invalid_grant`, `access_denied`". What was expected has not come.

import { worded } from './worded.ts';

/** serde, aeson, Jackson, pydantic, zod, kotlinx.serialization, JSON Schema. */
const expected = worded(
  /(?:\bone of\b|\bexpected\b|\bEnum class\b|\bshould be\b|\bmust be\b|\b(?:valid|allowed|known|accepted|permitted|supported|possible) (?:\w+ )?(?:values|options|tags|variants|codes|names|errors)\b(?: are)?|\bpermitted\b)(?:[\s\\"'`‘’:=|,([{]{1,8}(?:(?:or |and )[\\"'`]?)?[a-z_]{3,40}(?=[\\"'`‘’,|\])}])){2,60}/i,
);

export function withoutEnumerated(text: string): string {
  const list = expected.exec(text);
  return list ? `${text.slice(0, list.index)} ${text.slice(list.index + list[0].length)}` : text;
}
