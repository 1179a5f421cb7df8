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
  it('has the pill in the row of the capsule, and the sheet below it', () => {
    expect(layoutAlone(high(375), capsule)).toEqual({
      isWide: false,
      pill: { top: 48, height: 32, right: 281 },
      topSpace: 92,
    });
  });

  it('has no pill below WeChat’s own bar', () => {
    expect(layoutAlone(high(600), null)).toEqual({ isWide: false, pill: null, topSpace: 12 });
  });

  it('lays map and sheet side by side from 768 px of its own on', () => {
    expect(layoutAlone(high(767), capsule).isWide).toBe(false);
    expect(layoutAlone(high(768), capsule).isWide).toBe(true);
    expect(layoutBeside(high(768)).isWide).toBe(false);
    expect(layoutBeside(high(1280)).isWide).toBe(true);
  });

  it('does so as well in a low window that is broader than high', () => {
    expect(layoutAlone({ width: 667, height: 375 }, capsule).isWide).toBe(true);
    expect(layoutAlone({ width: 667, height: 500 }, capsule).isWide).toBe(false);
    expect(layoutAlone({ width: 320, height: 480 }, capsule).isWide).toBe(false);
  });

  it('leaves the pill all of its width beside the search, and beside the rail', () => {
    expect(layoutBeside(high(999)).pill).toEqual({ top: 12, height: 32, right: 679 });
    expect(layoutBeside(high(1024)).pill).toEqual({ top: 12, height: 32, right: 532 });
  });
});

const phone = layoutAlone({ width: 375, height: 812 }, capsule);
const sizes = { pane: 812, peek: 86, untilRider: 330, bar: 94, head: 0, summary: 0, step: 0 };

describe('the stops of the sheet', () => {
  it('are the row with the essentials, the content down to the rider, and all below the pill', () => {
    expect(sheetPlace('middle', sizes, phone)).toEqual({
      stop: 'middle',
      isStepFirst: false,
      peek: 120,
      middle: 446,
      full: 720,
    });
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
    expect(stopBeside('peek', 1)).toBe('middle');
    expect(stopBeside('middle', 1)).toBe('full');
    expect(stopBeside('full', 1)).toBe('full');
    expect(stopBeside('full', -1)).toBe('middle');
    expect(stopBeside('peek', -1)).toBe('peek');
  });
});

describe('the free part of the map', () => {
  it('lies between the pill and the sheet', () => {
    const between = { top: 80, right: 0, left: 0 };
    const free = (stop: 'peek' | 'middle') => freeArea(phone, sheetPlace(stop, sizes, phone));
    expect(free('middle')).toEqual({ ...between, bottom: 446 });
    expect(free('peek')).toEqual({ ...between, bottom: 120 });
  });

  it('is low where the sheet leaves little of a small phone', () => {
    const small = { ...sizes, pane: 560 };
    const free = freeArea(phone, sheetPlace('middle', small, phone));
    expect(free).toMatchObject({ isLow: true });
    expect(freeArea(phone, sheetPlace('peek', small, phone))).not.toHaveProperty('isLow');
  });

  it('is none while the sheet covers the map', () => {
    expect(freeArea(phone, sheetPlace('full', sizes, phone))).toBeNull();
  });

  it('is all but the pill beside a column, and all without a pill', () => {
    const size = { width: 1280, height: 800 };
    const pillOnly = { top: 80, right: 0, bottom: 0, left: 0 };
    expect(freeArea(layoutAlone(size, capsule), null)).toEqual(pillOnly);
    expect(freeArea(layoutAlone(size, null), null)).toEqual({ ...pillOnly, top: 0 });
  });
});
