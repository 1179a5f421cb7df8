import type { Documents, Versioned } from '../../cloudfunctions/core/runtime/documents';

/** A collection in memory that keeps to the rule of versions; the real one is tried with the real SDK in bundle.test.ts. */
export function memoryDocuments(): Documents & { readonly held: Map<string, Versioned> } {
  const held = new Map<string, Versioned>();
  return {
    held,
    read: (id) => Promise.resolve(held.get(id) ?? null),
    replace: (id, version, fields) => {
      const isAtVersion = (held.get(id)?.version ?? 0) === version;
      if (isAtVersion) held.set(id, fields);
      return Promise.resolve(isAtVersion);
    },
  };
}
