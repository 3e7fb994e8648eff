// Microsoft's published types of Graph as something that can be asked at run time: which properties a resource has and
// of which kind they are. Read from the declarations of @microsoft/microsoft-graph-types, so that nobody copies a list.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import ts from 'typescript';

const declarations = createRequire(import.meta.url)
  .resolve('@microsoft/microsoft-graph-types/package.json')
  .replace('package.json', 'microsoft-graph.d.ts');

interface Declared {
  readonly interfaces: Map<string, ts.InterfaceDeclaration>;
  readonly aliases: Map<string, ts.TypeAliasDeclaration>;
}

function read(): Declared {
  const source = ts.createSourceFile(
    'graph.d.ts',
    readFileSync(declarations, 'utf8'),
    ts.ScriptTarget.ES2022,
  );
  const interfaces = new Map<string, ts.InterfaceDeclaration>();
  const aliases = new Map<string, ts.TypeAliasDeclaration>();
  for (const statement of source.statements) {
    if (ts.isInterfaceDeclaration(statement)) interfaces.set(statement.name.text, statement);
    else if (ts.isTypeAliasDeclaration(statement)) aliases.set(statement.name.text, statement);
  }
  return { interfaces, aliases };
}

const primitives = new Map([
  [ts.SyntaxKind.StringKeyword, 'string'],
  [ts.SyntaxKind.NumberKeyword, 'number'],
  [ts.SyntaxKind.BooleanKeyword, 'boolean'],
]);

export interface GraphTypes {
  /** What of `value` is not as the type says, each with its path; empty where it agrees. Annotations are not looked at. */
  problems(value: unknown, type: string): string[];
  properties(type: string): string[];
}

export function graphTypes(): GraphTypes {
  const { interfaces, aliases } = read();
  const membersOf = (name: string): Map<string, ts.TypeNode> => {
    const declaration = interfaces.get(name);
    if (!declaration) throw new Error(`no type ${name}`);
    const members = new Map<string, ts.TypeNode>();
    for (const clause of declaration.heritageClauses ?? []) {
      for (const parent of clause.types) {
        if (ts.isIdentifier(parent.expression))
          for (const one of membersOf(parent.expression.text)) members.set(...one);
      }
    }
    for (const member of declaration.members) {
      if (
        ts.isPropertySignature(member) &&
        member.type &&
        (ts.isIdentifier(member.name) || ts.isStringLiteral(member.name))
      ) {
        members.set(member.name.text, member.type);
      }
    }
    return members;
  };

  const check = (value: unknown, node: ts.TypeNode, at: string): string[] => {
    if (ts.isUnionTypeNode(node)) {
      const found = node.types.map((one) => check(value, one, at));
      return found.find((one) => one.length === 0) ?? found[0] ?? [];
    }
    if (ts.isArrayTypeNode(node)) {
      if (!Array.isArray(value)) return [`${at} is no array`];
      return value.flatMap((one, index) => check(one, node.elementType, `${at}[${index}]`));
    }
    if (ts.isParenthesizedTypeNode(node)) return check(value, node.type, at);
    if (ts.isLiteralTypeNode(node)) {
      const wanted = ts.isStringLiteral(node.literal) ? node.literal.text : null;
      return value === wanted ? [] : [`${at} is ${JSON.stringify(value)}`];
    }
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) {
      const name = node.typeName.text;
      const [argument] = node.typeArguments ?? [];
      if (name === 'NullableOption' && argument) return value === null ? [] : check(value, argument, at);
      const alias = aliases.get(name);
      return alias ? check(value, alias.type, at) : checkObject(value, name, at);
    }
    const wanted = primitives.get(node.kind);
    return wanted === undefined || typeof value === wanted ? [] : [`${at} is no ${wanted}`];
  };
  const checkObject = (value: unknown, type: string, at: string): string[] => {
    if (typeof value !== 'object' || value === null) return [`${at} is no ${type}`];
    const written = (value as Record<string, unknown>)['@odata.type'];
    const derived = typeof written === 'string' ? written.replace(/^#microsoft\.graph\./i, '') : undefined;
    const name =
      derived === undefined
        ? type
        : [...interfaces.keys()].find((one) => one.toLowerCase() === derived.toLowerCase());
    if (name === undefined) return [`${at} is of an unknown type ${derived}`];
    const members = membersOf(name);
    return Object.entries(value)
      .filter(([key]) => !key.includes('@'))
      .flatMap(([key, inner]) => {
        const node = members.get(key);
        return node ? check(inner, node, `${at}.${key}`) : [`${at}.${key} is not in ${name}`];
      });
  };
  return {
    problems: (value, type) => checkObject(value, type, type),
    properties: (type) => [...membersOf(type).keys()],
  };
}
