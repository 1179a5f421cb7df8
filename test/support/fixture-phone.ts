import path from 'node:path';
import type { Page } from 'playwright-core';
import type { ToPhone } from '../../dev/protocol/phone-messages';
import { type BrowserPhone, type OpenPhone, startBrowserPhone } from './browser-phone';
import { ROOT } from './repository';

/** Starts the phone with the fixture for the tests of a file. @returns it, once the tests run */
export function fixturePhone(): () => BrowserPhone {
  let phone: BrowserPhone | null = null;
  beforeAll(async () => {
    phone = await startBrowserPhone(path.join(ROOT, 'test/dev/phone/fixture'));
  });
  afterAll(() => phone?.close());
  return () => {
    if (phone === null) throw new Error('The phone has not been started yet.');
    return phone;
  };
}

/** Sends a message of the console to the phone. */
export function tellPhone(page: Page, message: ToPhone): Promise<unknown> {
  return page.evaluate(`window.postMessage(${JSON.stringify(message)}, location.origin)`);
}

/** Returns the selector of an element by id, which has a prefix in the document. */
export function byId(id: string): string {
  return `[id$='--${id}']`;
}

/** Returns an element's middle, in px of the screen. */
export async function middleOf(
  { page }: OpenPhone,
  selector: string,
): Promise<{ readonly x: number; readonly y: number }> {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`${selector} is not drawn`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Drags from the middle of an element, by px to the right and down, one step after the other. */
export async function drag(
  opened: OpenPhone,
  selector: string,
  ...ways: readonly (readonly [number, number])[]
): Promise<void> {
  const { mouse } = opened.page;
  let { x, y } = await middleOf(opened, selector);
  await mouse.move(x, y);
  await mouse.down();
  for (const [right, down] of ways) {
    x += right;
    y += down;
    await mouse.move(x, y, { steps: 6 });
  }
  await mouse.up();
}
