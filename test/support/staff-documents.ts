import type { Role, StoreScope } from '../../miniprogram/contract/shop';
import { staffFields } from '../../cloudfunctions/core/access/staff';
import { NOON } from './delivery-reports';
import { memoryDocuments } from './memory-documents';

interface Person {
  readonly openId: string;
  readonly role: Role;
  readonly stores?: StoreScope;
}

export function staffDocuments(...people: readonly Person[]): ReturnType<typeof memoryDocuments> {
  const documents = memoryDocuments();
  for (const { openId, role, stores = 'all' } of people) {
    const admission = { openId, role, stores, name: openId, expiresAt: null };
    documents.held.set(openId, { ...staffFields(admission, null, NOON), version: 1 });
  }
  return documents;
}
