import type { Position } from '../../../miniprogram/shared/delivery';
import { mapNote, riderScene } from '../../../miniprogram/tracking/map-view';
import { at, historyOf, reportOf } from '../../support/delivery-reports';

const HERE: Position = { longitude: 113.33, latitude: 23.13 };
/** About 102 m to the east. */
const EAST: Position = { longitude: 113.331, latitude: 23.13 };
const FAR: Position = { longitude: 113.4, latitude: 23.13 };

function seen(position: Position | null, clock: string, code = 301) {
  return reportOf(code, at(clock), { position });
}

describe('the rider on the map', () => {
  it('glides from where he stood, for as long as it took, and looks where he goes', () => {
    const before = seen(HERE, '12:00:00');
    const report = seen(EAST, '12:00:08');
    expect(riderScene(report, historyOf(before, report), before)).toMatchObject({
      position: EAST,
      from: HERE,
      glideMs: 8000,
      tone: 'go',
    });
    expect(riderScene(report, historyOf(before, report), before)?.heading).toBeCloseTo(90, 0);
  });

  it('glides for twelve seconds at most', () => {
    const before = seen(HERE, '12:00:00');
    const report = seen(EAST, '12:05:00');
    expect(riderScene(report, historyOf(before, report), before)?.glideMs).toBe(12_000);
  });

  it('shows a jump that no rider can make as a jump', () => {
    const before = seen(HERE, '12:00:00');
    const report = seen(FAR, '12:00:10');
    expect(riderScene(report, historyOf(before, report), before)).toMatchObject({
      position: FAR,
      from: null,
      glideMs: 0,
    });
  });

  it('takes 34 m a second for the fastest that a rider goes', () => {
    // 102.26 m: three seconds are too few by a little, four are enough.
    const before = seen(HERE, '12:00:00');
    const glides = ['12:00:03', '12:00:04'].map((clock) => {
      const report = seen(EAST, clock);
      return riderScene(report, historyOf(before, report), before)?.from;
    });
    expect(glides).toEqual([null, HERE]);
  });

  it.each([
    ['elsewhere to the east', { ...HERE, longitude: 113.3301 }],
    ['elsewhere to the north', { ...HERE, latitude: 23.1301 }],
    ['nowhere', null],
  ])('does not glide from where its marker does not stand: it stood %s', (_name, stood) => {
    const history = historyOf(seen(HERE, '12:00:00'), seen(EAST, '12:00:12'));
    const report = seen(EAST, '12:00:12');
    const scene = riderScene(report, history, seen(stood, '12:00:00'));
    expect(scene).toMatchObject({ position: EAST, from: null, glideMs: 0 });
    expect(scene?.heading).toBeCloseTo(90, 0);
  });

  it('glides from nowhere on a page that has just been opened', () => {
    const report = seen(EAST, '12:00:12');
    const history = historyOf(seen(HERE, '12:00:00'), report);
    expect(riderScene(report, history, null)).toMatchObject({ from: null, glideMs: 0 });
  });

  it('simply stands at first, and while he does not move', () => {
    const first = seen(HERE, '12:00:00');
    expect(riderScene(first, historyOf(first), null)).toMatchObject({ from: null, heading: null });
    const same = seen(HERE, '12:00:12');
    expect(riderScene(same, historyOf(first, same), first)).toMatchObject({
      from: null,
      heading: null,
    });
  });

  it('bears the tone of the way back', () => {
    const report = seen(HERE, '12:00:00', 304);
    expect(riderScene(report, historyOf(report), null)?.tone).toBe('back');
  });

  it('draws the way up to where the marker comes from, and only the latest of it', () => {
    const reports = Array.from({ length: 40 }, (_, index) =>
      reportOf(301, at('12:00') + index * 12_000, {
        position: { longitude: 113.33 + index / 10_000, latitude: 23.13 },
      }),
    );
    const last = reports[39] ?? seen(HERE, '12:00');
    const trail = riderScene(last, historyOf(...reports), reports[38] ?? null)?.trail ?? [];
    expect(trail).toEqual(reports.slice(16, 39).map(({ position }) => position));
  });

  it('draws the way up to a marker that stands or has jumped', () => {
    const [first, moved, same] = ['12:00:00', '12:00:12', '12:00:24'].map((clock, index) =>
      seen(index === 0 ? HERE : EAST, clock),
    );
    const all = [first, moved, same].flatMap((report) => report ?? []);
    expect(riderScene(seen(EAST, '12:00:24'), historyOf(...all), moved ?? null)?.trail).toEqual([
      HERE,
      EAST,
    ]);
    const far = seen(FAR, '12:00:36');
    expect(riderScene(far, historyOf(...all, far), same ?? null)?.trail).toEqual([HERE, EAST, FAR]);
  });

  it('gives way without a position, and closes at the end', () => {
    const nowhere = seen(null, '12:00');
    expect(riderScene(nowhere, historyOf(nowhere), null)).toBeNull();
    const ended = seen(HERE, '12:00', 302);
    expect(riderScene(ended, historyOf(ended), null)).toBeNull();
    expect(mapNote(ended)).toBe('配送已结束');
  });

  it.each([
    [501, '配送已结束'],
    [101, '骑手带着货出发后，这里显示他的位置'],
    [201, '骑手带着货出发后，这里显示他的位置'],
    [301, '配送公司未提供位置'],
    [304, '配送公司未提供位置'],
    [999, '现在没有骑手的位置'],
  ])('says why there is no map at %i', (code, note) => {
    expect(mapNote(seen(null, '12:00', code))).toBe(note);
  });
});
