import type { StatusName } from '../../../../miniprogram/contract/delivery-status';
import { statusReader } from '../wechat/looked-up';

/** Status names by WeChat's `order_status` code (docs/getorder-contract.md §2 [O]). */
const STATUS_NAMES_BY_CODE: Readonly<Record<string, StatusName>> = {
  101: 'waiting',
  102: 'assigned',
  103: 'cancelled-by-shop',
  201: 'at-store',
  202: 'picked-up',
  203: 'pick-up-cancelled-by-shop',
  204: 'pick-up-cancelled-by-rider',
  205: 'pick-up-cancelled-shop-fault',
  301: 'delivering',
  302: 'delivered',
  303: 'returning-by-shop',
  304: 'returning-unreachable',
  305: 'returning-refused',
  401: 'returned',
  501: 'cancelled-by-courier',
  502: 'cancelled-force-majeure',
};

export const STATUS_CODES: readonly number[] = Object.keys(STATUS_NAMES_BY_CODE).map(Number);

/** Reads a status by its code. It is `unknown` for 0 and 1, which WeChat was seen to send [R]. */
export const statusOfCode = statusReader(STATUS_NAMES_BY_CODE);
