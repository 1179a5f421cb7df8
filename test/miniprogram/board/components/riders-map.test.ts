import type { RiderOnMap } from '../../../../miniprogram/board/riders';
import { riderOnMap as rider, STORE_ON_MAP } from '../../../support/board-rows';
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
  const rendered = renderComponent('riders-map', properties, ['choose', 'clear']);
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
    expect(points()[0]).toHaveLength(3);
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
    await rendered.dispatch('.fit', 'tap');
    expect(points().length).toBeGreaterThan(2);
  });

  it('tells who was tapped, and that the ground was, but not of the same tap', async () => {
    const { rendered, chosen } = mapOf([NEAR, FAR]);
    rendered.call('onMarker', { markerId: 2 });
    rendered.call('onMarker', { markerId: 100_000 });
    expect(chosen).toEqual([{ orderId: 'A-2' }]);
    await time.advance(200);
    rendered.call('onMarker', { markerId: 1 });
    await time.advance(299);
    rendered.call('onMap');
    expect(rendered.emitted('clear')).toBe(0);
    await time.advance(1);
    rendered.call('onMap');
    expect(rendered.emitted('clear')).toBe(1);
  });

  it('spreads out those whom a marker stands for, until one of them is chosen', async () => {
    const crowd = Array.from({ length: 12 }, (_, n) => rider(String(1000 + n), n * 400));
    const { rendered, chosen, points } = mapOf([...crowd, rider('2001', 5), rider('2002', 10)]);
    rendered.call('onDrawn');
    const labels = (): readonly string[] =>
      (
        rendered.data('markers') as readonly { readonly label?: { readonly content: string } }[]
      ).map(({ label }) => label?.content ?? '');
    const at = labels().indexOf('3 单');
    expect(at).toBeGreaterThan(0);
    rendered.call('onMarker', { markerId: at });
    expect(chosen).toEqual([]);
    expect(labels()).toEqual(expect.arrayContaining(['1000', '2001', '2002']));
    const spread = points()[1] ?? [];
    expect(spread).toHaveLength(6);
    expect(points()[0]).toHaveLength(15);
    await rendered.set({ selected: 'A-2001' });
    expect(labels()).toEqual(expect.arrayContaining(['2 单', '2001']));
    expect(points().at(-1)).toHaveLength(15);
  });

  it('changes the marker of who moves only', async () => {
    const { rendered } = mapOf([NEAR, FAR]);
    const markers = (): readonly string[] =>
      (rendered.data('markers') as readonly unknown[]).map((one) => JSON.stringify(one));
    const before = markers();
    await rendered.set({ riders: [rider('1', 320), FAR] });
    expect(markers().map((marker, n) => marker === before[n])).toEqual([true, false, true]);
  });
});
