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
    expect(riderScene(report, historyOf(before, report))).toMatchObject({
      position: EAST,
      from: HERE,
      glideMs: 8000,
      tone: 'go',
    });
    expect(riderScene(report, historyOf(before, report))?.heading).toBeCloseTo(90, 0);
  });

  it('glides for twelve seconds at most', () => {
    const before = seen(HERE, '12:00:00');
    const report = seen(EAST, '12:05:00');
    expect(riderScene(report, historyOf(before, report))?.glideMs).toBe(12_000);
  });

  it('shows a jump that no rider can make as a jump', () => {
    const before = seen(HERE, '12:00:00');
    const report = seen(FAR, '12:00:10');
    expect(riderScene(report, historyOf(before, report))).toMatchObject({
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
      return riderScene(report, historyOf(before, report))?.from;
    });
    expect(glides).toEqual([null, HERE]);
  });

  it('takes the time between two positions, not between two asks', () => {
    const asks = ['12:00:00', '12:00:04', '12:00:08'].map((clock) => seen(HERE, clock));
    const report = seen(EAST, '12:00:10');
    expect(riderScene(report, historyOf(...asks, report))?.glideMs).toBe(10_000);
  });

  it('comes from nowhere when his position was lost in between', () => {
    const reports = [seen(HERE, '12:00:00'), seen(null, '12:00:12'), seen(EAST, '12:00:24')];
    const scene = riderScene(seen(EAST, '12:00:24'), historyOf(...reports));
    expect(scene).toMatchObject({ position: EAST, from: null, glideMs: 0 });
    expect(scene?.heading).toBeCloseTo(90, 0);
  });

  it('does not come from where another rider was', () => {
    const rider = (name: string) => ({ rider: { name, phone: null, callable: false } });
    const before = reportOf(301, at('12:00:00'), { position: HERE, ...rider('陈师傅') });
    const report = reportOf(301, at('12:00:12'), { position: EAST, ...rider('王师傅') });
    expect(riderScene(report, historyOf(before, report))).toMatchObject({
      position: EAST,
      from: null,
      glideMs: 0,
      heading: null,
      trail: [],
    });
  });

  it('has the same scene for as long as he does not move', () => {
    const reports = [seen(HERE, '12:00:00'), seen(EAST, '12:00:12'), seen(EAST, '12:00:24')];
    const [before, moved, same] = reports;
    if (before === undefined || moved === undefined || same === undefined) throw new Error();
    const scene = riderScene(moved, historyOf(before, moved));
    expect(riderScene(same, historyOf(...reports))).toEqual(scene);
  });

  it('simply stands at first, and while he does not move', () => {
    const first = seen(HERE, '12:00:00');
    expect(riderScene(first, historyOf(first))).toMatchObject({ from: null, heading: null });
    const same = seen(HERE, '12:00:12');
    expect(riderScene(same, historyOf(first, same))).toMatchObject({
      from: null,
      heading: null,
    });
  });

  it('bears the tone of the way back', () => {
    const report = seen(HERE, '12:00:00', 304);
    expect(riderScene(report, historyOf(report))?.tone).toBe('back');
  });

  it('draws the way up to where the marker comes from, and only the latest of it', () => {
    const reports = Array.from({ length: 40 }, (_, index) =>
      reportOf(301, at('12:00') + index * 12_000, {
        position: { longitude: 113.33 + index / 10_000, latitude: 23.13 },
      }),
    );
    const last = reports[39] ?? seen(HERE, '12:00');
    const trail = riderScene(last, historyOf(...reports))?.trail ?? [];
    expect(trail).toEqual(reports.slice(16, 39).map(({ position }) => position));
  });

  it('gives way without a position, and closes at the end', () => {
    const nowhere = seen(null, '12:00');
    expect(riderScene(nowhere, historyOf(nowhere))).toBeNull();
    const ended = seen(HERE, '12:00', 302);
    expect(riderScene(ended, historyOf(ended))).toBeNull();
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
