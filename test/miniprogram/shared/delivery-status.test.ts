import { STATUS_CODES, statusOf, toneOf } from '../../../miniprogram/shared/delivery-status';

// docs/getorder-contract.md §2 [O], typed in from its table.
const CONTRACT = [
  [101, 'accepting', 'open'],
  [102, 'accepting', 'open'],
  [103, 'accepting', 'failed'],
  [201, 'pickup', 'open'],
  [202, 'pickup', 'open'],
  [203, 'pickup', 'failed'],
  [204, 'pickup', 'failed'],
  [205, 'pickup', 'failed'],
  [301, 'delivering', 'open'],
  [302, 'delivering', 'delivered'],
  [303, 'returning', 'open'],
  [304, 'returning', 'open'],
  [305, 'returning', 'open'],
  [401, 'returning', 'failed'],
  [501, 'exception', 'failed'],
  [502, 'exception', 'failed'],
] as const;

describe('statusOf', () => {
  it.each(CONTRACT)('%i is %s, %s', (code, stage, outcome) => {
    expect(statusOf(code)).toEqual({ code, stage, outcome, isFinal: outcome !== 'open' });
  });

  it('knows exactly the 16 codes of the contract', () => {
    expect(STATUS_CODES).toEqual(CONTRACT.map(([code]) => code));
  });

  it.each([0, 1, 999, -1, 301.5, NaN])(
    '%d, which the contract does not list, is unknown and looked at again',
    (code) => {
      expect(statusOf(code)).toEqual({ code, stage: 'unknown', outcome: 'open', isFinal: false });
    },
  );

  it('has a status for an answer that held no code', () => {
    expect(statusOf(null)).toEqual({
      code: null,
      stage: 'unknown',
      outcome: 'open',
      isFinal: false,
    });
  });
});

describe('toneOf', () => {
  it('shows goods that come back as coming back, not as delivering', () => {
    expect([303, 304, 305].map(toneOf)).toEqual(['back', 'back', 'back']);
  });

  it('shows a failed end as bad and a delivery as done', () => {
    const ends = CONTRACT.filter(([, , outcome]) => outcome !== 'open');
    for (const [code, , outcome] of ends)
      expect(toneOf(code)).toBe(outcome === 'delivered' ? 'done' : 'bad');
  });

  it('is neutral about what it does not know', () => {
    expect([null, 0, 7].map(toneOf)).toEqual(['neutral', 'neutral', 'neutral']);
  });
});
