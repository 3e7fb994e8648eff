// $filter: from text to a tree (OData 4.01 URL conventions, section 5.1.1). Operators, functions and lambdas that Graph
// takes for mail; what the tree means is evaluate.ts's business, and which properties there are the caller's.

import { badUri, GraphError } from '../error.ts';
import { type Literal, type Word, words } from './lexer.ts';

export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export const functionArity = {
  contains: 2,
  startswith: 2,
  endswith: 2,
  tolower: 1,
  toupper: 1,
  length: 1,
  trim: 1,
};
export type FunctionName = keyof typeof functionArity;

export type Expression =
  | { readonly kind: 'literal'; readonly literal: Literal }
  | { readonly kind: 'path'; readonly path: readonly string[] }
  | {
      readonly kind: 'compare';
      readonly op: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'in'; readonly left: Expression; readonly values: readonly Literal[] }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly inner: Expression }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly arguments: readonly Expression[] }
  | {
      readonly kind: 'any' | 'all';
      readonly path: readonly string[];
      readonly variable: string;
      /** Undefined: `any()`, is there one at all. */
      readonly inner: Expression | undefined;
    };

const comparisons: readonly string[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];
const depthMax = 40;
const nodesMax = 300;

/** @throws GraphError 400, and 501 for a part of OData that Graph has and the sandbox does not. */
export function parseFilter(text: string): Expression {
  const parser = new Parser(text);
  const expression = parser.or(0);
  parser.finish();
  return expression;
}

/** The properties of `expression` in the order in which they are written, each once: 'from/emailAddress/address'. */
export function propertiesOf(expression: Expression): string[] {
  const found = new Set<string>();
  const visit = (node: Expression, variables: readonly string[]): void => {
    switch (node.kind) {
      case 'literal':
        return;
      case 'path':
        if (!variables.includes(node.path[0] ?? '')) found.add(node.path.join('/'));
        return;
      case 'compare':
        visit(node.left, variables);
        visit(node.right, variables);
        return;
      case 'in':
        visit(node.left, variables);
        return;
      case 'not':
        visit(node.inner, variables);
        return;
      case 'and':
      case 'or':
        for (const part of node.parts) visit(part, variables);
        return;
      case 'call':
        for (const argument of node.arguments) visit(argument, variables);
        return;
      case 'any':
      case 'all':
        found.add(node.path.join('/'));
        if (node.inner) visit(node.inner, [...variables, node.variable]);
    }
  };
  visit(expression, []);
  return [...found];
}

class Parser {
  readonly #text: string;
  readonly #words: Word[];
  #at = 0;
  #nodes = 0;

  constructor(text: string) {
    this.#text = text;
    this.#words = words(text);
  }

  or(depth: number): Expression {
    return this.#joined('or', depth, () => this.#joined('and', depth, () => this.#relation(depth)));
  }

  finish(): void {
    if (this.#peek().kind !== 'end') throw this.#wrong();
  }

  #joined(word: 'and' | 'or', depth: number, next: () => Expression): Expression {
    if (depth > depthMax) throw badUri(`The recursion limit of '${depthMax}' has been exceeded.`);
    const parts = [next()];
    while (this.#takeName(word)) parts.push(next());
    const [only] = parts;
    return only && parts.length === 1 ? only : this.#made({ kind: word, parts });
  }

  #relation(depth: number): Expression {
    const left = this.#operand(depth);
    const word = this.#peek();
    if (word.kind !== 'name') return left;
    if (word.text === 'in') {
      this.#at += 1;
      return this.#made({ kind: 'in', left, values: this.#list() });
    }
    if (word.text === 'has') throw missing('the operator has');
    if (!comparisons.includes(word.text)) return left;
    this.#at += 1;
    const right = this.#operand(depth);
    return this.#made({ kind: 'compare', op: word.text as Comparison, left, right }); // one of the list above
  }

  #operand(depth: number): Expression {
    const word = this.#peek();
    if (depth > depthMax) throw badUri(`The recursion limit of '${depthMax}' has been exceeded.`);
    if (word.kind === 'literal') {
      this.#at += 1;
      return this.#made({ kind: 'literal', literal: word.literal });
    }
    if (this.#takeMark('(')) {
      const inner = this.or(depth + 1);
      this.#expect(')');
      return inner;
    }
    if (word.kind !== 'name') throw this.#wrong();
    this.#at += 1;
    if (word.text === 'not') return this.#made({ kind: 'not', inner: this.#operand(depth + 1) });
    if (this.#takeMark('(')) return this.#call(word.text, depth);
    return this.#path(word.text, depth);
  }

  #call(name: string, depth: number): Expression {
    const known = name.toLowerCase();
    if (!isFunction(known)) {
      throw badUri(
        `An unknown function with name '${name}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.`,
      );
    }
    const given: Expression[] = [];
    do given.push(this.or(depth + 1));
    while (this.#takeMark(','));
    this.#expect(')');
    if (given.length !== functionArity[known]) {
      throw badUri(
        `No function signature for the function with name '${name}' matches the specified arguments.`,
      );
    }
    return this.#made({ kind: 'call', name: known, arguments: given });
  }

  #path(first: string, depth: number): Expression {
    const path = [first];
    while (this.#takeMark('/')) {
      const word = this.#peek();
      if (word.kind !== 'name') throw this.#wrong();
      this.#at += 1;
      if ((word.text === 'any' || word.text === 'all') && this.#takeMark('(')) {
        return this.#lambda(word.text, path, depth);
      }
      if (word.text === '$count') throw missing('$count inside $filter');
      path.push(word.text);
    }
    return this.#made({ kind: 'path', path });
  }

  #lambda(kind: 'any' | 'all', path: readonly string[], depth: number): Expression {
    if (kind === 'any' && this.#takeMark(')')) {
      return this.#made({ kind, path, variable: '', inner: undefined });
    }
    const variable = this.#peek();
    if (variable.kind !== 'name') throw this.#wrong();
    this.#at += 1;
    this.#expect(':');
    const inner = this.or(depth + 1);
    this.#expect(')');
    return this.#made({ kind, path, variable: variable.text, inner });
  }

  #list(): Literal[] {
    this.#expect('(');
    const values: Literal[] = [];
    do {
      const word = this.#peek();
      if (word.kind !== 'literal') throw this.#wrong();
      this.#at += 1;
      values.push(word.literal);
    } while (this.#takeMark(','));
    this.#expect(')');
    return values;
  }

  #made(expression: Expression): Expression {
    this.#nodes += 1;
    if (this.#nodes > nodesMax) throw badUri(`The node count limit of '${nodesMax}' has been exceeded.`);
    return expression;
  }

  #peek(): Word {
    return this.#words[this.#at] ?? { kind: 'end', at: this.#text.length };
  }

  #takeName(text: string): boolean {
    const word = this.#peek();
    const taken = word.kind === 'name' && word.text === text;
    if (taken) this.#at += 1;
    return taken;
  }

  #takeMark(text: string): boolean {
    const word = this.#peek();
    const taken = word.kind === 'mark' && word.text === text;
    if (taken) this.#at += 1;
    return taken;
  }

  #expect(mark: string): void {
    if (!this.#takeMark(mark)) throw this.#wrong();
  }

  #wrong(): GraphError {
    return badUri(`Syntax error at position ${this.#peek().at} in '${this.#text}'.`);
  }
}

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(functionArity, name);
}

function missing(what: string): GraphError {
  return new GraphError(501, 'NotImplemented', `The sandbox has no ${what}.`);
}
