import type { OpenPhone } from './browser-phone';

/** The page of the phone's fixture that tells how it is touched. */
export const TOUCH_PAGE = 'path=/pages/touch/touch';

/** Selector of an element by its id: in the DOM the id has a prefix. */
export function byId(id: string): string {
  return `[id$='--${id}']`;
}

/** px on the screen. */
export async function middleOf(
  { page }: OpenPhone,
  id: string,
): Promise<{ readonly x: number; readonly y: number }> {
  const box = await page.locator(byId(id)).boundingBox();
  if (box === null) throw new Error(`${id} is not drawn`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Drags with the mouse from the middle of an element, by so many px to the right and down. */
export async function drag(
  opened: OpenPhone,
  id: string,
  by: readonly [number, number],
): Promise<void> {
  const { mouse } = opened.page;
  const { x, y } = await middleOf(opened, id);
  await mouse.move(x, y);
  await mouse.down();
  await mouse.move(x + by[0], y + by[1], { steps: 6 });
  await mouse.up();
}
