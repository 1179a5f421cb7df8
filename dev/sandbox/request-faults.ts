import type { FaultName } from '../faults/fault-table';
import { faultNamed } from '../faults/fault-table';
import type { Faults } from '../faults/faults';

/** Whether a fault happens to a request; asking uses up a fault that is to happen once. */
export type Happens = (name: FaultName) => boolean;

const LOOK_UP = '/cgi-bin/express/local/business/order/get';
const TOKENS = ['/cgi-bin/stable_token', '/cgi-bin/token'];

/** The faults that are on for a request. Only what a shop's function asks to look up can fail, or the fetch of a token; what is set up wrongly shows where it is asked for. */
export function faultsOfRequest(faults: Faults, path: string, sent: string): Happens {
  const isLookUp = path === LOOK_UP;
  const isToken = TOKENS.includes(path);
  const orderId = isLookUp ? orderIdIn(sent) : null;
  return (name) => {
    const { at } = faultNamed(name);
    const isConcerned =
      at === 'set-up' || (at === 'wechat' ? isLookUp || isToken : at === 'look-up' && isLookUp);
    return isConcerned && faults.take(name, orderId);
  };
}

/** The order of a look-up; null for what cannot be read, which is refused later. */
function orderIdIn(sent: string): string | null {
  try {
    const body: unknown = JSON.parse(sent);
    if (typeof body !== 'object' || body === null || !('shop_order_id' in body)) return null;
    return typeof body.shop_order_id === 'string' ? body.shop_order_id : null;
  } catch {
    return null;
  }
}
