import { html, render } from 'lit-html';
import { BESIDE_CARDS } from './phone-frame';

export type Pane = 'phone' | 'deliveries' | 'calls' | 'faults' | 'shop' | 'settings';

const TABS: readonly { readonly pane: Pane; readonly label: string }[] = [
  { pane: 'phone', label: '手机' },
  { pane: 'deliveries', label: '配送' },
  { pane: 'calls', label: '云端' },
  { pane: 'faults', label: '捣乱' },
  { pane: 'shop', label: '开店' },
  { pane: 'settings', label: '设置' },
];

export interface Tabs {
  readonly open: (pane: Pane) => void;
  /** Shows it beside the phone; where there is no room beside it, nothing changes. */
  readonly openBeside: (pane: Pane) => void;
  /** Marks the way to a pane that is to be looked at, until it is shown; null marks none. */
  readonly leadTo: (pane: Pane | null) => void;
}

/**
 * Where there is no room for all cards side by side, one is shown at a time, and on a narrow window the phone is one of them. Which it is where is for
 * the style sheet to say (styles/tabs.css): every pane is only told whether it is the one that was chosen.
 */
export function createTabs(nav: HTMLElement, desk: HTMLElement): Tabs {
  /** Of the panes beside the phone. */
  let beside: Pane = 'deliveries';
  let only: Pane = 'phone';
  let wanted: Pane | null = null;
  const besideCards = matchMedia(BESIDE_CARDS);

  const draw = (): void => {
    for (const element of desk.querySelectorAll<HTMLElement>('[data-pane]')) {
      const { pane } = element.dataset;
      element.toggleAttribute('data-beside', pane === beside);
      element.toggleAttribute('data-only', pane === only);
    }
    render(
      TABS.map(
        ({ pane, label }) =>
          html`<button
            type="button"
            class="tab"
            ?data-beside=${pane === beside}
            ?data-only=${pane === only}
            data-tab=${pane}
            ?data-wanted=${pane === wanted}
            aria-current=${pane === (besideCards.matches ? beside : only) ? 'true' : 'false'}
            @click=${() => {
              open(pane);
            }}
          >
            ${label}
          </button>`,
      ),
      nav,
    );
  };
  const open = (pane: Pane): void => {
    only = pane;
    if (pane !== 'phone') beside = pane;
    draw();
  };
  draw();
  besideCards.addEventListener('change', draw);
  return {
    open,
    openBeside: (pane) => {
      beside = pane;
      draw();
    },
    leadTo: (pane) => {
      if (pane === wanted) return;
      wanted = pane;
      draw();
    },
  };
}
