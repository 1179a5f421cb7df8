import { type ConsolePage, untilAnew } from './console-page';
import { eventually } from './eventually';

/** 店铺 on the phone in the console, used with a mouse alone. */
export type ShopScreens = ReturnType<typeof shopScreensIn>;

export function shopScreensIn(shown: ConsolePage) {
  const { page: desk, phone } = shown;
  const page = phone.locator('.phone-page:visible').last();
  return {
    page,
    tab: (name: '查单' | '店铺') => phone.locator('.phone-tab:visible', { hasText: name }).click(),
    /** Presses the phone's element with just this text. */
    press: (words: string) =>
      phone.getByText(words, { exact: true }).locator('visible=true').last().click(),
    /** Presses what a screen reader calls by this name. */
    pressAt: (label: string) => page.getByLabel(label).click(),
    /** Focuses a field by its label, and lets the console type a value; `shown`: as it appears. */
    fill: async (label: string, value: string, shownValue = value) => {
      const field = page.getByLabel(label, { exact: true });
      await field.click();
      await desk.locator('#shop').getByRole('button', { name: value, exact: true }).first().click();
      await eventually(
        () => field.inputValue(),
        (typed) => typed === shownValue,
      );
    },
    back: () => page.getByRole('button', { name: '返回' }).click(),
    /** Hands the phone to another person, at the console. */
    handTo: async (person: string) => {
      const button = desk.locator('#people').getByRole('button', { name: person, exact: true });
      await untilAnew(shown, () => button.click());
      await phone.getByText('查骑手').waitFor();
    },
    sees: (words: string | RegExp) =>
      page.getByText(words).filter({ visible: true }).first().waitFor(),
  };
}
