import type { Locator, Page } from 'playwright-core';
import type { ProductPhone, OpenPhone, PhoneOptions } from './browser-phone';
import { eventually } from './eventually';

/** Opens 查单 where a computer would begin at 看板. */
export const SEARCH = `path=${encodeURIComponent('/pages/search/search?from=test')}`;
/** The field of 查单. */
export const field = (page: Page): Locator => page.locator('wx-input input');
/** An order's row in a list. */
export const rowOf = (page: Page, orderId: string): Locator =>
  page.getByRole('button', { name: new RegExp(`^${orderId}，`) });
/** The delivery beside a list, found or not. */
export const paneOf = (page: Page, orderId: string): Locator =>
  page.getByRole('button', { name: `关闭，订单 ${orderId}` });
/** Open pages, the one on top last. */
export const pagesOf = ({ wx }: OpenPhone): Promise<readonly string[]> =>
  wx<string[]>('__phone.currentPages()');

export const COMPUTER = { viewport: { width: 1280, height: 800 } };

/** Opens 查单 at a computer, whose field has the focus. */
export async function openAtComputer(
  phone: ProductPhone,
  options: PhoneOptions = {},
): Promise<OpenPhone> {
  const opened = await phone.open(SEARCH, { ...COMPUTER, ...options });
  await untilFieldIs(opened.page, '', true);
  return opened;
}

/** Opens 查单 at a host without functions, and waits until it has heard that and drawn it. */
export async function openUnanswered(
  phones: ProductPhone,
  options: PhoneOptions = {},
): Promise<OpenPhone> {
  const opened = await phones.open(SEARCH, options);
  await opened.page.getByText('还不知道本店最近查过什么').waitFor();
  return opened;
}

/** Types an order id into the field of 查单, and looks it up. */
export async function enter(page: Page, orderId: string): Promise<void> {
  await field(page).fill(orderId);
  await field(page).press('Enter');
}

/** Types as a scanner does: into the focused element, without waiting between keys. */
export async function scan(page: Page, text: string): Promise<void> {
  const { keyboard } = page;
  await Promise.all([...Array.from(text, (key) => keyboard.type(key)), keyboard.press('Enter')]);
}

export async function untilFieldIs(page: Page, text: string, isFocused: boolean): Promise<void> {
  await eventually(
    async () => [await field(page).inputValue(), await isFocusedIn(page)],
    ([value, focused]) => value === text && focused === isFocused,
  );
}

function isFocusedIn(page: Page): Promise<boolean> {
  return page.evaluate<boolean>('document.activeElement?.matches("wx-input input") === true');
}

/** Swipes an order's row, to the left as a finger or a mouse does. */
export async function swipe(page: Page, orderId: string): Promise<void> {
  const row = await rowOf(page, orderId).boundingBox();
  if (row === null) throw new Error('The row is not shown.');
  const [x, y] = [row.x, row.y + row.height / 2];
  await page.mouse.move(x + 200, y);
  await page.mouse.down();
  await page.mouse.move(x + 80, y, { steps: 5 });
  await page.mouse.up();
}
