import {
  STATUS_CODES,
  statusOfCode,
} from '../../../../../cloudfunctions/core/providers/wechat-intracity/status-codes';

/** The documented codes (docs/intracity-contract.md §2 [O]). */
const TABLE = [
  [10000, 'waiting'],
  [20000, 'cancelled-by-shop'],
  [20001, 'cancelled-by-courier'],
  [30000, 'assigned'],
  [40000, 'at-store'],
  [50000, 'delivering'],
  [60000, 'rider-withdrew'],
  [70000, 'delivered'],
  [90000, 'exception'],
] as const;

describe('statusOfCode', () => {
  it.each(TABLE)('%i is %s', (code, name) => {
    expect(statusOfCode(code)).toMatchObject({ name, detail: null });
  });

  it('knows these codes only', () => {
    expect(STATUS_CODES).toEqual(TABLE.map(([code]) => code));
  });
});
