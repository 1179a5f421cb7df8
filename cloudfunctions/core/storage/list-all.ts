import type { Condition, Documents, Found } from './documents';

/** Number of documents that one query reads, at most 100 by the cloud's default. */
const PAGE = 100;

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
