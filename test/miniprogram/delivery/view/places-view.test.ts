import type { DeliveryReport } from '../../../../miniprogram/contract/delivery';
import { mapNote, mapScene, placesInView } from '../../../../miniprogram/delivery/view/map-view';
import { storeAndReceiverOf } from '../../../../miniprogram/delivery/view/places-view';
import { historyOf } from '../../../support/delivery-reports';
import { intracity, RECEIVER, STORE } from '../../../support/intracity-reports';

const BOTH = { storePosition: STORE, storeName: '天河南店', receiverPosition: RECEIVER };
/** Some 100 m from the store, as near as the receiver's rounded point can tell. */
const NEXT_DOOR = { longitude: 113.331, latitude: 23.13 };
/** Some 720 m from the store. */
const NEARBY = { longitude: 113.337, latitude: 23.13 };

const sceneOf = (report: DeliveryReport) => mapScene(report, historyOf(report), null, 'go', null);
const labels = (report: DeliveryReport) =>
  storeAndReceiverOf(report)?.markers.map(({ label }) => label?.content);

describe('the map of a delivery of 同城配送', () => {
  it('has store and receiver, and the length of the straight line between them', () => {
    const report = intracity('delivering', '12:20', BOTH);
    const scene = sceneOf(report);
    expect(scene).toMatchObject({ focus: 'both', position: STORE, isWaiting: false, glide: null });
    expect(labels(report)).toEqual(['天河南店', '收货点', '直线 1.7 公里']);
    expect(scene?.polyline).toMatchObject([{ points: [STORE, RECEIVER], dottedLine: true }]);
    const expected = ['门店：天河南店', '收货点，大致位置', '门店到收货点直线 1.7 公里'];
    expect(scene?.markers.map(({ ariaLabel }) => ariaLabel)).toEqual(expected);
    expect(new Set(scene?.markers.map(({ id }) => id)).size).toBe(3);
    const middle = { longitude: expect.closeTo(113.3355, 6) as number };
    expect(scene?.markers[2]).toMatchObject(middle);
  });

  it('never has a rider, whatever was seen of one', () => {
    const before = { position: NEARBY, rider: { name: '李师傅', phone: null, callable: false } };
    const report = intracity('delivering', '12:20', { ...BOTH, ...before });
    const place = { position: NEARBY, seenAt: report.askedAt, isOld: false, isFaded: false };
    const scene = mapScene(report, historyOf(report), place, 'go', null);
    expect(scene?.focus).toBe('both');
    expect(scene?.markers.map(({ iconPath }) => iconPath).join()).not.toContain('rider');
  });

  it('tells the distance no more exactly than it knows the receiver’s place', () => {
    const near = (receiverPosition: typeof STORE) =>
      labels(intracity('assigned', '12:20', { ...BOTH, receiverPosition }));
    expect(near(NEARBY)).toContain('直线 700 米');
    expect(near({ ...NEARBY, longitude: 113.3398 })).toContain('直线 1.0 公里');
    expect(near(NEXT_DOOR)).toEqual(['天河南店', '收货点']);
  });

  it('pulses around the store while it waits', () => {
    for (const name of ['waiting', 'rider-withdrew'] as const)
      expect(sceneOf(intracity(name, '12:20', BOTH))).toMatchObject({ isWaiting: true });
  });

  it('has the receiver’s label where the line does not pass', () => {
    const anchorOf = (receiverPosition: typeof STORE) => {
      const report = intracity('delivering', '12:20', { ...BOTH, receiverPosition });
      const { anchorX = 0, anchorY = 0 } = storeAndReceiverOf(report)?.markers[1]?.label ?? {};
      return [Math.sign(anchorX + 22), Math.sign(anchorY)];
    };
    const [left, right, above, below] = [-1, 1, -1, 1];
    expect(anchorOf(RECEIVER)).toEqual([left, above]);
    expect(anchorOf({ ...RECEIVER, longitude: 113.32 })).toEqual([right, above]);
    expect(anchorOf({ ...RECEIVER, latitude: 23.12 })[1]).toBe(below);
  });

  it('has the place that is known where one is missing', () => {
    const store = intracity('delivering', '12:20', { storePosition: STORE });
    expect(sceneOf(store)).toMatchObject({ focus: 'store', markers: [STORE], polyline: [] });
    const receiver = intracity('waiting', '12:20', { receiverPosition: RECEIVER });
    const alone = { focus: 'receiver', position: RECEIVER, isWaiting: false, markers: [RECEIVER] };
    expect(sceneOf(receiver)).toMatchObject(alone);
    expect(sceneOf(intracity('delivering', '12:20'))).toBeNull();
  });

  it.each(['delivered', 'cancelled-by-courier'] as const)('has the store alone at %s', (name) => {
    const report = intracity(name, '12:58', BOTH);
    const shown = sceneOf(intracity('delivering', '12:57', BOTH));
    const store = { focus: 'store', isWaiting: false, markers: [STORE], polyline: [] };
    expect(mapScene(report, historyOf(report), null, 'go', shown)).toMatchObject(store);
    expect(mapNote(report, shown)).toBe('');
  });

  it('says until the end that there is no rider’s position, also in place of a map', () => {
    for (const name of ['waiting', 'assigned', 'at-store', 'delivering', 'exception'] as const) {
      const report = intracity(name, '12:20', BOTH);
      expect(mapNote(report, sceneOf(report))).toBe('同城配送不提供骑手位置');
      expect(mapNote(report, null)).toBe('同城配送不提供骑手位置');
    }
  });

  it('is fitted to both places, with some of the town around the middle', () => {
    const west = (receiverPosition: typeof STORE) => {
      const scene = sceneOf(intracity('delivering', '12:20', { ...BOTH, receiverPosition }));
      const places = scene === null ? [] : placesInView(scene);
      return Math.min(...places.map(({ longitude }) => longitude));
    };
    expect(west(RECEIVER)).toBe(STORE.longitude);
    expect(west(STORE)).toBeLessThan(113.328);
  });
});
