import { type TemplateResult, html, nothing } from 'lit-html';
import type { ShownGroup } from '../../protocol/host-state';
import { valueButton } from './controls';
import type { Shown } from './shown';

const TIME = new Intl.DateTimeFormat('zh-CN', {
  timeStyle: 'short',
  hourCycle: 'h23',
  timeZone: 'Asia/Shanghai',
});

/** Largest number of messages that a group shows. */
const SHOWN = 20;

/** Draws the card 群: each group's robot, and what it has written last, the latest at the end. */
export function groupCard({ state, view, phone }: Shown): TemplateResult | typeof nothing {
  if (!view.areGroupsOpen) return nothing;
  const group = ({ name, address, signSecret, messages }: ShownGroup): TemplateResult =>
    html`<li class="group">
      <h3>${name}</h3>
      <p class="row">
        ${valueButton('机器人的地址', address, phone)}
        ${signSecret === null ? nothing : valueButton('签名校验的密钥', signSecret, phone)}
      </p>
      <ol aria-label="${name}收到的" aria-live="polite">
        ${messages.slice(-SHOWN).map(
          ({ at, text }) =>
            html`<li>
              <time class="hint">${TIME.format(at)}</time>
              <span class="group__text">${text}</span>
            </li>`,
        )}
      </ol>
    </li>`;
  return html`<div class="row card__head">
      <h2>群</h2>
      <p class="hint">先在手机里点一下要填的框（店铺 → 提醒），再点这里的值，就填进去。</p>
    </div>
    <ul>
      ${state.groups.map(group)}
    </ul>`;
}
