/** Writes and reads the little of EDN (https://github.com/edn-format/edn) that a history needs. */
export class Keyword {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

export const keyword = (name: string): Keyword => new Keyword(name);

export type Edn = null | boolean | number | string | Keyword | Edn[] | Map<Edn, Edn>;

/** A map with keywords for keys. */
export const ednMap = (entries: Record<string, Edn>): Edn => new Map<Edn, Edn>(Object.entries(entries).map(([name, value]) => [keyword(name), value]));

export function toEdn(value: Edn): string {
  if (value === null) return 'nil';
  if (value instanceof Keyword) return `:${value.name}`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(toEdn).join(' ')}]`;
  if (value instanceof Map) return `{${[...value].map(([key, inner]) => `${toEdn(key)} ${toEdn(inner)}`).join(', ')}}`;
  return String(value);
}

/** @throws where the text is no EDN of the kind written here. */
export function fromEdn(text: string): Edn {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[[\]{}]|[^\s,[\]{}"]+/g) ?? [];
  let next = 0;
  const until = (end: string): Edn[] => {
    const inner: Edn[] = [];
    while (tokens[next] !== end) inner.push(value());
    next += 1;
    return inner;
  };
  function value(): Edn {
    const token = tokens[next];
    next += 1;
    if (token === undefined) throw new Error('the text ends too soon');
    if (token === '[') return until(']');
    if (token === '{') {
      const inner = until('}');
      if (inner.length % 2 === 1) throw new Error('a map has a key without a value');
      return new Map(inner.flatMap((key, n) => n % 2 === 0 ? [[key, inner[n + 1] ?? null]] : []));
    }
    if (token.startsWith('"')) return JSON.parse(token) as string;
    if (token.startsWith(':')) return keyword(token.slice(1));
    if (token === 'nil') return null;
    if (token === 'true' || token === 'false') return token === 'true';
    if (/^-?\d+(\.\d+)?$/.test(token)) return Number(token);
    throw new Error(`“${token}” is not understood`);
  }
  const read = value();
  if (next < tokens.length) throw new Error('there is more after the value');
  return read;
}
