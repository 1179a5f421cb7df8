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

/** What has room side by side: the phone and all cards, the phone and one card, or one of them all. */
export type Layout = 'all' | 'beside' | 'single';

export function layoutFor(screen: Screen): Layout {
  if (innerWidth < 760) return 'single';
  return innerWidth < 1180 || screen !== 'phone' ? 'beside' : 'all';
}

/** Which panes were chosen. */
export interface Chosen {
  /** Where one has room. */
  readonly only: Pane;
  /** The card beside the phone, where one has room. */
  readonly beside: Pane;
  /** Whether 开店 is open, where all cards have room. */
  readonly isShopOpen: boolean;
}

export function isInSight(pane: Pane, layout: Layout, chosen: Chosen): boolean {
  if (layout === 'single') return pane === chosen.only;
  if (pane === 'phone') return true;
  if (layout === 'beside') return pane === chosen.beside;
  return pane !== 'shop' || chosen.isShopOpen;
}

/** @param wanted the pane that the tour leads to, if any */
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
