// Objects that say when they are changed: plain ones, arrays, maps and sets, and whatever lies in them. So the parts of
// the sandbox change users, policies and grants as they like, and need not know that somebody writes them down.

const rawOf = new WeakMap<object, object>();

/** What lies behind a watched object; anything else is itself. */
export function unwatched<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  return (rawOf.get(value) as T | undefined) ?? value;
}

export interface Watch {
  touched(): void;
  /** The face of something that is kept under a name of its own: its changes are not ours. */
  known(raw: object): object | undefined;
}

/** `raw` as others may see and change it. */
export function watched<T extends object>(raw: T, watch: Watch): T {
  const faces = new WeakMap<object, object>();
  const face = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const inner = unwatched(value);
    const known = watch.known(inner) ?? faces.get(inner);
    if (known) return known;
    if (!watchable(inner)) return inner;
    const made = new Proxy(inner, inner instanceof Map || inner instanceof Set ? collection : plain);
    faces.set(inner, made);
    rawOf.set(made, inner);
    return made;
  };
  const plain: ProxyHandler<object> = {
    get: (target, name) => face(Reflect.get(target, name)),
    set(target, name, value) {
      const done = Reflect.set(target, name, unwatched(value));
      watch.touched();
      return done;
    },
    deleteProperty(target, name) {
      const done = Reflect.deleteProperty(target, name);
      watch.touched();
      return done;
    },
    defineProperty(target, name, property) {
      const done = Reflect.defineProperty(target, name, property);
      watch.touched();
      return done;
    },
  };
  /** Methods of maps and sets insist on the real object. */
  const collection: ProxyHandler<object> = {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...parameters: unknown[]): unknown => {
        if (name === 'forEach') {
          for (const [key, one] of (target as Map<unknown, unknown>).entries()) {
            (parameters[0] as (value: unknown, key: unknown) => void)(face(one), key);
          }
          return undefined;
        }
        const result: unknown = Reflect.apply(value, target, parameters.map(unwatched));
        if (name === 'set' || name === 'add' || name === 'delete' || name === 'clear') {
          watch.touched();
          return result === target ? face(target) : result;
        }
        return isIterator(result) ? facesOf(result) : face(result);
      };
    },
  };
  function* facesOf(iterator: Iterable<unknown>): Generator<unknown> {
    for (const one of iterator) yield Array.isArray(one) ? one.map(face) : face(one);
  }
  return face(raw) as T; // a Proxy over it
}

function watchable(value: object): boolean {
  if (Array.isArray(value) || value instanceof Map || value instanceof Set) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isIterator(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && 'next' in value && Symbol.iterator in value;
}
