import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import type { Frame, Page } from 'playwright-core';
import { array, create, nullable, string, type } from 'superstruct';
import type { Finding } from './audit/finding';

const ENTRY = path.join(__dirname, 'audit/audit.ts');
const AXE = createRequire(__filename).resolve('axe-core/axe.min.js');

const axeShape = array(
  type({
    id: string(),
    impact: nullable(string()),
    nodes: array(type({ target: array(string()), html: string() })),
  }),
);

/** Rules that do not apply, each with the reason. */
const LEFT_OUT = {
  // Measured by our own check, which also knows see-through grounds.
  'color-contrast': { enabled: false },
  // Chromium gives the focus to boxes that scroll by itself, since 130.
  'scrollable-region-focusable': { enabled: false },
};
/** WeChat documents `aria-role="heading"`, and no `aria-level` to go with it. */
const isHeadingWithoutLevel = (rule: string, html: string): boolean =>
  rule === 'aria-required-attr' && html.includes('role="heading"');

/** Looks over what a page shows: with checks of our own (dev/screens/audit), and with axe-core for what it calls serious or worse. */
export type Audit = (page: Page | Frame, root: string) => Promise<readonly Finding[]>;

/** Builds what runs in pages; once for all of them. */
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
    await page.evaluate(`${axe}\n${own}\nnull`);
    // axe first: our own checks scroll.
    const serious = await page.evaluate<unknown>(
      `axe.run(${JSON.stringify(root)}, {
        resultTypes: ['violations'],
        iframes: false,
        rules: ${JSON.stringify(LEFT_OUT)},
      }).then(({ violations }) => violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, impact, nodes }) => ({
          id,
          impact,
          nodes: nodes.map(({ target, html }) => ({ target: target.map(String), html })),
        })))`,
    );
    const found = await page.evaluate<Finding[]>(`auditPage(${JSON.stringify(root)})`);
    return [...found, ...create(serious, axeShape).flatMap(axeFindings)];
  };
}

function axeFindings({
  id,
  impact,
  nodes,
}: {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly target: readonly string[]; readonly html: string }[];
}): Finding[] {
  return nodes
    .filter(({ html }) => !isHeadingWithoutLevel(id, html))
    .map(({ target, html }) => ({
      check: 'axe',
      selector: target.join(' '),
      text: html.slice(0, 80),
      detail: `${id} (${impact ?? 'no impact'})`,
    }));
}
