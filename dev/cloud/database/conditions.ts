import { BSONRegExp } from 'bson';
import { isPlain, mapLeaves } from './document';

/** The condition with regular expressions as the query engine knows them; wx-server-sdk sends BSON's. */
export function withRegExps(condition: unknown): unknown {
  return mapLeaves(condition, (value) =>
    value instanceof BSONRegExp
      ? new RegExp(value.pattern, value.options.replace(/[^imsu]/g, ''))
      : value,
  );
}

/** Values with `db.serverDate()` resolved to the database's own time. */
export function withServerDates(value: unknown, now: number): unknown {
  return mapLeaves(value, (leaf) => {
    if (!isPlain(leaf) || !isPlain(leaf['$tcb_server_date'])) return leaf;
    const { offset } = leaf['$tcb_server_date'] as { readonly offset?: unknown };
    return new Date(now + (typeof offset === 'number' ? offset : 0));
  });
}
