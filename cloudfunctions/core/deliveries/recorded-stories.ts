import type { Delivery, DeliveryReport, Position } from '../../../miniprogram/contract/delivery';
import type { RecordedOrderId } from '../../../miniprogram/contract/shop';
import {
  type DeliveryStatus,
  type StatusName,
  awaitsRider,
  isPickingUp,
  riderAt,
  statusOf,
} from '../../../miniprogram/contract/delivery-status';

/** Made-up delivery for WeChat's reviewers, computed from the clock; it repeats in 20 minutes. */
interface Story {
  readonly waybillId: string;
  readonly rider: string;
  /** Statuses in order, each with the second of the cycle at which it begins; the first at 0. */
  readonly steps: Readonly<Partial<Record<StatusName, number>>>;
  /** Facts of 同城配送; missing for 即时配送, where the rider's position is shown instead. */
  readonly intracity?: Required<Pick<Delivery, 'receiverPosition' | 'handover'>>;
}

const CYCLE_SECONDS = 20 * 60;
/** Length of a ride: the time for which each story has the status `delivering`. */
const RIDE_SECONDS = 10 * 60;
const ASK_AGAIN_SECONDS = 12;

/** Id of the story of 同城配送. Reviewers type it, because the phone's package cannot list it. */
const INTRACITY_ID = 'DEMO-1004';

const STORIES: Readonly<Record<RecordedOrderId | typeof INTRACITY_ID, Story>> = {
  'DEMO-1001': {
    waybillId: 'REC0000001',
    rider: '演示骑手甲',
    steps: {
      waiting: 0,
      assigned: 60,
      'at-store': 180,
      'picked-up': 270,
      delivering: 300,
      delivered: 900,
    },
  },
  'DEMO-1002': {
    waybillId: 'REC0000002',
    rider: '演示骑手乙',
    steps: { waiting: 0, assigned: 60, 'cancelled-by-courier': 240 },
  },
  'DEMO-1003': {
    waybillId: 'REC0000003',
    rider: '演示骑手丙',
    steps: {
      assigned: 0,
      'at-store': 90,
      delivering: 150,
      'returning-unreachable': 750,
      returned: 1050,
    },
  },
  [INTRACITY_ID]: {
    waybillId: 'REC0000004',
    rider: '演示骑手丁',
    steps: { assigned: 0, 'at-store': 60, delivering: 480, delivered: 1080 },
    intracity: {
      receiverPosition: { longitude: 113.336, latitude: 23.115 },
      handover: { code: '2580', serial: '7' },
    },
  },
};

const ROUTE: readonly Position[] = [
  { longitude: 113.3245, latitude: 23.1066 },
  { longitude: 113.3262, latitude: 23.1091 },
  { longitude: 113.3308, latitude: 23.1094 },
  { longitude: 113.3312, latitude: 23.1142 },
  { longitude: 113.3357, latitude: 23.1149 },
];

export function recordedReport(orderId: string, now: number): DeliveryReport | null {
  const story = new Map<string, Story>(Object.entries(STORIES)).get(orderId);
  if (story === undefined) return null;
  const { waybillId, rider, steps, intracity } = story;
  const second = Math.floor(now / 1000) % CYCLE_SECONDS;
  const begun = (Object.entries(steps) as [StatusName, number][]).filter(([, at]) => at <= second);
  const [name, since] = begun.at(-1) ?? ['waiting', 0];
  const status = statusOf(name);
  const isDelivering = riderAt(name) === 'to-customer';
  const remainingSeconds = RIDE_SECONDS - (second - since);
  return {
    orderId,
    status,
    waybillId,
    rider: awaitsRider(name) ? null : { name: rider, phone: '120****0000', callable: false },
    position:
      isDelivering && intracity === undefined
        ? positionAt(1 - remainingSeconds / RIDE_SECONDS)
        : null,
    arrival:
      isDelivering && remainingSeconds > 0
        ? { remainingSeconds, expectedAt: now + remainingSeconds * 1000 }
        : null,
    storePosition: ROUTE[0],
    storeName: '示例门店',
    askedAt: now,
    nextAskInSeconds: status.isFinal ? null : ASK_AGAIN_SECONDS,
    ...(intracity === undefined ? {} : intracityFacts(intracity, status)),
  };
}

function intracityFacts(
  { receiverPosition, handover }: NonNullable<Story['intracity']>,
  { name, isFinal }: DeliveryStatus,
): Partial<DeliveryReport> {
  return {
    provider: 'wechat-intracity',
    ...(isFinal ? {} : { receiverPosition }),
    ...(isPickingUp(name) ? { handover } : {}),
  };
}

function positionAt(shareOfRoute: number): Position {
  const legs = ROUTE.length - 1;
  const leg = Math.min(Math.floor(shareOfRoute * legs), legs - 1);
  const [from, to] = [ROUTE[leg], ROUTE[leg + 1]];
  if (from === undefined || to === undefined) throw new Error('The route has no such leg.');
  const done = shareOfRoute * legs - leg;
  const between = (start: number, end: number): number =>
    Number((start + (end - start) * done).toFixed(6));
  return {
    longitude: between(from.longitude, to.longitude),
    latitude: between(from.latitude, to.latitude),
  };
}
