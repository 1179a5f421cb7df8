import {
  rankOf,
  STATUS_NAMES,
  STATUSES,
  statusOf,
  toneOf,
} from '../../../miniprogram/contract/delivery-status';

/** Every name but `unknown`: tone, stage, outcome, rank and reason. */
const TABLE = [
  ['waiting', 'wait', 'accepting', 'open', 0, null],
  ['rider-withdrew', 'wait', 'accepting', 'open', 0, null],
  ['assigned', 'go', 'accepting', 'open', 1, null],
  ['cancelled-by-shop', 'bad', 'accepting', 'failed', null, 'by-shop'],
  ['at-store', 'go', 'pickup', 'open', 2, null],
  ['picked-up', 'go', 'pickup', 'open', 3, null],
  ['pick-up-cancelled-by-shop', 'bad', 'pickup', 'failed', null, 'by-shop'],
  ['pick-up-cancelled-by-rider', 'bad', 'pickup', 'failed', null, 'by-rider'],
  ['pick-up-cancelled-shop-fault', 'bad', 'pickup', 'failed', null, 'shop-fault'],
  ['delivering', 'go', 'delivering', 'open', 4, null],
  ['delivered', 'done', 'delivering', 'delivered', 5, null],
  ['returning-by-shop', 'back', 'returning', 'open', 5, 'by-shop'],
  ['returning-unreachable', 'back', 'returning', 'open', 5, 'unreachable'],
  ['returning-refused', 'back', 'returning', 'open', 5, 'refused'],
  ['returned', 'bad', 'returning', 'failed', 5, null],
  ['cancelled-by-courier', 'bad', 'exception', 'failed', null, 'by-courier'],
  ['cancelled-force-majeure', 'bad', 'exception', 'failed', null, 'force-majeure'],
  ['exception', 'bad', 'exception', 'open', null, null],
  ['over', 'neutral', 'unknown', 'untold', null, null],
] as const;

describe('statusOf', () => {
  it.each(TABLE)('%s is %s, %s, %s, with the rank %j', (name, tone, stage, outcome, rank) => {
    const isFinal = outcome !== 'open';
    expect(statusOf(name)).toEqual({ name, detail: null, stage, outcome, isFinal });
    expect([toneOf(name), rankOf(name)]).toEqual([tone, rank]);
  });

  it('knows exactly these names, and unknown', () => {
    expect(STATUS_NAMES).toEqual([...TABLE.map(([name]) => name), 'unknown']);
  });

  it.each([['7'], [null]])(
    'is open and looked at again when it is unknown, with what the company calls it: %j',
    (detail) => {
      expect(statusOf('unknown', detail)).toEqual({
        name: 'unknown',
        detail,
        stage: 'unknown',
        outcome: 'open',
        isFinal: false,
      });
      expect([toneOf('unknown'), rankOf('unknown')]).toEqual(['neutral', null]);
    },
  );

  it('has no detail unless it is told one', () => {
    expect(statusOf('unknown').detail).toBeNull();
  });
});

describe('STATUSES', () => {
  it('says why a delivery is cancelled or comes back, and of no other', () => {
    const reasons = STATUS_NAMES.map((name) => {
      const row = STATUSES[name];
      return [name, 'reason' in row ? row.reason : null];
    });
    expect(reasons).toEqual([
      ...TABLE.map(([name, , , , , reason]) => [name, reason]),
      ['unknown', null],
    ]);
  });
});
