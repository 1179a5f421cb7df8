/** The part of a DevTools heap snapshot that is read here. */
export interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
    };
  };
  /** Fields of all nodes, one node after the other. */
  readonly nodes: readonly number[];
}

/** Node types of the browser and DevTools: compiled code, and network records. */
const OF_THE_BROWSER = ['code', 'native', 'hidden', 'synthetic', 'object shape'];

/** @returns bytes of objects, lists, strings, numbers and functions */
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
