import type { RiderOnMap, SceneInput } from '../../../miniprogram/board/riders';
import { NO_SCENE, ridersScene } from '../../../miniprogram/board/riders-view';
import type { Marker } from '../../../miniprogram/map/markers';
import { pixelAt } from '../../../miniprogram/map/shown-region';
import { fittedInput, riderOnMap as rider, STORE_ON_MAP as STORE } from '../../support/board-rows';

const WAITS = { tone: 'wait' } as const;
const COMES_BACK = { tone: 'back' } as const;
const many = (count: number): readonly RiderOnMap[] =>
  Array.from({ length: count }, (_, n) => rider(String(1000 + n), 300 + n * 400));
const inputOf = (riders: readonly RiderOnMap[], more: Partial<SceneInput> = {}): SceneInput =>
  fittedInput(riders, 788, 744, more);
const sceneOf = (riders: readonly RiderOnMap[], more: Partial<SceneInput> = {}) =>
  ridersScene(inputOf(riders, more));
const labels = ({ markers }: { readonly markers: readonly Marker[] }): readonly string[] =>
  markers.flatMap(({ label }) => label?.content ?? []);
const groupsOf = ({ markerOrders }: ReturnType<typeof ridersScene>) =>
  [...markerOrders.values()].map(({ orderIds }) => orderIds);

describe('the labels of riders', () => {
  it('are the ends of order ids, filled for late, to handle and returning only', () => {
    const tones = ['go', 'wait', 'bad', 'back'] as const;
    const riders = tones.map((tone, n) => rider(String(1265 + n), 400 + n * 500, { tone }));
    const scene = sceneOf(riders);
    expect(labels(scene)).toEqual(['天河南店', '! 1267', '! 1268', '1266', '1265']);
    const grounds = scene.markers.slice(-4).map(({ label }) => label?.bgColor);
    expect(grounds).toEqual(['#c0271f', '#6a3cbc', '#8a5200', '#ffffffe6']);
  });

  it('stand there for all only where few are shown, and for the selected one anywhere', () => {
    const late = rider('2000', 5500, WAITS);
    const crowd = [...many(13), late];
    expect(labels(sceneOf(crowd))).toEqual(['天河南店', '2000']);
    expect(labels(sceneOf(crowd, { selectedId: 'A-1003' }))).toEqual(['天河南店', '1003', '2000']);
    expect(labels(sceneOf(many(12)))).toHaveLength(13);
  });

  it('are those to handle and the selected one on the narrowest phones', () => {
    const riders = [rider('1', 600), rider('2', 1200, WAITS), rider('3', 1800, COMES_BACK)];
    const on = (selectedId: string) =>
      labels(ridersScene(fittedInput(riders, 320, 380, { selectedId })));
    expect(on('')).toEqual(['天河南店', '! 3']);
    expect(on('A-1')).toEqual(['天河南店', '1', '! 3']);
  });
});

describe('a puck', () => {
  it('shows who waits at a far store, whose position is old, and which is selected', () => {
    const riders = [
      rider('1', 900, { riderAt: 'at-store' }),
      rider('2', 1500, { isOld: true }),
      rider('3', 2100, COMES_BACK),
    ];
    const { markers } = sceneOf(riders, { selectedId: 'A-3' });
    const shown = markers.slice(-3);
    const pictures = shown.map(({ iconPath }) => iconPath.split('/').pop());
    expect(pictures).toEqual(['rider-back-still.png', 'rider-waits.png', 'rider-old.png']);
    expect(shown.map(({ width }) => width)).toEqual([38, 28, 28]);
  });

  it('counts those at one spot in the colour of the most urgent, wherever he stands', () => {
    const bad = rider('3', 905, { tone: 'bad' });
    const riders = [rider('1', 900), rider('2', 903, WAITS), bad, rider('4', 4000)];
    const scene = sceneOf(riders);
    expect(groupsOf(scene)).toEqual([['A-3', 'A-2', 'A-1'], ['A-4']]);
    expect(scene.markers.find(({ label }) => label?.content === '3')).toMatchObject({
      iconPath: '/map/images/rider-bad-still.png',
      ariaLabel: '3 单的骑手',
      label: { bgColor: '#c0271f', color: '#ffffff' },
    });
  });

  it('stands at its place unless something is there: the others gather beside the selected one', () => {
    const riders = [rider('1', 900), rider('2', 901), rider('3', 902), rider('4', 4000)];
    const input = inputOf(riders, { selectedId: 'A-2' });
    const scene = ridersScene(input);
    expect(groupsOf(scene)).toEqual([['A-2'], ['A-1', 'A-3'], ['A-4']]);
    const [selected, gathered] = scene.markers.slice(-3);
    const [one, other] = [gathered, selected].map((at) => pixelAt(input.region, at ?? STORE.place));
    const apart = Math.hypot((one?.x ?? 0) - (other?.x ?? 0), (one?.y ?? 0) - (other?.y ?? 0));
    expect(apart).toBeGreaterThan(35);
    expect(apart).toBeLessThan(60);
  });

  it('of more than eight at one spot lists them', () => {
    const crowd = Array.from({ length: 9 }, (_, n) => rider(String(1000 + n), 900 + n));
    const taps = [...sceneOf(crowd).markerOrders.values()];
    expect(taps).toEqual([{ orderIds: crowd.map(({ orderId }) => orderId), title: '9 单在一处' }]);
  });
});

