import { paneLayout } from '../../../../miniprogram/components/delivery-pane/pane-layout';

const capsule = { top: 48, bottom: 80, left: 281, height: 32 };

describe('the layout of a pane', () => {
  it('has the pill in the row of the capsule, and the sheet below it', () => {
    expect(paneLayout(375, capsule)).toEqual({
      isWide: false,
      pill: { top: 48, height: 32, right: 281 },
      clear: 92,
    });
  });

  it('lays map and sheet side by side from 768 px of its own on', () => {
    expect(paneLayout(767, capsule).isWide).toBe(false);
    expect(paneLayout(768, capsule).isWide).toBe(true);
    expect(paneLayout(768, null).isWide).toBe(false);
    expect(paneLayout(1280, null).isWide).toBe(true);
  });

  it('leaves the pill all of its width beside the search', () => {
    expect(paneLayout(1024, null).pill).toEqual({ top: 12, height: 32, right: 664 });
  });
});
