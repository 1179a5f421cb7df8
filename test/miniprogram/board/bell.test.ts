import type { AnyRow } from '../../../miniprogram/contract/board-api';
import { initialRingStates, nextRing } from '../../../miniprogram/board/bell';
import { boardRow, stuckRow } from '../../support/board-rows';
import { at, SECOND } from '../../support/delivery-reports';

const NOW = at('12:00');
const STUCK = stuckRow('A-1', 12);
const LATE = boardRow('B-2', 301, {}, -2);
const NOTED = { ...STUCK, acknowledged: { by: '小林', at: NOW } };

/** Hears the rows every 10 s. @returns the seconds at which it rang, with what */
function heard(
  rowsAt: (seconds: number) => readonly AnyRow[],
  untilSeconds: number,
  before = initialRingStates([]),
  scannedAt?: ReadonlyMap<string, number>,
): readonly string[] {
  let state = before;
  const rings: string[] = [];
  for (let seconds = 0; seconds <= untilSeconds; seconds += 10) {
    const result = nextRing(state, rowsAt(seconds), NOW + seconds * SECOND, scannedAt);
    state = result.state;
    if (result.noteCount !== 0)
      rings.push(`${seconds} ${result.noteCount === 2 ? 'to-handle' : 'late'}`);
  }
  return rings;
}

describe('the bell', () => {
  const failed = boardRow('A-1', 501, { endedAt: NOW });
  const calm = boardRow('A-1', 301, {}, 20);
  const BACK = [0, 70, 130, 190, 250];

  it.each<[string, (seconds: number) => AnyRow, readonly number[]]>([
    ['for what is to be handled, and each minute again, thrice', () => STUCK, [0, 60, 120, 180]],
    ['no more once somebody has taken note', (seconds) => (seconds < 70 ? STUCK : NOTED), [0, 60]],
    ['for nothing that was noted', () => NOTED, []],
    ['anew for a worse trouble', (seconds) => (seconds < 30 ? NOTED : failed), [30, 90, 150, 210]],
    ['anew for one that comes back', (seconds) => (seconds === 60 ? calm : STUCK), BACK],
  ])('rings %s', (_what, rowAt, expected) => {
    const rings = expected.map((seconds) => `${seconds} to-handle`);
    expect(heard((seconds) => [rowAt(seconds)], 600)).toEqual(rings);
  });

  it('names what has come to be handled, once, and never what is late', () => {
    const first = nextRing(initialRingStates([]), [STUCK, LATE], NOW);
    expect(first.newToHandleIds).toEqual(['A-1']);
    expect(nextRing(first.state, [STUCK, LATE], NOW + 60 * SECOND).newToHandleIds).toEqual([]);
  });

  it('does not ring after a restart for what rang before it, but for what is new', () => {
    const restarted = initialRingStates([{ orderId: 'A-1', reason: 'at-store' }]);
    expect(heard(() => [STUCK], 600, restarted)).toEqual([]);
    expect(heard(() => [STUCK, stuckRow('C-3', 12)], 50, restarted)).toEqual(['0 to-handle']);
  });

  it('leaves the first ring about a scan to its answer, and rings a minute after the scan', () => {
    const scannedAt = new Map([['A-1', NOW - 50 * SECOND]]);
    expect(heard(() => [STUCK], 30, initialRingStates([]), scannedAt)).toEqual(['10 to-handle']);
    const longAgo = new Map([['A-1', NOW - 60 * SECOND]]);
    expect(heard(() => [STUCK], 0, initialRingStates([]), longAgo)).toEqual(['0 to-handle']);
    expect(heard(() => [STUCK, LATE], 0, initialRingStates([]), scannedAt)).toEqual(['0 late']);
    expect(nextRing(initialRingStates([]), [STUCK], NOW, scannedAt).newToHandleIds).toEqual([
      'A-1',
    ]);
  });

  it('tells what is late with one note, once, though another store’s board does not list it', () => {
    expect(heard((seconds) => (seconds === 20 ? [] : [LATE]), 300)).toEqual(['0 late']);
  });
});
