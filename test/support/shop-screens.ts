import type { Locator } from 'playwright-core';
import { type ConsolePage, untilAnew } from './console-page';
import { eventually } from './eventually';

/** 店铺 on the phone in the console, used with a mouse alone. */
export interface ShopScreens {
  readonly page: Locator;
  readonly tab: (name: '查单' | '店铺') => Promise<void>;
  /** Presses the phone's element with just this text. */
  readonly press: (words: string) => Promise<void>;
  /** Presses what a screen reader calls by this name. */
  readonly pressAt: (label: string) => Promise<void>;
  /** Focuses a field by its label, and lets the console type a value; `shown`: as it appears. */
  readonly fill: (label: string, value: string, shown?: string) => Promise<void>;
  readonly back: () => Promise<void>;
  /** Hands the phone to another person, at the console. */
  readonly handTo: (person: string) => Promise<void>;
  readonly sees: (words: string | RegExp) => Promise<void>;
}

export function shopScreensIn(shown: ConsolePage): ShopScreens {
  const { page: desk, phone } = shown;
  const page = phone.locator('.phone-page:visible').last();
  return {
    page,
    tab: (name) => phone.locator('.phone-tab:visible', { hasText: name }).click(),
    press: (words) =>
      phone.getByText(words, { exact: true }).locator('visible=true').last().click(),
    pressAt: (label) => page.getByLabel(label).click(),
    fill: async (label, value, shownValue = value) => {
      const field = page.getByLabel(label, { exact: true });
      await field.click();
      await desk.locator('#shop').getByRole('button', { name: value, exact: true }).first().click();
      await eventually(
        () => field.inputValue(),
        (typed) => typed === shownValue,
      );
    },
    back: () => page.getByRole('button', { name: '返回' }).click(),
    handTo: async (person) => {
      const button = desk.locator('#people').getByRole('button', { name: person, exact: true });
      await untilAnew(shown, () => button.click());
      await phone.getByText('查骑手').waitFor();
    },
    sees: (words) => page.getByText(words).filter({ visible: true }).first().waitFor(),
  };
}
