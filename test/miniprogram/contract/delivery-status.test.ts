import {
  rankOf,
  STATUS_NAMES,
  STATUSES,
  statusOf,
  toneOf,
} from '../../../miniprogram/contract/delivery-status';

/** Every name but `unknown`, with its rank and its reason. */
const TABLE = [
  ['waiting', 'accepting', 'open', 0, null],
  ['rider-withdrew', 'accepting', 'open', 0, null],
  ['assigned', 'accepting', 'open', 1, null],
  ['cancelled-by-shop', 'accepting', 'failed', null, 'by-shop'],
  ['at-store', 'pickup', 'open', 2, null],
  ['picked-up', 'pickup', 'open', 3, null],
  ['pick-up-cancelled-by-shop', 'pickup', 'failed', null, 'by-shop'],
  ['pick-up-cancelled-by-rider', 'pickup', 'failed', null, 'by-rider'],
  ['pick-up-cancelled-shop-fault', 'pickup', 'failed', null, 'shop-fault'],
  ['delivering', 'delivering', 'open', 4, null],
  ['delivered', 'delivering', 'delivered', 5, null],
  ['returning-by-shop', 'returning', 'open', 5, 'by-shop'],
  ['returning-unreachable', 'returning', 'open', 5, 'unreachable'],
  ['returning-refused', 'returning', 'open', 5, 'refused'],
  ['returned', 'returning', 'failed', 5, null],
  ['cancelled-by-courier', 'exception', 'failed', null, 'by-courier'],
  ['cancelled-force-majeure', 'exception', 'failed', null, 'force-majeure'],
  ['exception', 'exception', 'open', null, null],
  ['over', 'unknown', 'untold', null, null],
] as const;

describe('statusOf', () => {
  it.each(TABLE)('%s is %s, %s', (name, stage, outcome) => {
    const isFinal = outcome !== 'open';
    expect(statusOf(name)).toEqual({ name, detail: null, stage, outcome, isFinal });
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
      ...TABLE.map(([name, , , , reason]) => [name, reason]),
      ['unknown', null],
    ]);
  });
});

describe('rankOf', () => {
  it.each(TABLE)('of %s (%s, %s) is %j', (name, _stage, _outcome, rank) => {
    expect(rankOf(name)).toBe(rank);
  });

  it('is none of what is unknown', () => {
    expect(rankOf('unknown')).toBeNull();
  });
});

describe('toneOf', () => {
  it('shows goods that come back as coming back, not as delivering', () => {
    const names = ['returning-by-shop', 'returning-unreachable', 'returning-refused'] as const;
    expect(names.map(toneOf)).toEqual(['back', 'back', 'back']);
  });

  it('shows a failed end as bad, a delivery as done, and an untold end as neither', () => {
    const tones = { open: null, failed: 'bad', delivered: 'done', untold: 'neutral' };
    const ends = TABLE.filter(([, , outcome]) => outcome !== 'open');
    for (const [name, , outcome] of ends) expect(toneOf(name)).toBe(tones[outcome]);
  });

  it('is neutral about what it does not know', () => {
    expect(toneOf('unknown')).toBe('neutral');
  });
});
