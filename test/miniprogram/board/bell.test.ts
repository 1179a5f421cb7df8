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
    if (result.ring !== 'none') rings.push(`${seconds} ${result.ring}`);
  }
  return rings;
}

describe('the bell', () => {
  it('rings for what is to be handled, and again each minute, three times', () => {
    expect(heard(() => [STUCK], 600)).toEqual([
      '0 to-handle',
      '60 to-handle',
      '120 to-handle',
      '180 to-handle',
    ]);
  });

  it('rings no more once somebody has taken note, on whatever device', () => {
    expect(heard((seconds) => [seconds < 70 ? STUCK : NOTED], 600)).toEqual([
      '0 to-handle',
      '60 to-handle',
    ]);
    expect(heard(() => [NOTED], 600)).toEqual([]);
  });

  it('rings anew for a worse trouble, and for one that comes back', () => {
    const failed = boardRow('A-1', 501, { endedAt: NOW });
    expect(heard((seconds) => [seconds < 30 ? NOTED : failed], 50)).toEqual(['30 to-handle']);
    const calm = boardRow('A-1', 301, {}, 20);
    expect(heard((seconds) => [seconds === 20 ? calm : STUCK], 50)).toEqual([
      '0 to-handle',
      '30 to-handle',
    ]);
  });

  it('names what has come to be handled, once, and never what is late', () => {
    const first = ringFor(bellState([]), [STUCK, LATE], NOW);
    expect(first.fresh).toEqual(['A-1']);
    expect(ringFor(first.state, [STUCK, LATE], NOW + 60 * SECOND).fresh).toEqual([]);
  });

  it('tells what is late with one note, once', () => {
    expect(heard(() => [LATE], 300)).toEqual(['0 late']);
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

  it('remembers what another store’s board does not list', () => {
    expect(heard((seconds) => (seconds === 20 ? [] : [LATE]), 60)).toEqual(['0 late']);
  });
});
