import {
  freeArea,
  layoutAlone,
  layoutBeside,
  sheetPlace,
  stopBeside,
} from '../../../../../miniprogram/delivery/components/delivery-pane/pane-layout';

const capsule = { top: 48, bottom: 80, left: 281, height: 32 };
/** A window of that width, high enough for a sheet over a map. */
const high = (width: number) => ({ width, height: 800 });

describe('the layout of a pane', () => {
  it.each([
    ['has the pill in the row of the capsule', layoutAlone(high(375), capsule), false, 48, 281, 92],
    ['has no pill below WeChat’s own bar', layoutAlone(high(600), null), false, null, null, 12],
    ['is narrow up to 767 px of its own', layoutAlone(high(767), capsule), false, 48, 281, 92],
    ['is wide from there on', layoutAlone(high(768), capsule), true, 48, 281, 92],
    ['is narrow beside the search', layoutBeside(high(999)), false, 12, 679, 56],
    ['leaves the pill its width beside the rail', layoutBeside(high(1024)), false, 12, 532, 56],
    ['is wide there, too', layoutBeside(high(1280)), true, 12, 788, 56],
  ])('%s', (_what, { isWide, pill, topSpace }, wide, top, right, space) => {
    const found = [isWide, pill?.top ?? null, pill?.right ?? null, topSpace];
    expect(found).toEqual([wide, top, right, space]);
  });

  it('is wide as well in a low window that is broader than high', () => {
    const sizes = [
      [667, 375],
      [667, 500],
      [320, 480],
    ] as const;
    const wide = sizes.map(([width, height]) => layoutAlone({ width, height }, capsule).isWide);
    expect(wide).toEqual([true, false, false]);
  });
});

const phone = layoutAlone({ width: 375, height: 812 }, capsule);
const sizes = { pane: 812, peek: 86, untilRider: 330, bar: 94, head: 0, summary: 0, step: 0 };

describe('the stops of the sheet', () => {
  it('are the row with the essentials, the content down to the rider, and all below the pill', () => {
    const place = { stop: 'middle', isStepFirst: false, peek: 120, middle: 446, full: 720 };
    expect(sheetPlace('middle', sizes, phone)).toEqual(place);
  });

  it('leave some of the map in sight at the middle one, however much there is to say', () => {
    const { middle } = sheetPlace('middle', { ...sizes, untilRider: 600 }, phone);
    expect(middle).toBeCloseTo(0.64 * 812);
  });

  it('have the next step in sight at the middle one, however large the text', () => {
    const small = { ...sizes, pane: 568, untilRider: 600, bar: 80, summary: 160, step: 150 };
    expect(sheetPlace('middle', small, phone).middle).toBe(22 + 160 + 16 + 150 + 80);
    // After a scan it stands right below the head, which the handle lies on.
    const scanned = { ...small, head: 144 };
    expect(sheetPlace('middle', scanned, phone).middle).toBe(144 + 16 + 150 + 80);
    // Where it does not fit below the status, it stands above it.
    const long = sheetPlace('middle', { ...small, step: 280 }, phone);
    expect(long).toMatchObject({ isStepFirst: true, middle: 22 + 280 + 80 });
  });

  it('grow with the text at the lowest one, which is never above the middle one', () => {
    expect(sheetPlace('peek', { ...sizes, peek: 140 }, phone).peek).toBe(162);
    const { peek, middle } = sheetPlace('peek', { ...sizes, untilRider: 0, bar: 0 }, phone);
    expect(peek).toBe(middle);
  });

  it('follow each other, and end', () => {
    expect((['peek', 'middle', 'full'] as const).map((stop) => stopBeside(stop, 1))).toEqual([
      'middle',
      'full',
      'full',
    ]);
    expect([stopBeside('full', -1), stopBeside('peek', -1)]).toEqual(['middle', 'peek']);
  });
});

describe('the free part of the map', () => {
  const at = (stop: 'peek' | 'middle' | 'full', pane = 812) =>
    freeArea(phone, sheetPlace(stop, { ...sizes, pane }, phone));
  const window = { width: 1280, height: 800 };

  it.each([
    ['lies between pill and sheet', at('middle'), { top: 80, bottom: 446 }],
    ['is more at the lowest stop', at('peek'), { top: 80, bottom: 120 }],
    ['is low in a small phone', at('middle', 560), { top: 80, bottom: 0.64 * 560, isLow: true }],
    ['is not low there at the lowest stop', at('peek', 560), { top: 80, bottom: 120 }],
    [
      'is all but the pill beside a column',
      freeArea(layoutAlone(window, capsule), null),
      { top: 80 },
    ],
    ['is all without a pill', freeArea(layoutAlone(window, null), null), { top: 0 }],
  ])('%s', (_what, free, sides) => {
    expect(free).toEqual({ right: 0, bottom: 0, left: 0, ...sides });
  });

  it('is none while the sheet covers the map', () => {
    expect(at('full')).toBeNull();
  });
});
