import {
  type AnyRow,
  type BoardRequest,
  parseBoardAnswer,
  updateRows,
} from '../../miniprogram/contract/board-api';
import type { ShopWorld } from './shop-world';

/** A phone with the board open. It holds the rows that it was told. */
export type BoardPhone = ReturnType<typeof boardPhone>;

export function boardPhone(world: ShopWorld, openId: string) {
  let rows: readonly AnyRow[] = [];
  return {
    rows: () => rows,
    /** Calls the board, and throws the error's code. @returns the answer, and what it cost */
    refresh: async (request: Partial<BoardRequest> = {}) => {
      const [questions, operations] = [world.asked.length, world.memory.operations()];
      const marks = rows.map(({ mark }) => mark);
      const answer = await world.call('getOrder', openId, { action: 'board', marks, ...request });
      const parsed = parseBoardAnswer('board', JSON.parse(JSON.stringify(answer)));
      if (parsed === null) throw new Error(`unreadable: ${JSON.stringify(answer)}`);
      if (!parsed.ok) throw new Error(parsed.error.code);
      rows = updateRows(rows, parsed.data);
      return {
        board: parsed.data,
        asked: world.asked.slice(questions).map((key) => key.split('/').at(-1) ?? ''),
        operations: world.memory.operations() - operations,
        bytes: Buffer.byteLength(JSON.stringify(answer)),
      };
    },
  };
}

/** Lists rows as `order id status`, sorted. */
export const told = (rows: readonly AnyRow[]): readonly string[] =>
  rows
    .map((row) => `${row.orderId} ${row.kind === 'known' ? row.status : row.kind}`)
    .sort((one, other) => (one < other ? -1 : 1));

const MINUTE = 60_000;

/** Names orders, such as `A-0` and `A-1`. */
export const named = (count: number, name = 'A'): readonly string[] =>
  Array.from({ length: count }, (_, n) => `${name}-${n}`);

/** Looks orders up, within the limits of a person: fifty a minute. */
export async function lookUpAll(
  world: ShopWorld,
  openId: string,
  ...orderIds: readonly string[]
): Promise<void> {
  for (const [n, orderId] of orderIds.entries()) {
    if (n % 50 === 49) world.clock.now += MINUTE;
    const event = { action: 'look-up', orderId, exact: true };
    const answer = await world.call('getOrder', openId, event);
    if (!answer.ok) throw new Error(answer.error.code);
  }
}
