import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Finding } from './audit/finding';
import type { Audit } from './audit-script';
import type { ConsoleLayout, Layout } from './layouts';
import type { Scene } from './scenes';
import { answerInstead } from './shop-answers';
import type { Stage } from './stage';
import type { Told } from './story';
import { deliveryPath } from './story';

/** A picture, and what was found in what it shows. */
export interface Shot {
  readonly scene: string;
  readonly layout: string;
  readonly picture: Buffer;
  readonly findings: readonly Finding[];
}

/** The page on top; what lies below it cannot be seen. */
const PHONE_PAGE = '.phone-page:last-child';
const NOTHING_REMEMBERED = { cookies: [], origins: [] };

/** What all shots are taken with. */
export interface Studio {
  readonly stage: Stage;
  readonly told: Told;
  readonly audit: Audit;
}

export async function takePhone(studio: Studio, scene: Scene, layout: Layout): Promise<Shot> {
  const { stage, told, audit } = studio;
  const { width, height, theme, text } = layout;
  const page = await stage.newPage({
    viewport: { width, height },
    reducedMotion: 'reduce',
    storageState: scene.remembers ? told.memory : NOTHING_REMEMBERED,
  });
  try {
    if (scene.fault !== undefined) {
      await stage.act('fault', { name: scene.fault, orderId: null, times: null });
    }
    if (scene.answers !== undefined) await answerInstead(page, scene.answers);
    const { person = 'clerk', path } = scene;
    const query = new URLSearchParams({ person, theme, text: String(text), path });
    await page.goto(`${stage.address}phone/?${query.toString()}`);
    await until(page, textIn(PHONE_PAGE), (shown) => scene.shows.test(shown));
    await scene.then?.(page);
    return await shotOf(page, audit, scene.root ?? PHONE_PAGE, scene.name, layout.name);
  } finally {
    if (scene.fault !== undefined) await stage.act('fault-off', { name: null });
    await page.context().close();
  }
}

/** The console with a delivery on its phone, which has the same theme. */
export async function takeConsole(studio: Studio, layout: ConsoleLayout): Promise<Shot> {
  const { stage, told, audit } = studio;
  const page = await stage.newPage({
    viewport: { width: layout.width, height: layout.height },
    colorScheme: layout.theme,
    reducedMotion: 'reduce',
    storageState: told.memory,
  });
  try {
    // A clock that almost stands still is no sight for a console.
    await stage.act('speed', { speed: 1 });
    await page.goto(stage.address);
    await page.frameLocator('iframe').getByText('查骑手').first().waitFor();
    await page.evaluate(
      `for (const message of ${JSON.stringify([
        { type: 'theme', theme: layout.theme },
        { type: 'open', url: deliveryPath(told.orderIds.delivering) },
      ])}) document.querySelector('iframe').contentWindow.postMessage(message, location.origin)`,
    );
    await page.frameLocator('iframe').getByText('经过').first().waitFor();
    return await shotOf(page, audit, 'body', 'console', layout.name);
  } finally {
    await page.context().close();
  }
}

async function shotOf(
  page: Page,
  audit: Audit,
  root: string,
  scene: string,
  layout: string,
): Promise<Shot> {
  await page.evaluate('document.fonts.ready.then(() => null)');
  const picture = await wholePicture(page, root);
  const findings = await audit(page, root);
  const errors = await page.evaluate<readonly string[]>('globalThis.__phone?.errors ?? []');
  return {
    scene,
    layout,
    picture,
    findings: [
      ...findings,
      ...errors.map((text): Finding => ({ check: 'error', selector: '', text, detail: '' })),
    ],
  };
}

/** Of a page that is longer than the window all that is in it: the window is as long meanwhile. */
async function wholePicture(page: Page, root: string): Promise<Buffer> {
  const size = page.viewportSize();
  const hidden = await page.evaluate<number>(
    `(({ scrollHeight = 0, clientHeight = 0 }) => scrollHeight - clientHeight)(document.querySelector(${JSON.stringify(`${root} wx-page`)}) ?? {})`,
  );
  if (size === null || hidden <= 0) return page.screenshot({ animations: 'disabled' });
  await page.setViewportSize({ ...size, height: size.height + hidden });
  const picture = await page.screenshot({ animations: 'disabled' });
  await page.setViewportSize(size);
  return picture;
}

function textIn(selector: string): string {
  return `document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`;
}

async function until(
  page: Page,
  expression: string,
  isWanted: (value: string) => boolean,
): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const value = await page.evaluate<string>(expression);
    if (isWanted(value)) return;
    if (Date.now() > deadline) throw new Error(`Still not as wanted: ${value}`);
    await pause(50);
  }
}
