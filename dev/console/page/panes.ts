import type { TemplateResult } from 'lit-html';
import { html, nothing } from 'lit-html';
import type { Press } from './controls';
import { button } from './controls';
import type { Screen } from './phone-frame';

export type Pane = 'phone' | 'deliveries' | 'calls' | 'faults' | 'shop' | 'settings';

const TABS: readonly (readonly [Pane, string])[] = [
  ['phone', '手机'],
  ['deliveries', '配送'],
  ['calls', '云端'],
  ['faults', '捣乱'],
  ['shop', '开店'],
  ['settings', '设置'],
];

export const PANES = TABS.map(([pane]) => pane);

/** Visible panes: phone and all cards (`all`), phone and one card (`beside`), or one pane. */
export type Layout = 'all' | 'beside' | 'single';

export function layoutFor(screen: Screen): Layout {
  if (innerWidth < 760) return 'single';
  return innerWidth < 1180 || screen !== 'phone' ? 'beside' : 'all';
}

/** Panes that the console's user has chosen to see. */
export interface Chosen {
  /** Pane that the layout `single` shows. */
  readonly only: Pane;
  /** Card that the layout `beside` shows beside the phone. */
  readonly beside: Pane;
  /** Says whether the card 开店 (set up a shop) is open in the layout `all`. */
  readonly isShopOpen: boolean;
  /** Says whether the card 捣乱 (faults) is open in the layout `all`. */
  readonly areFaultsOpen: boolean;
}

export function isInSight(pane: Pane, layout: Layout, chosen: Chosen): boolean {
  if (layout === 'single') return pane === chosen.only;
  if (pane === 'phone') return true;
  if (layout === 'beside') return pane === chosen.beside;
  if (pane === 'faults') return chosen.areFaultsOpen;
  return pane !== 'shop' || chosen.isShopOpen;
}

/** Draws the tabs of the panes. @param wanted pane whose tab the guided tour highlights */
export function tabBar(
  layout: Layout,
  chosen: Chosen,
  wanted: Pane | null,
  open: (pane: Pane) => Press,
): TemplateResult | typeof nothing {
  if (layout === 'all') return nothing;
  const tabs = TABS.filter(([pane]) => layout === 'single' || pane !== 'phone');
  return html`${tabs.map(([pane, label]) => {
    const isPressed = isInSight(pane, layout, chosen);
    return button(label, open(pane), {
      kind: 'tab',
      isPressed,
      isPointedAt: pane === wanted && !isPressed,
    });
  })}`;
}
