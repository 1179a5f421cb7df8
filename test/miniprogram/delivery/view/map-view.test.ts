import type { DeliveryReport, Position } from '../../../../miniprogram/contract/delivery';
import type { DeliveryHistory } from '../../../../miniprogram/contract/delivery-history';
import type { RiderScene } from '../../../../miniprogram/delivery/view/map-view';
import { mapNote, riderScene } from '../../../../miniprogram/delivery/view/map-view';
import { riderPlace } from '../../../../miniprogram/delivery/view/rider-place';
import { at, historyOf, reportOf } from '../../../support/delivery-reports';

const HERE: Position = { longitude: 113.33, latitude: 23.13 };
/** About 102 m to the east. */
const EAST: Position = { longitude: 113.331, latitude: 23.13 };
const FAR: Position = { longitude: 113.4, latitude: 23.13 };

function seen(position: Position | null, clock: string, code = 301) {
  return reportOf(code, at(clock), { position });
}

/** What a page that has shown all reports shows of the last one. */
function sceneAfter(...reports: readonly DeliveryReport[]): RiderScene | null {
  return reports.reduce<RiderScene | null>(
    (shown, report, index) => sceneOf(report, historyOf(...reports.slice(0, index + 1)), shown),
    null,
  );
}

function sceneOf(
  report: DeliveryReport,
  history: DeliveryHistory,
  shown: RiderScene | null,
  now = report.askedAt,
): RiderScene | null {
  return riderScene(report, history, riderPlace(report, history, now), shown);
}

/** From HERE at 12:00:00. */
function sceneOfMove(to: Position, clock: string): RiderScene | null {
  return sceneAfter(seen(HERE, '12:00:00'), seen(to, clock));
}

const wayOf = (scene: RiderScene | null) => scene?.polyline.flatMap(({ points }) => points);

