import type { DeliveryReport } from '../../../../miniprogram/contract/delivery';
import { mapNote, placesInView } from '../../../../miniprogram/delivery/view/map-view';
import { at, historyOf, reportOf } from '../../../support/delivery-reports';
import {
  EAST,
  eastOfHere,
  FAR,
  HERE,
  sceneAfter,
  sceneOf,
  seen,
  wayOf,
  WEST,
} from '../../../support/map-scenes';

function clockAfter(seconds: number): string {
  const [minute, second] = [Math.floor(seconds / 60), seconds % 60];
  return `12:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}`;
}

describe('the rider on the map', () => {
  it('bears the colour of the delivery', () => {
    const reports = [seen(HERE, '12:00:00', 304), seen(EAST, '12:00:12', 304)];
    const markers = [{ iconPath: '/map/images/rider-bad.png' }];
    expect(sceneAfter(...reports)).toMatchObject({ tone: 'bad', markers });
  });

  it('draws all of the way, up to where the marker comes from', () => {
    const reports = Array.from({ length: 40 }, (_, index) =>
      seen(eastOfHere(index * 10), clockAfter(index * 12)),
    );
    expect(wayOf(sceneAfter(...reports))).toEqual(
      reports.slice(0, 39).map(({ position }) => position),
    );
  });

  it('draws only steps that were seen within a minute, and a dot at each end of a gap', () => {
    const reports = [0, 12, 24, 200, 212, 224].map((seconds, index) =>
      seen(eastOfHere(index * 100), clockAfter(seconds)),
    );
    const [a, b, c, d, e, f] = reports.map(({ position }) => position);
    const scene = sceneOf(reports[5] ?? seen(HERE, '12:00'), historyOf(...reports), null);
    const lines = [
      [a, b, c],
      [d, e, f],
    ];
    expect(scene?.polyline.map(({ points }) => points)).toEqual(lines);
    const dots = scene?.markers.filter(({ iconPath }) => iconPath.includes('dot'));
    expect(dots).toMatchObject([c, d]);
  });

  it('draws the last half hour of a long way, and no row of dots before it', () => {
    const reports = Array.from({ length: 290 }, (_, index) =>
      seen(eastOfHere(index * 10), clockAfter(index * 12)),
    );
    const last = reports[289] ?? seen(HERE, '12:00');
    const scene = sceneOf(last, historyOf(...reports), null, at('12:57:48'));
    expect(scene?.markers.filter(({ iconPath }) => iconPath.includes('dot'))).toEqual([]);
    // 12:26 begins the span that the history keeps whole.
    expect(wayOf(scene)).toEqual(reports.slice(130).map(({ position }) => position));
  });

  it('shows the store where its place is known, with its name', () => {
    const report = { position: HERE, storePosition: EAST };
    const nameless = sceneAfter(reportOf(301, at('12:00'), report));
    expect(nameless?.markers).toMatchObject([HERE, { ...EAST, ariaLabel: '门店' }]);
    expect(nameless?.markers[1]).not.toHaveProperty('label');
    const named = sceneAfter(reportOf(301, at('12:00'), { ...report, storeName: '天河南店' }));
    expect(named?.markers[1]).toMatchObject({ label: { content: '天河南店' } });
  });

  it('has two bars and no direction while he stands at the store', () => {
    const scene = sceneAfter(seen(HERE, '12:00:00', 201), seen(EAST, '12:00:12', 201));
    const iconPath = '/map/images/rider-waits.png';
    expect(scene?.markers[0]).toMatchObject({ rotate: 0, iconPath });
  });

  it('is a ghost where he was seen last when an answer has no position', () => {
    const rode = [seen(WEST, '11:59:48'), seen(HERE, '12:00:00'), seen(EAST, '12:00:12')];
    const moving = [...rode, seen(EAST, '12:00:24')];
    const before = sceneAfter(...moving);
    const lost = sceneAfter(...moving, seen(null, '12:00:36'));
    expect(lost).toMatchObject({
      focus: 'rider',
      position: EAST,
      glide: null,
      markers: [{ ...EAST, rotate: 0, iconPath: '/map/images/rider-old.png' }],
    });
    expect(wayOf(lost)).toEqual(wayOf(before));
    const back = sceneAfter(...moving, seen(null, '12:00:36'), seen(EAST, '12:00:48'));
    expect(back).toEqual(before);
  });
});

