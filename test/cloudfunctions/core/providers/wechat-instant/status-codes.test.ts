import {
  STATUS_CODES,
  statusOfCode,
} from '../../../../../cloudfunctions/core/providers/wechat-instant/status-codes';

// Table of docs/getorder-contract.md §2 [O], typed in, with the product's own names.
const CONTRACT = [
  [101, 'accepting', 'open', 'waiting'],
  [102, 'accepting', 'open', 'assigned'],
  [103, 'accepting', 'failed', 'cancelled-by-shop'],
  [201, 'pickup', 'open', 'at-store'],
  [202, 'pickup', 'open', 'picked-up'],
  [203, 'pickup', 'failed', 'pick-up-cancelled-by-shop'],
  [204, 'pickup', 'failed', 'pick-up-cancelled-by-rider'],
  [205, 'pickup', 'failed', 'pick-up-cancelled-shop-fault'],
  [301, 'delivering', 'open', 'delivering'],
  [302, 'delivering', 'delivered', 'delivered'],
  [303, 'returning', 'open', 'returning-by-shop'],
  [304, 'returning', 'open', 'returning-unreachable'],
  [305, 'returning', 'open', 'returning-refused'],
  [401, 'returning', 'failed', 'returned'],
  [501, 'exception', 'failed', 'cancelled-by-courier'],
  [502, 'exception', 'failed', 'cancelled-force-majeure'],
] as const;

describe('statusOfCode', () => {
  it.each(CONTRACT)('%i is %s, %s: %s', (code, stage, outcome, name) => {
    const isFinal = outcome !== 'open';
    expect(statusOfCode(code)).toEqual({ name, detail: null, stage, outcome, isFinal });
  });

  it('knows exactly the 16 codes of the contract', () => {
    expect(STATUS_CODES).toEqual(CONTRACT.map(([code]) => code));
  });
});
