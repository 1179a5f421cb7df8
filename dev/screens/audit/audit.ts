import axe from 'axe-core';
import { coveredMarker } from './covered-marker';
import { hiddenText } from './hidden-text';
import { squeezedText } from './squeezed-text';
import { CONTROLS, smallTarget } from './small-target';

declare global {
  interface Window {
    /** Audits what the selector `root` matches. Returns rule, fault and place of each finding. */
    auditPage: (root: string) => Promise<readonly string[]>;
  }
}

/** Rules of our own. `faultOf` says what is wrong with a shown element that `selector` matches. */
const OWN_RULES: readonly {
  readonly id: string;
  readonly selector: string;
  readonly faultOf: (element: Element) => string | null;
}[] = [
  { id: 'hidden-text', selector: '*', faultOf: hiddenText },
  { id: 'squeezed-text', selector: '*', faultOf: squeezedText },
  { id: 'covered-marker', selector: '.phone-marker-icon', faultOf: coveredMarker },
  { id: 'small-target', selector: CONTROLS, faultOf: smallTarget },
];
/** Badge of a tab, whose colours are WeChat's own: white on a red of 3.3 to 1. */
const BADGE = '.phone-tab-badge';

// Adds our rules at the end, because they may scroll the page.
axe.configure({
  checks: OWN_RULES.map(({ id, faultOf }) => ({
    id,
    evaluate(element) {
      const fault = isShown(element) ? faultOf(element) : null;
      this.data(fault);
      return fault === null;
    },
    metadata: { impact: 'serious', messages: { pass: '', fail: '${data}' } },
  })),
  rules: OWN_RULES.map(({ id, selector }) => ({ id, selector, any: [id], excludeHidden: false })),
  // WeChat does not document `aria-level`.
  standards: { ariaRoles: { heading: { type: 'structure', requiredAttrs: [] } } },
});

function isShown(element: Element): boolean {
  return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

const OPTIONS = {
  resultTypes: ['violations' as const],
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

window.auditPage = async (root) => {
  const { violations } = await axe.run({ include: [root], exclude: [BADGE] }, OPTIONS);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, html, any: [check] }) =>
          `${id}: ${check?.message ?? ''} (${target.join(' ')} ${html.slice(0, 80)})`,
      ),
    );
};
