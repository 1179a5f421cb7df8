import type { AnyRow } from '../../../miniprogram/contract/board-api';
import { bellState, ringFor } from '../../../miniprogram/board/bell';
import { boardRow, stuckRow } from '../../support/board-rows';
import { at } from '../../support/delivery-reports';

const NOW = at('12:00');
const SECOND = 1000;
const STUCK = stuckRow('A-1', 12);
const LATE = boardRow('B-2', 301, {}, -2);
const NOTED = { ...STUCK, acknowledged: { by: '小林', at: NOW } };

/** Hears the rows every 10 s. @returns the seconds at which it rang, with what */
function heard(
  rowsAt: (seconds: number) => readonly AnyRow[],
  untilSeconds: number,
  before = bellState([]),
  scannedAt?: ReadonlyMap<string, number>,
): readonly string[] {
  let state = before;
  const rings: string[] = [];
  for (let seconds = 0; seconds <= untilSeconds; seconds += 10) {
    const result = ringFor(state, rowsAt(seconds), NOW + seconds * SECOND, scannedAt);
    state = result.state;
    if (result.notes !== 0) rings.push(`${seconds} ${result.notes === 2 ? 'to-handle' : 'late'}`);
  }
  return rings;
}

describe('the bell', () => {
  const failed = boardRow('A-1', 501, { endedAt: NOW });
  const calm = boardRow('A-1', 301, {}, 20);

  it.each<[string, (seconds: number) => AnyRow, readonly number[]]>([
    [
      'for what is to be handled, and again each minute, three times',
      () => STUCK,
      [0, 60, 120, 180],
    ],
    ['no more once somebody has taken note', (seconds) => (seconds < 70 ? STUCK : NOTED), [0, 60]],
    ['for nothing that was noted', () => NOTED, []],
    ['anew for a worse trouble', (seconds) => (seconds < 30 ? NOTED : failed), [30, 90, 150, 210]],
    [
      'anew for one that comes back',
      (seconds) => (seconds === 60 ? calm : STUCK),
      [0, 70, 130, 190, 250],
    ],
  ])('rings %s', (_what, rowAt, expected) => {
    const rings = expected.map((seconds) => `${seconds} to-handle`);
    expect(heard((seconds) => [rowAt(seconds)], 600)).toEqual(rings);
  });

  it('names what has come to be handled, once, and never what is late', () => {
    const first = ringFor(bellState([]), [STUCK, LATE], NOW);
    expect(first.fresh).toEqual(['A-1']);
    expect(ringFor(first.state, [STUCK, LATE], NOW + 60 * SECOND).fresh).toEqual([]);
  });

  it('does not ring after a restart for what rang before it, but for what is new', () => {
    const restarted = bellState([{ orderId: 'A-1', reason: 'at-store' }]);
    expect(heard(() => [STUCK], 600, restarted)).toEqual([]);
    expect(heard(() => [STUCK, stuckRow('C-3', 12)], 50, restarted)).toEqual(['0 to-handle']);
  });

  it('leaves the first ring about a scan to its answer, and rings a minute after the scan', () => {
    const scannedAt = new Map([['A-1', NOW - 50 * SECOND]]);
    expect(heard(() => [STUCK], 30, bellState([]), scannedAt)).toEqual(['10 to-handle']);
    const longAgo = new Map([['A-1', NOW - 60 * SECOND]]);
    expect(heard(() => [STUCK], 0, bellState([]), longAgo)).toEqual(['0 to-handle']);
    expect(heard(() => [STUCK, LATE], 0, bellState([]), scannedAt)).toEqual(['0 late']);
    expect(ringFor(bellState([]), [STUCK], NOW, scannedAt).fresh).toEqual(['A-1']);
  });

  it('tells what is late with one note, once, though another store’s board does not list it', () => {
    expect(heard((seconds) => (seconds === 20 ? [] : [LATE]), 300)).toEqual(['0 late']);
  });
});
