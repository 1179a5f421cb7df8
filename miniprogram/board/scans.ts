import { type AddedOrder, type AddedOrders, MAX_ADDED_ORDERS } from '../contract/board-api';
import { type CallResult, failureOf } from '../contract/call-result';
import { orderIdCandidates, idProblem } from '../contract/order-id';
import { type NextCall, type PollerPhone, createPoller } from '../services/poller/poller';
import { failureView, isRetryable } from '../ui/wording/failure-view';

/** Order of a scanned label that the cloud has not stored yet. */
export interface ScannedOrder {
  /** Order ids that the label may mean, the likeliest first. There is at least one. */
  readonly orderIds: readonly string[];
  /** Store that was chosen on the board; empty for all stores of the person. */
  readonly storeId: string;
}

/** Scanned orders that the cloud could not store, and why. The phone sends them again. */
interface UnwrittenOrders {
  readonly orderIds: readonly string[];
  readonly reason: string;
}

export const NO_UNWRITTEN_ORDERS: UnwrittenOrders = { orderIds: [], reason: '' };

export interface ScansOptions {
  readonly storedOrders: readonly ScannedOrder[];
  readonly phone: PollerPhone;
  /** Puts at most MAX_ADDED_ORDERS orders on the board of a store; never rejects. */
  readonly addOrders: (
    orders: readonly (readonly string[])[],
    storeId: string,
  ) => Promise<CallResult<AddedOrders>>;
  /** Makes a function that returns true until the shop's data on this phone are deleted. */
  readonly dataKeptTest: () => () => boolean;
  readonly storeWaitingOrders: (orders: readonly ScannedOrder[]) => void;
  /** Called at each scan with the order ids that the label may mean, to show the order. */
  readonly onScan: (orderIds: readonly string[]) => void;
  readonly onWritten: () => void;
  readonly onUnwritten: (unwritten: UnwrittenOrders) => void;
}

/** Sends orders of scanned labels to the cloud. The phone stores them first, so none is lost. */
export type Scans = ReturnType<typeof createScans>;

const NO_ADDED_ORDERS = { ok: true, serverTime: 0, data: { added: [], queueSeconds: 0 } } as const;
/** Time (ms) before a failed call is repeated. It doubles each time if the failure may last. */
const RETRY_EVERY_MS = 4000;

export function createScans(options: ScansOptions) {
  const { phone, addOrders, storeWaitingOrders, onScan, onWritten, onUnwritten } = options;
  /** Orders that the cloud has not stored yet. */
  let waiting = options.storedOrders;
  let isDataKept = options.dataKeptTest();
  let sentOrders: readonly ScannedOrder[] = [];

  const poller = createPoller<AddedOrders>({
    phone,
    askCloud: () => {
      dropIfDataDeleted();
      const [{ storeId } = { storeId: '' }] = waiting;
      sentOrders = waiting.filter((order) => order.storeId === storeId).slice(0, MAX_ADDED_ORDERS);
      const orders = sentOrders.map(({ orderIds }) => orderIds);
      return orders.length > 0 ? addOrders(orders, storeId) : Promise.resolve(NO_ADDED_ORDERS);
    },
    handleResult,
    firstCallInMs: waiting.length > 0 ? 0 : null,
  });
  poller.start();

  function handleResult(result: CallResult<AddedOrders>): NextCall {
    dropIfDataDeleted();
    if (!result.ok) {
      const reason = `${failureView(failureOf(result)).title}，会自动再放`;
      onUnwritten({ orderIds: waiting.map(likeliestId), reason });
      return isRetryable(failureOf(result)) ? RETRY_EVERY_MS : { firstRetryMs: RETRY_EVERY_MS };
    }
    const { added } = result.data;
    const retryReasons = sentOrders.map((order, n) =>
      waiting.includes(order) ? RETRY_BY_OUTCOME[added[n]?.outcome ?? 'not-written'] : undefined,
    );
    const ordersToRetry = sentOrders.filter((_order, n) => retryReasons[n] !== undefined);
    // Orders to send again go to the end of the queue, behind the orders that were not sent yet.
    const unsentOrders = waiting.filter((order) => !sentOrders.includes(order));
    setWaiting([...unsentOrders, ...ordersToRetry]);
    const firstRetry = retryReasons.find((retryReason) => retryReason !== undefined);
    onUnwritten({ orderIds: ordersToRetry.map(likeliestId), reason: firstRetry?.reason ?? '' });
    onWritten();
    return unsentOrders.length > 0 ? 0 : (firstRetry?.retryMs ?? null);
  }

  function dropIfDataDeleted(): void {
    if (isDataKept()) return;
    waiting = [];
    isDataKept = options.dataKeptTest();
  }

  function setWaiting(orders: readonly ScannedOrder[]): void {
    waiting = orders;
    storeWaitingOrders(waiting);
  }

  return {
    /** Adds a label's text. Texts added during a call to the cloud are sent in the next call. */
    add: (text: string, storeId: string): void => {
      const order = { orderIds: orderIdCandidates(text), storeId };
      if (order.orderIds.length === 0) return;
      onScan(order.orderIds);
      // A text that cannot be an order id is not sent. The page of the delivery says what is wrong.
      if (idProblem(likeliestId(order)) !== null) return;
      dropIfDataDeleted();
      setWaiting([...waiting.filter((one) => likeliestId(one) !== likeliestId(order)), order]);
      poller.askNow();
    },
    stop: poller.stop,
  };
}

/** For each outcome: why an order was not stored, and the wait (ms) before it is sent again. */
const RETRY_BY_OUTCOME: Readonly<
  Partial<Record<AddedOrder['outcome'], { readonly reason: string; readonly retryMs: number }>>
> = {
  'not-written': { reason: '系统忙，会自动再放', retryMs: 8000 },
  'too-many': {
    reason: '放得太多了（10 分钟最多 200 单），过几分钟会自动再放；不要的单可以先取下',
    retryMs: 60_000,
  },
};

function likeliestId({ orderIds: [orderId = ''] }: ScannedOrder): string {
  return orderId;
}
