import type {
  KnownOrder,
  OrderChoices,
  RefreshedOrders,
} from '../../miniprogram/contract/cloud-api';
import type { StatusName } from '../../miniprogram/contract/delivery-status';

/** Time at which the pictures are taken, or a little later. */
const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const minutes = (count: number): number => NOON + count * MINUTE;

function order(orderId: string, status: StatusName, more: Partial<KnownOrder> = {}): KnownOrder {
  return { orderId, status, detail: null, askedAt: NOON, expectedAt: null, ...more };
}

const CHEN = { riderName: '陈师傅', company: 'SFTC' };
const XIE = { riderName: '谢**', company: 'DADA' };

/** A row of the list in each of its states. */
export const ALL_ROWS: RefreshedOrders = {
  orders: [
    order('20261124-1288', 'delivering', {
      ...CHEN,
      distanceMetres: 1012,
      expectedAt: minutes(12),
    }),
    order('20261124-1284', 'delivering', {
      ...CHEN,
      riderName: '何师傅',
      expectedAt: minutes(-3),
      stillSince: NOON,
      hasMoved: true,
    }),
    order('20261124-1293', 'waiting', { company: 'SFTC', statusSince: minutes(-4) }),
    order('20261124-1296', 'waiting', {
      company: 'DADA',
      statusSince: minutes(-11),
      stuck: { reason: 'no-rider', since: minutes(-11) },
    }),
    order('20261124-1265', 'at-store', {
      riderName: '陈**',
      company: 'SS',
      statusSince: minutes(-17),
      stuck: { reason: 'at-store', since: minutes(-17) },
    }),
    order('20261124-1279', 'returning-unreachable', { ...XIE, statusSince: minutes(-9) }),
    order('20261124-1269', 'pick-up-cancelled-by-rider', {
      company: 'SS',
      liveAt: minutes(-14),
      endedAt: minutes(-14),
    }),
    order('20261124-1290', 'delivering', {
      ...CHEN,
      riderName: '王师傅',
      store: '天河南店',
      distanceMetres: 1100,
      expectedAt: minutes(20),
      askedAt: minutes(-12),
    }),
    order('20261124-1298', 'delivering', {
      ...CHEN,
      distanceMetres: 640,
      statusSince: minutes(-14),
    }),
    order('20261124-1297', 'unknown', { company: 'MTPS', detail: '310' }),
    order('20261123-0931', 'delivering', {
      riderName: '林**',
      company: 'DADA',
      distanceMetres: 810,
      expectedAt: minutes(4),
    }),
    order('20261124-1271', 'delivered', {
      company: 'SFTC',
      acceptedAt: minutes(-57),
      liveAt: minutes(-26),
      endedAt: minutes(-26),
    }),
  ],
  nextAskInSeconds: 60,
};

/** Last 4 characters that several order ids share, which does not occur in the demo. */
export const SHARED_END = '8842';

/** Orders to choose from. */
export const SEVERAL: OrderChoices = {
  choices: [
    order('20261124-8842', 'delivering', {
      ...CHEN,
      distanceMetres: 1012,
      expectedAt: minutes(9),
    }),
    order('MT-20261124004178842', 'at-store', { ...XIE, statusSince: minutes(-6) }),
    order('20261124-1208842', 'returning-unreachable', {
      ...XIE,
      statusSince: minutes(-50),
      askedAt: minutes(-38),
    }),
    order('20261119-8842', 'delivered', {
      company: 'SFTC',
      liveAt: NOON - 5 * DAY,
      endedAt: NOON - 5 * DAY,
      askedAt: NOON - 5 * DAY,
    }),
  ],
  more: true,
};
