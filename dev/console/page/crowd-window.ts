import { html } from 'lit-html';
import type { WindowContent } from './window';

/** Answer of the window to put the orders on the board. */
export const ON_BOARD = 'on-board';

/** Window that asks whether 40 orders are put on the board, too. */
export const PLACING_CROWD: WindowContent = {
  title: '让 40 单上路',
  content: html`<p class="hint">
      各在各的阶段。没人查过的单不在看板上：自己去查，或者让店主都放上去。
    </p>
    <p class="hint">
      放上看板后要逐单去问微信。这一分钟的次数用完了，时钟就往前走，再接着问。要等十来秒。
    </p>`,
  answers: [
    { label: '也放上看板', answer: ON_BOARD },
    { label: '只上路', answer: 'off-board' },
  ],
};
