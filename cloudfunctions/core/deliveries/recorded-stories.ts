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

/** Made-up delivery for WeChat's app reviewers. It follows the clock, and repeats without end. */
interface Story {
  readonly waybillId: string;
  readonly riderName: string;
  /** Statuses in order, each with the second of the cycle at which the status begins. */
  readonly steps: Readonly<Partial<Record<StatusName, number>>>;
  /** Facts that only WeChat's 同城配送 tells; its 即时配送 tells the rider's position instead. */
  readonly intracity?: Required<Pick<Delivery, 'receiverPosition' | 'handover'>>;
}

const CYCLE_SECONDS = 20 * 60;
/** Seconds for which a made-up delivery has the status `delivering`. */
const RIDE_SECONDS = 10 * 60;
const ASK_AGAIN_SECONDS = 12;

/** Id of the made-up delivery by 同城配送. Reviewers type it; RECORDED_ORDER_IDS lacks it. */
const INTRACITY_ID = 'DEMO-1004';

const STORIES: Readonly<Record<RecordedOrderId | typeof INTRACITY_ID, Story>> = {
  'DEMO-1001': {
    waybillId: 'REC0000001',
    riderName: '演示骑手甲',
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
    riderName: '演示骑手乙',
    steps: { waiting: 0, assigned: 60, 'cancelled-by-courier': 240 },
  },
  'DEMO-1003': {
    waybillId: 'REC0000003',
    riderName: '演示骑手丙',
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
    riderName: '演示骑手丁',
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
  const { waybillId, riderName, steps, intracity } = story;
  const second = Math.floor(now / 1000) % CYCLE_SECONDS;
  const passed = (Object.entries(steps) as [StatusName, number][]).filter(([, at]) => at <= second);
  const [name, stepStart] = passed.at(-1) ?? ['waiting', 0];
  const status = statusOf(name);
  const isDelivering = riderAt(name) === 'to-customer';
  const hasPosition = isDelivering && intracity === undefined;
  const remainingSeconds = RIDE_SECONDS - (second - stepStart);
  return {
    orderId,
    status,
    waybillId,
    rider: awaitsRider(name) ? null : { name: riderName, phone: '120****0000', callable: false },
    position: hasPosition ? positionAt(1 - remainingSeconds / RIDE_SECONDS) : null,
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
  const legCount = ROUTE.length - 1;
  const legIndex = Math.min(Math.floor(shareOfRoute * legCount), legCount - 1);
  const [from, to] = [ROUTE[legIndex], ROUTE[legIndex + 1]];
  if (from === undefined || to === undefined) throw new Error('The route has no such leg.');
  const shareOfLeg = shareOfRoute * legCount - legIndex;
  const coordinateBetween = (startDegrees: number, endDegrees: number): number =>
    Number((startDegrees + (endDegrees - startDegrees) * shareOfLeg).toFixed(6));
  return {
    longitude: coordinateBetween(from.longitude, to.longitude),
    latitude: coordinateBetween(from.latitude, to.latitude),
  };
}
