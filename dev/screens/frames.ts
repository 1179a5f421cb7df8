import type { Page } from 'playwright-core';

/**
 * Measures the ms between two frames.
 *
 * @param step expression that the page evaluates in each frame, until it is false
 */
export function frames(page: Page, step: string): Promise<readonly number[]> {
  return page.evaluate<readonly number[]>(`new Promise((resolve) => {
    const frames = [];
    let before = performance.now();
    const next = (now) => {
      frames.push(now - before);
      before = now;
      if (${step}) requestAnimationFrame(next);
      else resolve(frames.slice(1));
    };
    requestAnimationFrame(next);
  })`);
}
