import type { Page } from 'playwright-core';
import { pagePath } from '../../miniprogram/contract/page-paths';
import type { ToPhone } from '../protocol/phone-messages';
import { type Audit, lengthen } from './audit-script';
import type { Layout } from './layouts';
import type { Scene } from './scene';
import { answerInstead } from './scripted-answers';
import { type Stage, ORDER_IDS, phoneAddress } from './stage';

/** A picture of a scene in one layout, with the findings of the audit. */
export interface Shot {
  /** Names of scene and layout: `search-empty 320`. */
  readonly name: string;
  readonly picture: Buffer;
  readonly findings: readonly string[];
}

export interface Studio {
  readonly stage: Stage;
  readonly audit: Audit;
}

/** Selector of the visible page, which covers the others on the stack. */
const PHONE_PAGE = '.phone-page:last-child';

/** Takes a picture of a scene in a fresh browser window. */
export function takePhone(studio: Studio, scene: Scene, layout: Layout): Promise<Shot> {
  const { name, person, path, answers, shows, steps = [], root = PHONE_PAGE } = scene;
  const { theme, text } = layout;
  return take(studio, name, layout, root, async (page) => {
    if (answers !== undefined) await answerInstead(page, answers);
    await page.goto(phoneAddress(studio.stage, { person, path, theme, text: String(text) }));
    const shown = page.locator(PHONE_PAGE);
    await shown.waitFor();
    if (shows !== null) await shown.getByText(shows).filter({ visible: true }).first().waitFor();
    for (const step of steps) await step(page);
    await page.locator(root).first().waitFor();
  });
}

/** Script that opens the console's cards, with all that can go wrong. */
const OPEN_CARDS = `
  for (const card of document.querySelectorAll('#people [aria-expanded=false]')) card.click();
  document.querySelector('.faults__more').open = true;`;

/** Takes a picture of the console in a theme, with all cards open and a delivery on its phone. */
export function takeConsole(studio: Studio, layout: Layout): Promise<Shot> {
  const messages: readonly ToPhone[] = [
    { type: 'theme', theme: layout.theme },
    { type: 'open', url: `${pagePath('delivery')}?id=${ORDER_IDS.delivering}` },
  ];
  return take(studio, 'console', layout, 'body', async (page) => {
    await page.goto(studio.stage.address);
    const phone = page.frameLocator('iframe');
    await phone.getByText('查骑手').first().waitFor();
    await page.evaluate(OPEN_CARDS);
    await page.evaluate(
      `for (const message of ${JSON.stringify(messages)})
        document.querySelector('iframe').contentWindow.postMessage(message, location.origin)`,
    );
    await phone.getByText('经过').first().waitFor();
  });
}

async function take(
  { stage, audit }: Studio,
  scene: string,
  { name, width, height, theme }: Layout,
  root: string,
  open: (page: Page) => Promise<void>,
): Promise<Shot> {
  const viewport = { width, height };
  const page = await stage.newPage({ viewport, colorScheme: theme, reducedMotion: 'reduce' });
  const missed = await open(page).then(
    () => [],
    (error: unknown) => [`not as wanted: ${String(error).split('\n', 3).join(' ')}`],
  );
  await page.evaluate('document.fonts.ready.then(() => null)');
  await lengthen(page, root);
  const picture = await page.screenshot({ animations: 'disabled' });
  const findings = missed.length > 0 ? missed : await audit(page, root);
  const errors = await page.evaluate<readonly string[]>('globalThis.__phone?.errors ?? []');
  await page.context().close();
  return {
    name: `${scene} ${name}`,
    picture,
    findings: [...findings, ...errors.map((text) => `error: ${text}`)],
  };
}
