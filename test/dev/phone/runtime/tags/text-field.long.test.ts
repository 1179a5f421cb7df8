import { byId, fixturePhone } from '../../../../support/fixture-phone';

const phone = fixturePhone();
const COMPUTER = { viewport: { width: 1280, height: 800 } };
const FIELD = `${byId('input')} input`;

it('<input> is focused when the page sets it, not again by a focus that was set before', async () => {
  const { page, wx, until } = await phone().open('', COMPUTER);
  const isFocused = `document.querySelector("${FIELD}").matches(':focus')`;
  const set = (data: object) => wx(`getCurrentPages()[0].setData(${JSON.stringify(data)})`);
  await set({ focused: true });
  await until(isFocused);
  await page.click(byId('toggle'));
  await until(`!${isFocused}`);
  await set({ focused: true });
  // A focus takes effect in a task of its own, before those that are planned later.
  expect(await wx(`new Promise((done) => setTimeout(() => done(${isFocused})))`)).toBe(false);
});

it('<input> keeps the focus after Enter with confirm-hold alone, and has that Enter for itself', async () => {
  const { page, wx } = await phone().open('', COMPUTER);
  const isFocused = () => wx<boolean>(`document.querySelector("${FIELD}").matches(':focus')`);
  await wx('globalThis.keys = []; wx.onKeyDown(({ key }) => keys.push(key)); 0');
  await wx('getCurrentPages()[0].setData({ holds: true })');
  await page.click(FIELD);
  await page.keyboard.press('Enter');
  expect(await isFocused()).toBe(true);
  await wx('getCurrentPages()[0].setData({ holds: false })');
  await page.keyboard.press('Enter');
  expect(await isFocused()).toBe(false);
  expect(await wx('keys')).toEqual([]);
});
