import {
  freeMapArea,
  layoutOnPage,
  layoutBeside,
  placeSheet,
  stopBeside,
} from '../../../../../miniprogram/delivery/components/delivery-pane/pane-layout';

const capsule = { top: 48, bottom: 80, left: 281, height: 32 };
/** A window of that width, high enough for a sheet over a map. */
const high = (width: number) => ({ width, height: 800 });

describe('the layout of a pane', () => {
  it.each([
    [
      'has the pill in the row of the capsule',
      layoutOnPage(high(375), capsule),
      false,
      48,
      281,
      92,
    ],
    ['has no pill below WeChat’s own bar', layoutOnPage(high(600), null), false, null, null, 12],
    ['is narrow up to 767 px of its own', layoutOnPage(high(767), capsule), false, 48, 281, 92],
    ['is wide from there on', layoutOnPage(high(768), capsule), true, 48, 281, 92],
    ['is narrow beside the search', layoutBeside(high(999)), false, 12, 679, 56],
    ['leaves the pill its width beside the rail', layoutBeside(high(1024)), false, 12, 532, 56],
    ['is wide there, too', layoutBeside(high(1280)), true, 12, 788, 56],
  ])('%s', (_what, { isWide, pill, topSpace }, wide, top, right, space) => {
    const found = [isWide, pill?.top ?? null, pill?.right ?? null, topSpace];
    expect(found).toEqual([wide, top, right, space]);
  });

  it('is wide as well in a low window that is broader than high', () => {
    const isWide = (width: number, height: number) =>
      layoutOnPage({ width, height }, capsule).isWide;
    expect([isWide(667, 375), isWide(667, 500), isWide(320, 480)]).toEqual([true, false, false]);
  });
});

const phone = layoutOnPage({ width: 375, height: 812 }, capsule);
const sizes = { pane: 812, peek: 86, untilRider: 330, bar: 94, head: 0, summary: 0, step: 0 };

describe('the stops of the sheet', () => {
  it('are the row with the essentials, the content down to the rider, and all below the pill', () => {
    const place = { stop: 'middle', isStepFirst: false, peek: 120, middle: 446, full: 720 };
    expect(placeSheet('middle', sizes, phone)).toEqual(place);
  });

  it('leave some of the map in sight at the middle one, however much there is to say', () => {
    const { middle } = placeSheet('middle', { ...sizes, untilRider: 600 }, phone);
    expect(middle).toBeCloseTo(0.64 * 812);
  });

  it('have the next step in sight at the middle one, however large the text', () => {
    const small = { ...sizes, pane: 568, untilRider: 600, bar: 80, summary: 160, step: 150 };
    expect(placeSheet('middle', small, phone).middle).toBe(22 + 160 + 16 + 150 + 80);
    // After a scan it stands right below the head, which the handle lies on.
    const scanned = { ...small, head: 144 };
    expect(placeSheet('middle', scanned, phone).middle).toBe(144 + 16 + 150 + 80);
    // Where it does not fit below the status, it stands above it.
    const long = placeSheet('middle', { ...small, step: 280 }, phone);
    expect(long).toMatchObject({ isStepFirst: true, middle: 22 + 280 + 80 });
  });

  it('grow with the text at the lowest one, which is never above the middle one', () => {
    expect(placeSheet('peek', { ...sizes, peek: 140 }, phone).peek).toBe(162);
    const { peek, middle } = placeSheet('peek', { ...sizes, untilRider: 0, bar: 0 }, phone);
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
    freeMapArea(phone, placeSheet(stop, { ...sizes, pane }, phone));
  const beside = (bar: typeof capsule | null) =>
    freeMapArea(layoutOnPage({ width: 1280, height: 800 }, bar), null);

  it.each([
    ['lies between pill and sheet', at('middle'), { top: 80, bottom: 446 }],
    ['is more at the lowest stop', at('peek'), { top: 80, bottom: 120 }],
    ['is low in a small phone', at('middle', 560), { top: 80, bottom: 0.64 * 560, isLow: true }],
    ['is not low there at the lowest stop', at('peek', 560), { top: 80, bottom: 120 }],
    ['is all but the pill beside a column', beside(capsule), { top: 80 }],
    ['is all without a pill', beside(null), { top: 0 }],
  ])('%s', (_what, free, sides) => {
    expect(free).toEqual({ right: 0, bottom: 0, left: 0, ...sides });
  });

  it('is none while the sheet covers the map', () => {
    expect(at('full')).toBeNull();
  });
});
