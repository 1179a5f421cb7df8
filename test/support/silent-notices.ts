import type { Notices } from '../../cloudfunctions/core/notices/notices';
import { memoryDocuments } from './memory-documents';

/** Notices of a shop without a robot: nobody is told anything. */
export function silentNotices(now: () => number): Notices {
  return {
    collection: memoryDocuments(),
    limits: memoryDocuments(),
    deliveries: memoryDocuments(),
    stores: () => Promise.resolve([]),
    robots: () => Promise.resolve([]),
    connect: () => {
      throw new Error('This shop has no robot');
    },
    owedAt: new Map(),
    now,
  };
}
