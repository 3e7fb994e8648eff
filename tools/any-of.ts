// What `anyOf` would put together whenever the program starts is put together when it is built: one expression in place of the
// call (src/doctor/recognisers/any-of.ts).

import { anyOf } from '../src/doctor/recognisers/any-of.ts';

export function wordingsJoined(): { name: string; transform(code: string, id: string): string | undefined } {
  return {
    name: 'wordings-joined',
    transform(code, id) {
      if (!/\/src\/doctor\/.*(?<!\/any-of)\.ts$/.test(id) || !code.includes('anyOf(')) return undefined;
      return joined(code, id);
    },
  };
}

const literal = /\/(?![/*])((?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)/;
/** Comments, and what separates. */
const between = /(?:\s|,|\/\/[^\n]*\n)*/;
const call = new RegExp(
  String.raw`\banyOf\(((?:${between.source}${literal.source})+)${between.source}\)`,
  'g',
);
const each = new RegExp(String.raw`(?<=^|,|\n)\s*(?:\/\/[^\n]*|${literal.source})`, 'g');

/** @throws where anything else than expressions as they are written is given to `anyOf` */
export function joined(code: string, file: string): string {
  const done = code.replace(call, (_whole, list: string) => {
    const patterns = [...list.matchAll(each)].flatMap(([, source, flags]) =>
      source === undefined ? [] : [new RegExp(source, flags)],
    );
    const [first, ...others] = patterns;
    if (!first) throw new Error(`${file}: anyOf is given no expression`);
    return String(anyOf(first, ...others));
  });
  const [left] = /\banyOf\(.{0,40}/.exec(done) ?? [];
  if (left !== undefined) throw new Error(`${file}: ${left} is given something else than expressions`);
  return done;
}
