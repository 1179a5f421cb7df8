import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import type { Finding } from './audit/finding';

const ENTRY = path.join(__dirname, 'audit/audit.ts');
const AXE = createRequire(__filename).resolve('axe-core/axe.min.js');

const AXE_OPTIONS = {
  resultTypes: ['violations'],
  iframes: false,
  rules: {
    // Disabled, because Chromium makes scrolling elements focusable by itself since version 130.
    'scrollable-region-focusable': { enabled: false },
    // Disabled, because it cuts Chinese words anew where two texts meet without a space.
    'label-content-name-mismatch': { enabled: false },
  },
  // `ignoreLength` checks single characters, too, which can be Chinese words. `ignorePseudo` admits
  // pseudo-elements over text, because here they only enlarge the area that catches touches.
  checks: { 'color-contrast': { options: { ignoreLength: true, ignorePseudo: true } } },
};

/** Audits the part of a page that the selector `root` matches, with our own checks and axe-core. */
export type Audit = (page: Page, root: string) => Promise<readonly Finding[]>;

/** Bundles the audit script once, and returns a function that audits any number of pages. */
export async function createAudit(): Promise<Audit> {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'silent',
  });
  const own = outputFiles.map(({ text }) => text).join('\n');
  const axe = await readFile(AXE, 'utf8');
  return async (page, root) => {
    await lengthen(page, root);
    await page.evaluate(`${axe}\n${own}\nnull`);
    const where = JSON.stringify(root);
    // Runs axe first, because `auditPage` may scroll the page.
    const { violations } = await page.evaluate<AxeResults>(
      `axe.run(${where}, ${JSON.stringify(AXE_OPTIONS)})`,
    );
    const found = await page.evaluate<Finding[]>(`auditPage(${where})`);
    return [...found, ...violations.flatMap(axeFindings)];
  };
}

/** Makes the window as high as its page, because axe-core checks only visible text's contrast. */
export async function lengthen(page: Page, root: string): Promise<void> {
  const size = page.viewportSize();
  const hidden = await page.evaluate<number>(
    `(({ scrollHeight = 0, clientHeight = 0 }) => scrollHeight - clientHeight)(
      document.querySelector(${JSON.stringify(`${root} wx-page`)}) ?? {})`,
  );
  if (size !== null && hidden > 0)
    await page.setViewportSize({ ...size, height: size.height + hidden });
}

function axeFindings({ id, impact, nodes }: AxeResults['violations'][number]): Finding[] {
  if (impact !== 'serious' && impact !== 'critical') return [];
  return nodes
    .filter(({ html }) => !isHeadingWithoutLevel(id, html) && !html.includes(BADGE))
    .map(({ target, html, any }) => ({
      check: 'axe',
      selector: target.join(' '),
      text: html.slice(0, 80),
      detail: `${id} (${impact})${id === 'color-contrast' ? `: ${any[0]?.message ?? ''}` : ''}`,
    }));
}

/** Badge of a tab, whose colours are WeChat's own: white on a red of 3.3 to 1. */
const BADGE = 'class="phone-tab-badge"';

/** Says whether axe only misses `aria-level` on a heading, which WeChat does not document. */
function isHeadingWithoutLevel(rule: string, html: string): boolean {
  return rule === 'aria-required-attr' && html.includes('role="heading"');
}
