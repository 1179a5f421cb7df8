import path from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';

const ENTRY = path.join(__dirname, 'audit/audit.ts');

/**
 * Audits the part of a page that the selector `root` matches, with axe-core and our own rules.
 * Returns the findings: faults that make the page hard to read or to use.
 */
export type Audit = (page: Page, root: string) => Promise<readonly string[]>;

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
  const script = outputFiles.map(({ text }) => text).join('\n');
  return async (page, root) => {
    await lengthen(page, root);
    await page.evaluate(`${script}\nnull`);
    return page.evaluate<string[]>(`auditPage(${JSON.stringify(root)})`);
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
