import { type AddedOrder, type AddedOrders, MOST_ADDED } from '../contract/board-api';
import { type CallResult, failureOf } from '../contract/call-result';
import { orderIdCandidates, idProblem } from '../contract/order-id';
import { type NextAsk, type PollerPhone, createPoller } from '../services/poller/poller';
import { failureView } from '../ui/wording/failure-view';

/** Order of a scanned label, until the cloud has written it. */
export interface ScannedOrder {
  /** Order ids that the label may mean, the likeliest first; at least one. */
  readonly orderIds: readonly string[];
  /** Store that was chosen on the board; empty for all stores of the person. */
  readonly storeId: string;
}

/** Scanned orders that could not be written, and are sent again by themselves. */
export interface Unwritten {
  readonly orderIds: readonly string[];
  readonly reason: string;
}

export const NOTHING_UNWRITTEN: Unwritten = { orderIds: [], reason: '' };

export interface ScansOptions {
  readonly stored: readonly ScannedOrder[];
  readonly phone: PollerPhone;
  /** Puts at most MOST_ADDED orders on the board of a store; never rejects. */
  readonly put: (
    orders: readonly (readonly string[])[],
    storeId: string,
  ) => Promise<CallResult<AddedOrders>>;
  /** Returns a test that fails once the data on this phone were deleted, and these orders too. */
  readonly untilForgotten: () => () => boolean;
  readonly keep: (waiting: readonly ScannedOrder[]) => void;
  /** Called at each scan with the ids that it may mean, to show the order. */
  readonly opened: (orderIds: readonly string[]) => void;
  readonly written: () => void;
  readonly changed: (unwritten: Unwritten) => void;
}

/** Puts scanned labels on the board, so that none is lost however fast they come. */
export type Scans = ReturnType<typeof createScans>;

const NOTHING_PUT = { ok: true, serverTime: 0, data: { added: [], queueSeconds: 0 } } as const;
const RETRY_FROM_MS = 4000;

export function createScans(options: ScansOptions) {
  const { stored, phone, put, untilForgotten, keep, opened, written, changed } = options;
  let waiting = stored;
  let isKept = untilForgotten();
  let sent: readonly ScannedOrder[] = [];

  const poller = createPoller<AddedOrders>({
    phone,
    ask: () => {
      dropForgotten();
      const [{ storeId } = { storeId: '' }] = waiting;
      sent = waiting.filter((order) => order.storeId === storeId).slice(0, MOST_ADDED);
      const orders = sent.map(({ orderIds }) => orderIds);
      return orders.length > 0 ? put(orders, storeId) : Promise.resolve(NOTHING_PUT);
    },
    take,
    firstAskInMs: stored.length > 0 ? 0 : null,
  });
  poller.start();

  function take(result: CallResult<AddedOrders>): NextAsk {
    dropForgotten();
    if (!result.ok) {
      const reason = `${failureView(failureOf(result)).title}，会自动再放`;
      changed({ orderIds: waiting.map(likeliest), reason });
      return { retryFromMs: RETRY_FROM_MS };
    }
    const { added } = result.data;
    const whyLeft = sent.map((order, n) =>
      waiting.includes(order) ? LEFT[added[n]?.outcome ?? 'not-written'] : undefined,
    );
    const left = sent.filter((_order, n) => whyLeft[n] !== undefined);
    // Orders that were tried go to the end, so that the others need not wait for them.
    const untried = waiting.filter((order) => !sent.includes(order));
    wait([...untried, ...left]);
    const why = whyLeft.find((one) => one !== undefined);
    changed({ orderIds: left.map(likeliest), reason: why?.reason ?? '' });
    written();
    return untried.length > 0 ? 0 : (why?.retryMs ?? null);
  }

  function dropForgotten(): void {
    if (isKept()) return;
    waiting = [];
    isKept = untilForgotten();
  }

  function wait(orders: readonly ScannedOrder[]): void {
    waiting = orders;
    keep(waiting);
  }

  return {
    /** Adds a label. Those that come while a call runs go together in the next one. */
    add: (text: string, storeId: string): void => {
      const order = { orderIds: orderIdCandidates(text), storeId };
      if (order.orderIds.length === 0) return;
      opened(order.orderIds);
      // A text that cannot be an order id is not sent. The opened delivery says what is wrong.
      if (idProblem(likeliest(order)) !== null) return;
      dropForgotten();
      wait([...waiting.filter((one) => likeliest(one) !== likeliest(order)), order]);
      poller.askNow();
    },
    stop: poller.stop,
  };
}

/** Reason why an order was not written, and delay (ms) of the next try, by outcome. */
const LEFT: Readonly<
  Partial<Record<AddedOrder['outcome'], { readonly reason: string; readonly retryMs: number }>>
> = {
  'not-written': { reason: '系统忙，会自动再放', retryMs: 8000 },
  'too-many': {
    reason: '放得太多了（10 分钟最多 200 单），过几分钟会自动再放；不要的单可以先取下',
    retryMs: 60_000,
  },
};

function likeliest({ orderIds: [orderId = ''] }: ScannedOrder): string {
  return orderId;
}
