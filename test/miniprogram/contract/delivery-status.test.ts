import {
  type StatusName,
  STATUS_NAMES,
  STATUSES,
  awaitsRider,
  isOnItsWay,
  isOnTheRoad,
  isPickingUp,
  reasonOf,
  statusOf,
} from '../../../miniprogram/contract/delivery-status';

const where = (is: (name: StatusName) => boolean) => STATUS_NAMES.filter(is);
const RETURNING = ['returning-by-shop', 'returning-unreachable', 'returning-refused'];

describe('a status', () => {
  it('is final unless its outcome is open, and then no rider has the goods', () => {
    for (const name of STATUS_NAMES) {
      const { stage, outcome, riderAt } = STATUSES[name];
      const isFinal = outcome !== 'open';
      expect(statusOf(name)).toEqual({ name, detail: null, stage, outcome, isFinal });
      expect([name, riderAt === 'gone']).toEqual([name, isFinal]);
    }
  });

  it('is open and looked at again when it is unknown, with what the company calls it', () => {
    const unknown = { name: 'unknown', stage: 'unknown', outcome: 'open', isFinal: false };
    expect(statusOf('unknown', '7')).toEqual({ ...unknown, detail: '7' });
    expect(statusOf('unknown')).toEqual({ ...unknown, detail: null });
  });

  it('has a reason when it is a cancellation or a return, and then alone', () => {
    const isReasoned = (name: string) => /^(returning|(pick-up-)?cancelled)-/.test(name);
    expect(where((name) => reasonOf(name) !== null)).toEqual(where(isReasoned));
  });

  it('stands on the main line once for each rank, with no fewer steps than the one before', () => {
    const line = where((name) => STATUSES[name].isOnMainLine).map((name) => STATUSES[name]);
    expect(line.map(({ rank }) => rank)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(line.map(({ stepsDone }) => stepsDone)).toEqual([0, 1, 1, 2, 2, 4]);
  });

  it('says where the rider is', () => {
    expect(where(awaitsRider)).toEqual(['waiting', 'rider-withdrew']);
    expect(where(isPickingUp)).toEqual(['assigned', 'at-store']);
    expect(where(isOnItsWay)).toEqual(['picked-up', 'delivering']);
    expect(where(isOnTheRoad)).toEqual(['assigned', 'delivering', ...RETURNING]);
  });
});
