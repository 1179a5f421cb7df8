import type { Marker } from '../../../../miniprogram/map/markers';
import type { RiderOnMap } from '../../../../miniprogram/board/riders';
import { riderOnMap as rider, STORE_ON_MAP } from '../../../support/board-rows';
import { placeFrom } from '../../../support/scripted-ride';
import { manualTime } from '../../../support/manual-time';
import { installMap } from '../../../support/map-wx';
import { renderComponent } from '../../../support/rendered-component';

const byHand = { type: 'end', causedBy: 'drag' };
/** Time after which a move counts as a person's, ms. */
const OWN_MOVE_OVER_MS = 1500;

let time = manualTime(0);

beforeEach(() => {
  time = manualTime(0);
  // The component's script runs anew for each test.
  jest.doMock('../../../../miniprogram/platform/device', () => ({
    ...jest.requireActual<object>('../../../../miniprogram/platform/device'),
    timers: time.timers,
  }));
});

function mapOf(riders: readonly RiderOnMap[], more: object = {}) {
  const map = installMap();
  const properties = { riders, stores: [STORE_ON_MAP], selected: '', covered: 0, ...more };
  const rendered = renderComponent('riders-map', properties, ['choose', 'clear', 'unplaced']);
  const chosen: unknown[] = [];
  rendered.listen('choose', (detail) => chosen.push(detail));
  const points = (): readonly (readonly unknown[])[] =>
    map.includePoints.mock.calls.map(([{ points: fitted }]) => fitted);
  return { rendered, chosen, points, map };
}

const NEAR = rider('1', 300);
const FAR = rider('2', 900);

describe('the map of all riders', () => {
  it('fits all of them once it is drawn, beside what a card covers', async () => {
    const { rendered, points, map } = mapOf([NEAR, FAR], { covered: 416 });
    expect(points()).toEqual([]);
    rendered.call('onDrawn');
    rendered.call('onDrawn');
    expect(points()).toHaveLength(1);
    // The riders, the store, and two places that keep the fit at scale 16 or below.
    expect(points()[0]).toHaveLength(5);
    const left = map.includePoints.mock.calls[0]?.[0].padding[3];
    expect(left).toBeGreaterThan(416);
    await rendered.set({ covered: 0 });
    expect(map.includePoints.mock.calls[1]?.[0].padding[3]).toBeLessThan(100);
  });

  it('brings who comes into view, follows nobody who rides, and leaves a person’s view', async () => {
    const { rendered, points } = mapOf([NEAR]);
    rendered.call('onDrawn');
    await rendered.set({ riders: [rider('1', 350)] });
    expect(points()).toHaveLength(1);
    await rendered.set({ riders: [NEAR, FAR] });
    expect(points()).toHaveLength(2);
    await time.advance(OWN_MOVE_OVER_MS);
    rendered.call('onRegionChange', { ...byHand, detail: byHand });
    await rendered.set({ riders: [NEAR] });
    expect(points()).toHaveLength(2);
    expect(rendered.count('.over .pill')).toBe(1);
    await rendered.dispatch('.fit', 'tap');
    expect(points().length).toBeGreaterThan(2);
  });

  it('tells that those without a place are asked for', async () => {
    const { rendered } = mapOf([NEAR], { unplaced: 12 });
    expect(rendered.text('.over')).toBe('12 单没有位置适合全部');
    await rendered.dispatch('.on-map', 'tap');
    expect(rendered.emitted('unplaced')).toBe(1);
  });

  it('tells who was tapped, and that the ground was, but not of the same tap', async () => {
    const { rendered, chosen } = mapOf([NEAR, FAR]);
    rendered.call('onMarkerTap', { markerId: 2 });
    rendered.call('onMarkerTap', { markerId: 100_001 });
    expect(chosen).toEqual([{ orderId: 'A-2' }]);
    await time.advance(200);
    rendered.call('onMarkerTap', { markerId: 1 });
    await time.advance(299);
    rendered.call('onMapTap');
    expect(rendered.emitted('clear')).toBe(0);
    await time.advance(1);
    rendered.call('onMapTap');
    expect(rendered.emitted('clear')).toBe(1);
  });

  const crowd = [rider('1', 900), rider('2', 902), rider('3', 905), rider('4', 4000)];
  const labels = (rendered: ReturnType<typeof mapOf>['rendered']): readonly string[] =>
    (rendered.data('markers') as readonly Marker[]).flatMap(({ label }) => label?.content ?? []);

  it('fans out those at one spot on a tap, until one is chosen or the map is tapped', async () => {
    const { rendered, chosen, points } = mapOf(crowd);
    rendered.call('onDrawn');
    await time.advance(OWN_MOVE_OVER_MS);
    expect(labels(rendered)).toEqual(['天河南店', '3', '4']);
    rendered.call('onMarkerTap', { markerId: 1 });
    expect([chosen, points().length]).toEqual([[], 1]);
    expect(labels(rendered)).toEqual(expect.arrayContaining(['1', '2', '3', '4']));
    expect(rendered.data('legs')).toHaveLength(3);
    await time.advance(300);
    rendered.call('onMapTap');
    expect(labels(rendered)).toEqual(['天河南店', '3', '4']);
    rendered.call('onMarkerTap', { markerId: 1 });
    await rendered.set({ selected: 'A-2' });
    expect([...labels(rendered)].sort()).toEqual(['2', '2', '4', '天河南店']);
    expect(rendered.data('legs')).toEqual([]);
  });

  it('lists those in a house on a tap on it or on its count', () => {
    const { rendered } = mapOf([rider('1', 20, { riderAt: 'at-store' }), FAR]);
    const listed: unknown[] = [];
    rendered.listen('list', (detail) => listed.push(detail));
    for (const markerId of [100_001, 100_002, 100_000]) rendered.call('onMarkerTap', { markerId });
    const house = { orderIds: ['A-1'], title: '天河南店 · 在店 1' };
    expect(listed).toEqual([house, house]);
  });

  it('lays labels out anew for what a person has made it show', async () => {
    const { rendered, map } = mapOf(crowd);
    rendered.call('onDrawn');
    await time.advance(OWN_MOVE_OVER_MS);
    map.getRegion.mockImplementation(({ success }) => {
      // So near that the three stand apart.
      success({
        southwest: placeFrom(STORE_ON_MAP.place, -20, 890),
        northeast: placeFrom(STORE_ON_MAP.place, 20, 915),
      });
      return undefined;
    });
    rendered.call('onRegionChange', { ...byHand, detail: byHand });
    expect(labels(rendered)).toEqual(expect.arrayContaining(['1', '2', '3']));
  });
});
