/** Fields of a DevTools heap snapshot (JSON) that this file reads. */
export interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
    };
  };
  /** Fields of all nodes in one flat array, `node_fields.length` numbers for each node. */
  readonly nodes: readonly number[];
}

/** Node types that belong to the browser and DevTools, like compiled code and network records. */
const OF_THE_BROWSER = ['code', 'native', 'hidden', 'synthetic', 'object shape'];

/** @returns total bytes of the page's own objects, arrays, strings, numbers and functions */
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
