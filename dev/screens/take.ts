import type { Locator, Page } from 'playwright-core';
import { pagePath } from '../../miniprogram/contract/page-paths';
import type { ToPhone } from '../protocol/phone-messages';
import type { Finding } from './audit/finding';
import type { Audit } from './audit-script';
import { lengthen } from './audit-script';
import type { Layout, WindowLayout } from './layouts';
import type { Scene } from './scene';
import { answerInstead } from './scripted-answers';
import type { Stage } from './stage';
import { ORDER_IDS, phoneAddress } from './stage';

/** A picture of a scene in one layout, with the findings of the audit. */
export interface Shot {
  readonly scene: string;
  readonly layout: string;
  readonly picture: Buffer;
  readonly findings: readonly Finding[];
}

/** Selector of the visible page, which covers the others on the stack. */
const PHONE_PAGE = '.phone-page:last-child';

export interface Studio {
  readonly stage: Stage;
  readonly audit: Audit;
}

/** Takes a picture of a scene in each layout, each time in a fresh browser window. */
export async function takePhone(
  studio: Studio,
  scene: Scene,
  layouts: readonly Layout[],
): Promise<readonly Shot[]> {
  const { stage } = studio;
  const { name, person, path, fault, answers, shows, root = PHONE_PAGE } = scene;
  const shots: Shot[] = [];
  if (fault !== undefined) await stage.act('fault', { name: fault, orderId: null, times: null });
  for (const layout of layouts.filter((each) => scene.onlyIf?.(each) ?? true)) {
    const { theme, text } = layout;
    const open = async (page: Page): Promise<void> => {
      if (answers !== undefined) await answerInstead(page, answers);
      await page.goto(phoneAddress(stage, { person, path, theme, text: String(text) }));
      const shown = page.locator(PHONE_PAGE);
      await shown.waitFor();
      if (shows !== null) await waitForText(shown, shows);
      await scene.then?.(page);
      await page.locator(root).first().waitFor();
    };
    shots.push(await take(studio, name, layout, root, open));
  }
  if (fault !== undefined) await stage.act('fault-off', { name: null });
  return shots;
}

/** Takes pictures of the console with a delivery on its phone. Both have the layout's theme. */
export async function takeConsole(
  studio: Studio,
  layouts: readonly WindowLayout[],
): Promise<readonly Shot[]> {
  const { stage } = studio;
  const shots: Shot[] = [];
  // Sets the clock to real speed, because `openStage` makes it almost stand still.
  await stage.act('speed', { speed: 1 });
  for (const layout of layouts) {
    const messages: readonly ToPhone[] = [
      { type: 'theme', theme: layout.theme },
      { type: 'open', url: `${pagePath('delivery')}?id=${ORDER_IDS.delivering}` },
    ];
    const open = async (page: Page): Promise<void> => {
      await page.goto(stage.address);
      const phone = page.frameLocator('iframe');
      await phone.getByText('查骑手').first().waitFor();
      await page.evaluate(
        `for (const message of ${JSON.stringify(messages)})
          document.querySelector('iframe').contentWindow.postMessage(message, location.origin)`,
      );
      await phone.getByText('经过').first().waitFor();
    };
    shots.push(await take(studio, 'console', layout, 'body', open));
  }
  return shots;
}

async function waitForText(shown: Locator, text: RegExp): Promise<void> {
  await shown
    .getByText(text)
    .filter({ visible: true })
    .first()
    .waitFor()
    .catch(async (cause: unknown) => {
      throw new Error(`Still not ${String(text)}: ${await shown.innerText()}`, { cause });
    });
}

async function take(
  { stage, audit }: Studio,
  scene: string,
  { name: layout, width, height, theme }: WindowLayout,
  root: string,
  open: (page: Page) => Promise<void>,
): Promise<Shot> {
  const viewport = { width, height };
  const page = await stage.newPage({ viewport, colorScheme: theme, reducedMotion: 'reduce' });
  await open(page);
  await page.evaluate('document.fonts.ready.then(() => null)');
  await lengthen(page, root);
  const picture = await page.screenshot({ animations: 'disabled' });
  const findings = await audit(page, root);
  const errors = await page.evaluate<readonly string[]>('globalThis.__phone?.errors ?? []');
  await page.context().close();
  const reported = errors.map(
    (text) => ({ check: 'error', selector: '', text, detail: '' }) as const,
  );
  return { scene, layout, picture, findings: [...findings, ...reported] };
}
