import type { Condition, Documents, Found } from './documents';

/** Maximum of the cloud for one query. */
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
