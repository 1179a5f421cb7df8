import type { Condition, Documents, Found } from './documents';

/** Number of documents in one answer: the cloud gives no more. */
const PAGE = 100;

/** Lists all documents that fit a condition. The cloud gives 100 at a time. */
export async function listAll(
  documents: Documents,
  condition: Condition = {},
): Promise<readonly Found[]> {
  const all: Found[] = [];
  for (;;) {
    const page = await documents.list({ ...condition, skip: all.length, limit: PAGE });
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}
