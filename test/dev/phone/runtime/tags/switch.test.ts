import { byId, fixturePhone } from '../../../../support/fixture-phone';

const phone = fixturePhone();

it('a switch has the colour that the page gives it while it is on', async () => {
  const { page } = await phone().open('path=/pages/controls/controls');
  const ground = (): Promise<string> =>
    page.$eval(byId('switch'), (element) => getComputedStyle(element).backgroundColor);
  expect(await ground()).toBe('rgb(223, 223, 223)');
  await page.click(byId('switch'));
  expect(await ground()).toBe('rgb(59, 120, 240)');
});