describe('the map of the store', () => {
  const ofStore = (code: number, clock: string, rest: Partial<DeliveryReport> = {}) =>
    reportOf(code, at(clock), { storePosition: EAST, storeName: '天河南店', ...rest });

  it('waits with a pulse until a rider accepts', () => {
    const waiting = ofStore(101, '12:00');
    expect(sceneAfter(waiting)).toMatchObject({
      focus: 'store',
      position: EAST,
      isWaiting: true,
      glide: null,
      markers: [{ ...EAST, iconPath: '/images/store.png', label: { content: '天河南店' } }],
      polyline: [],
    });
    const accepted = { focus: 'store', isWaiting: false };
    expect(sceneAfter(waiting, ofStore(102, '12:00:20'))).toMatchObject(accepted);
  });

  it.each([501, 204, 401, 302])('is what remains of an end that is opened again (%i)', (code) => {
    expect(sceneAfter(ofStore(code, '12:00'))).toMatchObject({ focus: 'store', isWaiting: false });
  });

  it.each([501, 401])('takes the place of the rider at an end at no door (%i)', (code) => {
    const ridden = ofStore(301, '12:00', { position: HERE });
    const scene = sceneAfter(ridden, ofStore(code, '12:00:12'));
    expect(scene).toMatchObject({ focus: 'store', position: EAST, polyline: [] });
  });

  it('is none where its place is not known', () => {
    expect(sceneAfter(seen(null, '12:00', 101))).toBeNull();
    expect(sceneAfter(seen(HERE, '12:00'), seen(null, '12:00:12', 501))).toBeNull();
  });
});

describe('the map of the end', () => {
  const ride = [seen(WEST, '12:00:00'), seen(HERE, '12:00:12'), seen(EAST, '12:00:24')];
  const end = (clock: string) => seen(null, clock, 302);

  it('has a check where the rider was seen last, and the way, but no rider', () => {
    const scene = sceneAfter(...ride, end('12:00:36'));
    expect(scene).toMatchObject({
      focus: 'end',
      position: EAST,
      tone: 'done',
      glide: null,
      markers: [{ ...EAST, iconPath: '/map/images/delivered.png', ariaLabel: '已送达' }],
    });
    expect(scene?.markers[0]).not.toHaveProperty('label');
    expect(wayOf(scene)).toEqual([WEST, HERE, EAST]);
    expect(scene?.polyline[0]?.color).toMatch(/^#08703d/);
  });

  it('stays as it is while the page is open', () => {
    const reports = [...ride, end('12:00:36')];
    expect(sceneAfter(...reports, end('12:10:00'))).toEqual(sceneAfter(...reports));
  });

  it('says that the place is the last seen one, when that was long before the end', () => {
    const label = (clock: string) => sceneAfter(...ride, end(clock))?.markers[0]?.label?.content;
    expect(label('12:01:24')).toBeUndefined();
    expect(label('12:01:25')).toBe('最后看到的位置');
  });

  it('is not there when the page is opened again, or where he was never seen', () => {
    const ended = end('12:00:36');
    expect(sceneOf(ended, historyOf(...ride, ended), null)).toBeNull();
    expect(sceneAfter(seen(null, '12:00'), ended)).toBeNull();
  });

  it('ends when the delivery lives again', () => {
    const again = sceneAfter(...ride, end('12:00:36'), seen(HERE, '12:05', 301));
    expect(again).toMatchObject({ focus: 'rider', polyline: [] });
  });
});

it('a fit shows the way, all markers, and some of the town around the subject', () => {
  const report = reportOf(301, at('12:00:36'), { position: EAST, storePosition: FAR });
  const history = historyOf(seen(WEST, '12:00:12'), seen(HERE, '12:00:24'), report);
  const scene = sceneOf(report, history, null);
  const places = scene === null ? [] : placesInView(scene);
  expect(places).toEqual(expect.arrayContaining([WEST, HERE, EAST]));
  expect(places).toContainEqual(expect.objectContaining(FAR));
  const alone = placesInView({ focus: 'rider', position: HERE, markers: [], polyline: [] });
  const spread = (axis: 'longitude' | 'latitude') =>
    Math.max(...alone.map((place) => place[axis])) - Math.min(...alone.map((place) => place[axis]));
  // Degrees: more than 400 m.
  expect(spread('longitude')).toBeGreaterThan(0.004);
  expect(spread('latitude')).toBeGreaterThan(0.004);
});

describe('the note about a missing rider', () => {
  const noteOf = (code: number, rest: Partial<DeliveryReport> = {}) => {
    const report = reportOf(code, at('12:00'), rest);
    return mapNote(report, sceneAfter(report));
  };

  it.each([
    [501, '配送已结束', ''],
    [302, '配送已结束', ''],
    [101, '骑手带着货出发后，这里显示他的位置', ''],
    [201, '骑手带着货出发后，这里显示他的位置', ''],
    [301, '配送公司未提供位置', '配送公司未提供位置'],
    [304, '配送公司未提供位置', '配送公司未提供位置'],
    [999, '现在没有骑手的位置', '现在没有骑手的位置'],
  ])('says at %i why there is no map: “%s”, on that of the store “%s”', (code, alone, onStores) => {
    expect(noteOf(code)).toBe(alone);
    expect(noteOf(code, { storePosition: HERE })).toBe(onStores);
  });

  it('is not there where the rider is', () => {
    expect(noteOf(301, { position: HERE })).toBe('');
  });
});
