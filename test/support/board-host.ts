import type {
  AcknowledgeRequest,
  AddOrdersRequest,
  AnyRow,
  BoardRequest,
  BoardRow,
} from '../../miniprogram/contract/board-api';
import { awaitedRow, boardAnswer } from './board-rows';
import { reportOf } from './delivery-reports';
import { type PhoneHost, answerOf, failureOf } from './phone-host';

/** Board of a shop behind a phone's host, which several phones share. */
export type BoardHost = ReturnType<typeof tellBoard>;

type Request = BoardRequest & AcknowledgeRequest & AddOrdersRequest;

interface Event extends Partial<Request> {
  readonly action: string;
  readonly others?: readonly string[];
}

const RIDER = { name: '陈师傅', phone: '138****8000', callable: true };

/** Lets a phone's host answer for a board. Who takes note is called 小林. */
export function tellBoard(host: PhoneHost, now: number) {
  let changes = 0;
  const rows = new Map<string, AnyRow>();
  let held = Promise.resolve();
  const board = {
    /** Time of the cloud's clock, ms since 1970. */
    now,
    /** Orders that the shop's courier knows; only those on the board are in `rows`. */
    known: new Map() as Map<string, BoardRow>,
    rows,
    /** False while orders that are added do not reach the cloud. */
    isOnline: true as boolean,
    /** Puts a row on the board, or changes it. */
    put: (row: AnyRow) => {
      changes += 1;
      rows.set(row.orderId, { ...row, mark: `${row.orderId} ${changes}` });
    },
    /** Lets look-ups wait for their answers. @returns a function that ends it */
    hold: () => {
      let end = (): void => undefined;
      held = new Promise((resolve) => {
        end = resolve;
      });
      return end;
    },
  };
  const ok = (data: unknown) => answerOf(board.now, data);
  const notFound = () => failureOf(board.now, 'order-not-found');

  function tellRows(held: readonly string[]): unknown {
    const all = [...rows.values()];
    const marks = all.map(({ mark }) => mark);
    return ok(
      boardAnswer({
        rows: all.filter(({ mark }) => !held.includes(mark)),
        gone: held.filter((mark) => !marks.includes(mark)),
      }),
    );
  }

  function lookUp(orderIds: readonly string[]): unknown {
    const row = orderIds.flatMap((id) => board.known.get(id) ?? [])[0];
    if (row === undefined) return notFound();
    if (rows.get(row.orderId)?.kind !== 'known') board.put(row);
    return ok(reportOf(301, board.now, { orderId: row.orderId, rider: RIDER }));
  }

  /** Puts each order on the board: what the courier does not know is awaited there. */
  function add(orders: AddOrdersRequest['orders']): unknown {
    const added = orders.map((orderIds) => {
      const known = orderIds.flatMap((id) => board.known.get(id) ?? [])[0];
      const row = known ?? awaitedRow(orderIds[0] ?? '', 0, { canTakeOff: true });
      if (!rows.has(row.orderId)) board.put(row);
      return { orderId: row.orderId, outcome: known === undefined ? 'awaited' : 'under-way' };
    });
    return ok({ added, queueSeconds: 0 });
  }

  host.functions['getOrder'] = (event) => {
    const {
      action,
      marks: marks = [],
      orderId = '',
      others = [],
      orders = [],
      isUndone,
    } = event as Event;
    if (action === 'add-orders')
      return board.isOnline ? add(orders) : failureOf(board.now, 'wechat-busy');
    if (action === 'take-off') {
      rows.delete(orderId);
      return ok({});
    }
    if (action === 'board') return tellRows(marks);
    if (action === 'reveal-phone') return ok({ phone: '13800138000' });
    if (action === 'look-up') return held.then(() => lookUp([orderId, ...others]));
    const row = rows.get(orderId);
    if (action !== 'acknowledge' || row?.kind !== 'known') return notFound();
    const { acknowledged: _before, ...unnoted } = row;
    const acknowledged = { by: '小林', at: board.now, isOwn: true };
    board.put(isUndone ? unnoted : { ...unnoted, acknowledged });
    return ok({});
  };
  return board;
}
