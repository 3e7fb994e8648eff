// What one source file does that the floor rules care about: whom it imports, which of the machine's globals it
// touches, where it opens a Secret, and what would happen merely by importing it. Reads syntax only (no types), so a
// whole tree takes about a second. Judges nothing.

import ts from 'typescript';

export interface Import {
  readonly line: number;
  readonly specifier: string;
  /** `import 'x'`: imported for what happens, not for what it gives. */
  readonly bare: boolean;
}

/** A mention of something that belongs to the machine: `process.env`, `console`, `new Date()`, `setTimeout`. */
export interface GlobalUse {
  readonly line: number;
  readonly name: string;
}

export interface TopLevelEffect {
  readonly line: number;
  readonly what: string;
}

export interface SourceFacts {
  readonly imports: readonly Import[];
  readonly globals: readonly GlobalUse[];
  readonly reveals: number;
  readonly effects: readonly TopLevelEffect[];
}

/** Globals whose every mention counts, and those where the member says what is being touched. */
const wholeGlobals = new Set(['console', 'setTimeout', 'setInterval', 'fetch']);
const memberGlobals = new Set(['process', 'Date', 'performance', 'Math', 'AbortSignal']);

/** What `new` may build while a file loads: values that own nothing and need no closing. */
const inertConstructors = new Set([
  'Set',
  'Map',
  'WeakMap',
  'WeakSet',
  'RegExp',
  'TextEncoder',
  'TextDecoder',
  'Uint8Array',
  'AbortController',
]);
const inertNamespaces = new Set(['Intl']);

/** Calls that open, wait or start something, by the last name of the callee. */
const startingCalls =
  /^(listen|connect|createServer|open\w*|on|once|setTimeout|setInterval|fetch|spawn|exec)$/;

export function readFacts(fileName: string, text: string): SourceFacts {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.ES2023, true, ts.ScriptKind.TS);
  const lineOf = (node: ts.Node): number =>
    source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
  const imports: Import[] = [];
  const globals: GlobalUse[] = [];
  let reveals = 0;

  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier) {
      const bare = ts.isImportDeclaration(node) && node.importClause === undefined;
      imports.push({ line: lineOf(node), specifier: specifier.text, bare });
    }
    for (const name of globalNames(node)) globals.push({ line: lineOf(node), name });
    if (memberName(node) === 'reveal') reveals += 1;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { imports, globals, reveals, effects: topLevelEffects(source, lineOf) };
}

function specifierOf(node: ts.Node): ts.StringLiteralLike | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return literal(node.moduleSpecifier);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return literal(node.argument.literal);
  if (ts.isCallExpression(node) && isLoader(node.expression)) return literal(node.arguments[0]);
  return undefined;
}

/** `import()`, and the `require` that createRequire gives. */
function isLoader(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
  );
}

function literal(node: ts.Node | undefined): ts.StringLiteralLike | undefined {
  return node && ts.isStringLiteralLike(node) ? node : undefined;
}

/** The member's name in `a.b`, `a?.b` and `a['b']`. */
function memberName(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isElementAccessExpression(node)) return literal(node.argumentExpression)?.text;
  return undefined;
}

/** Sees through `globalThis.process`, so that the long way round is no way round. */
function globalOwner(node: ts.Expression): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  const member = memberName(node);
  const owner =
    ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) ? node.expression : undefined;
  return member && owner && ts.isIdentifier(owner) && owner.text === 'globalThis' ? member : undefined;
}

function globalNames(node: ts.Node): string[] {
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    const owner = globalOwner(node.expression);
    const member = memberName(node);
    return owner && member && memberGlobals.has(owner) ? [`${owner}.${member}`] : [];
  }
  if (ts.isIdentifier(node) && wholeGlobals.has(node.text) && isValueUse(node)) return [node.text];
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Date')
    return node.arguments === undefined || node.arguments.length === 0 ? ['new Date()'] : [];
  if (ts.isVariableDeclaration(node) && ts.isObjectBindingPattern(node.name) && node.initializer) {
    const owner = globalOwner(node.initializer);
    if (!owner || !memberGlobals.has(owner)) return [];
    return node.name.elements.map(
      (element) => `${owner}.${(element.propertyName ?? element.name).getText()}`,
    );
  }
  if (ts.isImportDeclaration(node) && /^(node:)?process$/.test(literal(node.moduleSpecifier)?.text ?? '')) {
    const named = node.importClause?.namedBindings;
    return named && ts.isNamedImports(named)
      ? named.elements.map((element) => `process.${(element.propertyName ?? element.name).text}`)
      : [];
  }
  return [];
}

/** False where the word is only a name: a property, a parameter, a type, or a key that somebody chose. */
function isValueUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return globalOwner(parent) === node.text;
  if (ts.isTypeNode(parent) || ts.isTypeQueryNode(parent)) return false;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  const named = parent as ts.Node & { readonly name?: ts.Node; readonly propertyName?: ts.Node };
  return named.name !== node && named.propertyName !== node;
}

function topLevelEffects(source: ts.SourceFile, lineOf: (node: ts.Node) => number): TopLevelEffect[] {
  const effects: TopLevelEffect[] = [];
  const report = (node: ts.Node, what: string): void => {
    effects.push({ line: lineOf(node), what });
  };
  const inspect = (node: ts.Node): void => {
    // A function runs later, and whoever calls it answers for it; one that is called on the spot runs now.
    if (ts.isFunctionLike(node) && !isCalledOnTheSpot(node)) return;
    if (ts.isAwaitExpression(node)) report(node, 'await');
    if (ts.isNewExpression(node) && !isInert(node)) report(node, `new ${node.expression.getText(source)}`);
    if (ts.isCallExpression(node)) {
      const callee = node.expression;
      const name = ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? '');
      if (startingCalls.test(name)) report(node, `${callee.getText(source)}()`);
    }
    ts.forEachChild(node, inspect);
  };

  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) {
      const constant = (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
      if (!constant) report(statement, 'a variable that changes');
      inspect(statement);
    } else if (ts.isClassDeclaration(statement)) {
      for (const member of statement.members) {
        const runsNow =
          ts.isClassStaticBlockDeclaration(member) ||
          (ts.isPropertyDeclaration(member) && member.modifiers?.some(isStatic));
        if (runsNow) ts.forEachChild(member, inspect);
      }
    } else if (!isDeclaration(statement)) {
      report(statement, `the statement \`${statement.getText(source).split('\n')[0]?.slice(0, 60)}\``);
    }
  }
  return effects;
}

function isCalledOnTheSpot(node: ts.Node): boolean {
  let whole = node;
  while (ts.isParenthesizedExpression(whole.parent)) whole = whole.parent;
  return ts.isCallExpression(whole.parent) && whole.parent.expression === whole;
}

function isStatic(modifier: ts.ModifierLike): boolean {
  return modifier.kind === ts.SyntaxKind.StaticKeyword;
}

function isInert(node: ts.NewExpression): boolean {
  const callee = node.expression;
  if (ts.isIdentifier(callee)) return inertConstructors.has(callee.text);
  return (
    ts.isPropertyAccessExpression(callee) &&
    ts.isIdentifier(callee.expression) &&
    inertNamespaces.has(callee.expression.text)
  );
}

function isDeclaration(statement: ts.Statement): boolean {
  return (
    ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isModuleDeclaration(statement)
  );
}
