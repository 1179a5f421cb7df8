import {
  freeArea,
  layoutAlone,
  layoutBeside,
  isPulledUp,
} from '../../../../../miniprogram/delivery/components/delivery-pane/pane-layout';

const capsule = { top: 48, bottom: 80, left: 281, height: 32 };

describe('the layout of a pane', () => {
  it('has the pill in the row of the capsule, and the sheet below it', () => {
    expect(layoutAlone(375, capsule)).toEqual({
      isWide: false,
      pill: { top: 48, height: 32, right: 281 },
      topSpace: 92,
    });
  });

  it('has no pill below WeChat’s own bar', () => {
    expect(layoutAlone(600, null)).toEqual({ isWide: false, pill: null, topSpace: 12 });
  });

  it('lays map and sheet side by side from 768 px of its own on', () => {
    expect(layoutAlone(767, capsule).isWide).toBe(false);
    expect(layoutAlone(768, capsule).isWide).toBe(true);
    expect(layoutBeside(768).isWide).toBe(false);
    expect(layoutBeside(1280).isWide).toBe(true);
  });

  it('leaves the pill all of its width beside the search, and beside the rail', () => {
    expect(layoutBeside(999).pill).toEqual({ top: 12, height: 32, right: 639 });
    expect(layoutBeside(1024).pill).toEqual({ top: 12, height: 32, right: 592 });
  });
});

describe('the free part of the map', () => {
  it('lies between the pill and the corners of the sheet', () => {
    expect(freeArea(layoutAlone(375, capsule), false)).toEqual({
      top: 80,
      right: 0,
      bottom: 20,
      left: 0,
    });
  });

  it('is all but the pill beside a column, and all without a pill', () => {
    const pillOnly = { top: 80, right: 0, bottom: 0, left: 0 };
    expect(freeArea(layoutAlone(768, capsule), true)).toEqual(pillOnly);
    expect(freeArea(layoutAlone(1280, null), false)).toEqual({ ...pillOnly, top: 0 });
  });

  it('is none while the sheet is pulled up', () => {
    expect(freeArea(layoutAlone(375, capsule), true)).toBeNull();
  });
});

it.each([
  ['a pull upwards', -30, false, true],
  ['a pull downwards', 30, true, false],
  ['a trembling finger', -10, false, false],
  ['a trembling finger, on a sheet that is up', 10, true, true],
])('%s of %i px takes the sheet where it is meant to go', (_name, px, isUp, expected) => {
  expect(isPulledUp(px, isUp)).toBe(expected);
});
