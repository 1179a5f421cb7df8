/** What DevTools writes of a heap, as far as it is read here. */
export interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
    };
  };
  /** The fields of all nodes, node after node. */
  readonly nodes: readonly number[];
}

/**
 * What is no object of the page: code that the browser compiles anew as it gets hot, and what
 * DevTools keeps of the network while it looks.
 */
const OF_THE_BROWSER = ['code', 'native', 'hidden', 'synthetic', 'object shape'];

/** @returns bytes of objects, lists, texts, numbers and functions */
export function bytesOfObjects({ snapshot: { meta }, nodes }: HeapSnapshot): number {
  const [types] = meta.node_types;
  const [type, size] = ['type', 'self_size'].map((field) => meta.node_fields.indexOf(field));
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += meta.node_fields.length) {
    const name = types[nodes[at + (type ?? NaN)] ?? NaN] ?? '';
    if (!OF_THE_BROWSER.includes(name)) bytes += nodes[at + (size ?? NaN)] ?? NaN;
  }
  return bytes;
}
