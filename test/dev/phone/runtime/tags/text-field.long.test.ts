import type { OpenPhone } from '../../../../support/browser-phone';
import { eventually } from '../../../../support/eventually';
import { byId, fixturePhone } from '../../../../support/fixture-phone';

const phone = fixturePhone();
const COMPUTER = { viewport: { width: 1280, height: 800 } };
const FIELD = `${byId('input')} input`;

function open(): Promise<OpenPhone> {
  return phone().open('path=/pages/controls/controls', COMPUTER);
}

function set({ wx }: OpenPhone, data: object): Promise<unknown> {
  return wx(`getCurrentPages()[0].setData(${JSON.stringify(data)})`);
}

/** Returns the field's selection, or null without focus. */
function selectedIn({ page }: OpenPhone): Promise<string | null> {
  return page.$eval(FIELD, (field: HTMLInputElement) =>
    field.matches(':focus')
      ? field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)
      : null,
  );
}

function untilSelectedIs(opened: OpenPhone, wanted: string | null): Promise<unknown> {
  return eventually(
    () => selectedIn(opened),
    (selected) => selected === wanted,
  );
}

describe('<input>', () => {
  it('selects a part of its text when focus is set, where both ends are given', async () => {
    const opened = await open();
    await set(opened, { focused: true, start: 2 });
    await untilSelectedIs(opened, '');
    await set(opened, { focused: false });
    await untilSelectedIs(opened, null);
    await set(opened, { focused: true, end: 5 });
    await untilSelectedIs(opened, '234');
    // The person has not typed.
    expect(await opened.page.inputValue(FIELD)).toBe('0123456789');
  });

  it('selects nothing else while it has the focus', async () => {
    const opened = await open();
    await set(opened, { focused: true, start: 2, end: 5 });
    await untilSelectedIs(opened, '234');
    await set(opened, { focused: true, start: 0, end: 10 });
    await opened.page.keyboard.press('x');
    expect(await opened.page.inputValue(FIELD)).toBe('01x56789');
  });

  it('is not focused again by a focus that was set before', async () => {
    const opened = await open();
    await set(opened, { focused: true });
    await untilSelectedIs(opened, '');
    await opened.page.click(byId('beside'));
    await set(opened, { focused: true });
    // Settings take effect one after the other.
    await set(opened, { on: true });
    await opened.until("document.querySelector('[role=switch][aria-checked=true]')");
    expect(await selectedIn(opened)).toBeNull();
  });

  it('keeps the focus after Enter with confirm-hold alone, and has that Enter for itself', async () => {
    const opened = await open();
    const { page, wx, seen } = opened;
    await wx('globalThis.keys = []; wx.onKeyDown(({ key }) => keys.push(key)); 0');
    await page.click(FIELD);
    await page.keyboard.press('Enter');
    expect(await selectedIn(opened)).toBe('');
    await set(opened, { holds: false });
    await page.keyboard.press('Enter');
    expect(await selectedIn(opened)).toBeNull();
    expect((await seen()).slice(-2)).toEqual(['confirmed 0123456789', 'confirmed 0123456789']);
    expect(await wx('keys')).toEqual([]);
  });
});
