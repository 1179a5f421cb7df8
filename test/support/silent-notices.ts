import type { Notices } from '../../cloudfunctions/core/notices/notices';
import { NO_RECIPIENTS } from '../../cloudfunctions/core/notices/people';
import { memoryDocuments } from './memory-documents';

/** Notices of a shop without an open door: nobody is told anything. */
export function silentNotices(now: () => number): Notices {
  return {
    collection: memoryDocuments(),
    limits: memoryDocuments(),
    deliveries: memoryDocuments(),
    staff: memoryDocuments(),
    stores: () => Promise.resolve([]),
    robots: () => Promise.resolve([]),
    messageRecipients: () => Promise.resolve(NO_RECIPIENTS),
    wechat: () => {
      throw new Error('This shop sends no messages');
    },
    robotConnection: () => {
      throw new Error('This shop has no robot');
    },
    owedAtByKey: new Map(),
    now,
  };
}