describe('the rider on the map', () => {
  it('glides from where he stood, for as long as it took, and looks where he goes', () => {
    expect(sceneOfMove(EAST, '12:00:08')).toMatchObject({
      position: EAST,
      glide: { path: [HERE, EAST], durationMs: 8000 },
      markers: [{ ...HERE, rotate: 90, iconPath: '/images/rider-go.png' }],
    });
  });

  it('glides for twelve seconds at most', () => {
    expect(sceneOfMove(EAST, '12:05:00')?.glide?.durationMs).toBe(12_000);
  });

  it('shows a jump that no rider can make as a jump', () => {
    expect(sceneOfMove(FAR, '12:00:10')).toMatchObject({
      position: FAR,
      glide: null,
      markers: [FAR],
    });
  });

  it('takes 34 m a second for the fastest that a rider goes', () => {
    // 102.26 m: three seconds are too few by a little, four are enough.
    expect(sceneOfMove(EAST, '12:00:03')?.glide).toBeNull();
    expect(sceneOfMove(EAST, '12:00:04')?.glide).not.toBeNull();
  });

  it('jumps where a glide would begin out of the view around him, however long he took', () => {
    const metresEast = (metres: number): Position => ({
      ...HERE,
      longitude: HERE.longitude + metres / 102_260,
    });
    expect(sceneOfMove(metresEast(245), '12:06:00')?.glide?.path[0]).toEqual(HERE);
    expect(sceneOfMove(metresEast(255), '12:06:00')).toMatchObject({
      glide: null,
      markers: [metresEast(255)],
    });
  });

  it('takes the time between two positions, not between two asks', () => {
    const asks = ['12:00:00', '12:00:04', '12:00:08'].map((clock) => seen(HERE, clock));
    expect(sceneAfter(...asks, seen(EAST, '12:00:10'))?.glide?.durationMs).toBe(10_000);
  });

  it('comes from nowhere when his position was lost in between', () => {
    const reports = [seen(HERE, '12:00:00'), seen(null, '12:00:12'), seen(EAST, '12:00:24')];
    expect(sceneAfter(...reports)).toMatchObject({
      glide: null,
      markers: [{ ...EAST, rotate: 90 }],
    });
  });

  it('does not come from where another rider was', () => {
    const rider = (name: string) => ({ rider: { name, phone: null, callable: false } });
    const before = reportOf(301, at('12:00:00'), { position: HERE, ...rider('陈师傅') });
    const report = reportOf(301, at('12:00:12'), { position: EAST, ...rider('王师傅') });
    expect(sceneAfter(before, report)).toMatchObject({
      glide: null,
      markers: [{ ...EAST, iconPath: '/images/rider-go-still.png' }],
      polyline: [],
    });
  });

  it('simply is where the phone remembers him, which he came to some time ago', () => {
    const reports = [seen(HERE, '12:00:00'), seen(EAST, '12:00:12')];
    const remembered = sceneOf(seen(EAST, '12:00:12'), historyOf(...reports), null);
    expect(remembered).toMatchObject({ glide: null, markers: [EAST] });
    // Nor does he set out once more when the first answer says the same.
    const same = seen(EAST, '12:00:15');
    expect(sceneOf(same, historyOf(...reports, same), remembered)).toEqual(remembered);
  });

  it('glides from nowhere but where the page shows him', () => {
    const reports = [seen(HERE, '12:00:00'), seen(EAST, '12:00:12')];
    const elsewhere = sceneOf(seen(FAR, '11:50'), historyOf(seen(FAR, '11:50')), null);
    expect(sceneOf(seen(EAST, '12:00:12'), historyOf(...reports), elsewhere)?.glide).toBeNull();
  });

  it('goes the way that other phones of the store saw him go since this one asked', () => {
    const corner = { ...EAST, latitude: EAST.latitude + 0.0005 };
    const first = seen(HERE, '12:00:12');
    const then = seen(EAST, '12:00:18');
    const last = seen(corner, '12:00:24');
    const shown = sceneAfter(first);
    const scene = sceneOf(last, historyOf(first, then, last), shown);
    expect(scene).toMatchObject({
      glide: { path: [HERE, EAST, corner], durationMs: 12_000 },
      markers: [HERE],
    });
    expect(wayOf(scene)).toEqual([]);
  });

  it('keeps its scene while the marker glides, and brings the way up to it once it is there', () => {
    const moving = [seen(HERE, '12:00:00'), seen(EAST, '12:00:12')];
    const moved = sceneAfter(...moving);
    expect(wayOf(moved)).toEqual([]);
    expect(sceneAfter(...moving, seen(EAST, '12:00:20'))).toEqual(moved);
    const there = sceneAfter(...moving, seen(EAST, '12:00:24'));
    expect(there).toMatchObject({ glide: null, markers: [EAST] });
    expect(wayOf(there)).toEqual([HERE, EAST]);
    expect(sceneAfter(...moving, seen(EAST, '12:00:24'), seen(EAST, '12:00:36'))).toEqual(there);
  });

  it('simply stands at first, and while he does not move', () => {
    const first = seen(HERE, '12:00:00');
    const standing = {
      glide: null,
      markers: [{ ...HERE, iconPath: '/images/rider-go-still.png' }],
    };
    expect(sceneAfter(first)).toMatchObject(standing);
    expect(sceneAfter(first, seen(HERE, '12:00:12'))).toMatchObject(standing);
  });

  it('bears the tone of the way back', () => {
    const scene = sceneAfter(seen(HERE, '12:00:00', 304), seen(EAST, '12:00:01', 304));
    expect(scene?.markers[0]?.iconPath).toBe('/images/rider-back.png');
    expect(scene?.polyline[0]?.color).toBe('#6a3cbc99');
  });

  it('draws the way up to where the marker comes from, and only the latest of it', () => {
    const reports = Array.from({ length: 40 }, (_, index) =>
      reportOf(301, at('12:00') + index * 12_000, {
        position: { longitude: 113.33 + index / 10_000, latitude: 23.13 },
      }),
    );
    expect(wayOf(sceneAfter(...reports))).toEqual(
      reports.slice(21, 39).map(({ position }) => position),
    );
  });

  it('shows the store where its place is known', () => {
    const first = reportOf(301, at('12:00'), { position: HERE, storePosition: EAST });
    expect(sceneAfter(first)?.markers).toMatchObject([HERE, { ...EAST, ariaLabel: '门店' }]);
  });

  it('stays where he was seen last, old, when an answer has no position', () => {
    const moving = [seen(HERE, '12:00:00'), seen(EAST, '12:00:12'), seen(EAST, '12:00:24')];
    const before = sceneAfter(...moving);
    const lost = sceneAfter(...moving, seen(null, '12:00:36'));
    expect(lost).toMatchObject({
      position: EAST,
      glide: null,
      markers: [{ ...EAST, rotate: 0, iconPath: '/images/rider-old.png' }],
    });
    expect(wayOf(lost)).toEqual(wayOf(before));
    const back = sceneAfter(...moving, seen(null, '12:00:36'), seen(EAST, '12:00:48'));
    expect(back).toEqual(before);
  });

  it('keeps the store beside where he was seen last', () => {
    const first = reportOf(301, at('12:00'), { position: HERE, storePosition: EAST });
    const lost = reportOf(301, at('12:00:12'), { storePosition: EAST });
    expect(sceneAfter(first, lost)?.markers).toMatchObject([HERE, { ...EAST, ariaLabel: '门店' }]);
  });

  it('gives way without a position, and closes at the end', () => {
    const nowhere = seen(null, '12:00');
    expect(sceneAfter(nowhere)).toBeNull();
    const ended = seen(HERE, '12:00', 302);
    expect(sceneAfter(ended)).toBeNull();
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