it('a fan has its riders around their spot, with a label of and a leg to each', () => {
  const riders = [rider('1', 900), rider('2', 901), rider('3', 902), rider('4', 4000)];
  const fan = ['A-1', 'A-2', 'A-3'];
  const input = inputOf(riders, { fannedIds: fan });
  const scene = ridersScene(input);
  expect(labels(scene)).toEqual(['天河南店', '1', '2', '3', '4']);
  const spot = pixelAt(input.region, riders[0]?.place ?? STORE.place);
  const shown = scene.markers.filter(({ ariaLabel }) => /订单 [123] 的/.test(ariaLabel));
  for (const marker of shown) {
    const { x, y } = pixelAt(input.region, marker);
    expect(Math.hypot(x - spot.x, y - spot.y)).toBeCloseTo(52, 0);
  }
  expect(scene.legs).toHaveLength(3);
  expect(scene.legs[0]).toMatchObject({ width: 1.5, points: [riders[0]?.place, {}] });
});

describe('a house', () => {
  const inStore = [
    rider('1', 30, { riderAt: 'at-store' }),
    rider('2', 0, { riderAt: 'at-store', place: null }),
    rider('3', 0, { riderAt: 'none', place: null }),
    rider('4', 900, { riderAt: 'at-store' }),
  ];

  it('stands for those in it, with or without a position, and lists those who wait, too', () => {
    const scene = sceneOf(inStore);
    const house = { orderIds: ['A-1', 'A-2', 'A-3'], title: '天河南店 · 在店 2 · 待接 1' };
    expect([...scene.markerOrders.values()]).toEqual([
      house,
      house,
      { orderIds: ['A-4'], title: '' },
    ]);
    expect(scene.markers[0]?.ariaLabel).toBe('门店：天河南店，在店 2 · 待接 1');
    expect(labels(scene)).toEqual(['天河南店', '在店 2 · 待接 1', '4']);
    // The one whom a person has selected stands beside it.
    expect(labels(sceneOf(inStore, { selectedId: 'A-1' }))).toContain('1');
  });

  it('says in red when one of those in it is to be handled, and is silent when it is empty', () => {
    const [first = rider('1', 0), ...others] = inStore;
    const scene = sceneOf([{ ...first, tone: 'bad' }, ...others]);
    const count = scene.markers[1]?.label;
    expect([count?.content, count?.color]).toEqual(['! 在店 2 · 待接 1', '#c0271f']);
    const empty = sceneOf([rider('4', 900)]);
    expect(labels(empty)).toEqual(['天河南店', '4']);
    expect(empty.markers).toHaveLength(2);
    expect([...empty.markerOrders.values()]).toHaveLength(1);
  });
});

it('a marker is that of the same order from one answer to the next, whoever else comes or gathers', () => {
  const near = [rider('1', 900), rider('2', 1900), rider('3', 2900)];
  let scene = NO_SCENE;
  const idOf = (riders: readonly RiderOnMap[]): number | undefined => {
    scene = ridersScene(inputOf(riders), scene);
    return scene.markers.find(({ ariaLabel }) => ariaLabel === '订单 3 的骑手')?.id;
  };
  const gathered = [rider('1', 900), rider('2', 901), rider('3', 2900, { tone: 'bad' })];
  expect([near, gathered, [...near, rider('4', 3900)]].map(idOf)).toEqual([3, 3, 3]);
});
