import {
  layoutAlone,
  layoutBeside,
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
    expect(layoutBeside(high(999)).pill).toEqual({ top: 12, height: 32, right: 639 });
    expect(layoutBeside(high(1024)).pill).toEqual({ top: 12, height: 32, right: 592 });
  });
});
