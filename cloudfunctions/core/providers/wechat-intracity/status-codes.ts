import type { StatusName } from '../../../../miniprogram/contract/delivery-status';
import { statusReader } from '../wechat/looked-up';

/** Status names by `order_status` of 同城配送 (docs/intracity-contract.md §2 [O]). */
const STATUS_NAMES_BY_CODE: Readonly<Record<string, StatusName>> = {
  '10000': 'waiting',
  '20000': 'cancelled-by-shop',
  '20001': 'cancelled-by-courier',
  '30000': 'assigned',
  '40000': 'at-store',
  '50000': 'delivering',
  '60000': 'rider-withdrew',
  '70000': 'delivered',
  '90000': 'exception',
};

export const STATUS_CODES: readonly number[] = Object.keys(STATUS_NAMES_BY_CODE).map(Number);

export const statusOfCode = statusReader(STATUS_NAMES_BY_CODE);
