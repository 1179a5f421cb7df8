import type { OpenPhone } from '../../../../support/browser-phone';
import { byId, drag, fixturePhone, middleOf } from '../../../../support/fixture-phone';

const phone = fixturePhone();
const FOLLOWS = byId('follows');

function transformOf({ page }: OpenPhone): Promise<string> {
  return page.$eval(FOLLOWS, (element) => (element as HTMLElement).style.transform);
}

describe('a function of WXS', () => {
  it('moves a tag with the finger, tells the page, and keeps the event from the tags around it', async () => {
    const opened = await phone().open('path=/pages/touch/touch');
    const { x } = await middleOf(opened, FOLLOWS);
    await drag(opened, FOLLOWS, [40, 0]);
    expect(await transformOf(opened)).toBe(`translateX(${Math.floor(x + 40)}px)`);
    const seen = await opened.seen();
    expect(seen.filter((word) => word.startsWith('followed')).at(-1)).toBe('followed 6');
    expect(seen.some((word) => word.startsWith('touchmove'))).toBe(false);
    expect(opened.errors).toEqual([]);
  });

  it('hears when its attribute changes', async () => {
    const opened = await phone().open('path=/pages/touch/touch');
    await opened.page.evaluate('getCurrentPages()[0].setData({ place: { px: 12 } })');
    expect(await transformOf(opened)).toBe('translateX(12px)');
  });
});
