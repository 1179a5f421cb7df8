import { layoutAlone } from '../../../../../miniprogram/delivery/components/delivery-pane/pane-layout';
import {
  freeArea,
  sheetPlace,
  stopBeside,
} from '../../../../../miniprogram/delivery/components/delivery-pane/sheet-place';

const capsule = { top: 48, bottom: 80, left: 281, height: 32 };
const phone = layoutAlone({ width: 375, height: 812 }, capsule);
const sizes = { pane: 812, peek: 86, untilRider: 330, bar: 94 };

describe('the stops of the sheet', () => {
  it('are the row with the essentials, the content down to the rider, and all below the pill', () => {
    expect(sheetPlace('middle', sizes, phone)).toEqual({
      stop: 'middle',
      peek: 120,
      middle: 446,
      full: 720,
    });
  });

  it('leave some of the map in sight at the middle one, however much there is to say', () => {
    const { middle } = sheetPlace('middle', { ...sizes, untilRider: 600 }, phone);
    expect(middle).toBeCloseTo(0.64 * 812);
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
