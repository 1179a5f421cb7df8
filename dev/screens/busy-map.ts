import type { Board, BoardRow } from '../../miniprogram/contract/board-api';
import type { KnownOrder } from '../../miniprogram/contract/cloud-api';
import { FIRST_STORE } from '../sandbox/account';
import { randomFromText } from '../sandbox/random-from-text';

const MINUTE = 60_000;
/** Place of three riders who stand at one spot: metres to the east and north of the store. */
const SPOT = [3200, -2600] as const;
const COUNT = 60;

/** Makes a board of 60 orders: six riders in the store, three at one spot, some without a place. */
export function busyMap(real: Board, seed = ''): Board {
  const now = Math.max(...real.rows.map((row) => (row.kind === 'known' ? row.askedAt : 0)));
  const store = FIRST_STORE.name;
  const rows = Array.from({ length: COUNT }, (_, n): BoardRow => {
    const orderId = `20261124-${1264 + n}`;
    const [east, north] = [0, 1].map(
      (way) => (randomFromText(`${seed}${orderId} ${way}`) - 0.5) * 4400,
    );
    const rider = { riderName: n % 2 === 0 ? '陈师傅' : '谢**', company: 'SFTC' };
    const asked = { askedAt: now, expectedAt: null, statusSince: now - 4 * MINUTE, detail: null };
    const base = { ...rider, ...asked, kind: 'known', orderId, mark: orderId, store } as const;
    if (n < 6) return { ...base, status: 'at-store', ...(n === 1 ? stuck(now, 'at-store') : {}) };
    if (n < 15) return { ...base, status: 'waiting' };
    const way = { ...base, status: 'delivering', expectedAt: now + n * MINUTE } as const;
    if (n < 27) return n < 24 ? { ...way, position: placeAt(...SPOT, n < 18 ? 0 : -700 * n) } : way;
    const position = placeAt(east ?? 0, north ?? 0);
    if (n % 11 === 0) return { ...way, ...stuck(now, 'not-moving'), position };
    if (n % 13 === 0) return { ...way, expectedAt: now - 3 * MINUTE, position };
    return n % 17 === 0
      ? { ...way, status: 'returning-refused', ...stuck(now, 'not-moving'), position }
      : { ...way, position };
  });
  return { ...real, rows };
}

function stuck(now: number, reason: 'at-store' | 'not-moving'): Pick<KnownOrder, 'stuck'> {
  return { stuck: { reason, since: now - 26 * MINUTE } };
}

function placeAt(east: number, north: number, further = 0): NonNullable<BoardRow['position']> {
  const [longitude, latitude] = FIRST_STORE.position;
  return {
    longitude: longitude + (east + (further % 4100)) / 102_300,
    latitude: latitude + (north - (further % 1900)) / 111_195,
  };
}
