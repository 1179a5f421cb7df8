import { type TemplateResult, html, nothing } from 'lit-html';
import type { ShownGroup, ShownPhoneMessage } from '../../protocol/host-state';
import { button, valueButton } from './controls';
import type { Shown } from './shown';

const TIME = new Intl.DateTimeFormat('zh-CN', {
  timeStyle: 'short',
  hourCycle: 'h23',
  timeZone: 'Asia/Shanghai',
});

/** Largest number of messages that a group shows. */
const SHOWN = 20;

/**
 * Draws the card 群: each group's robot, and what it has written last, the latest at the end; then
 * the subscribe messages that reached people's phones.
 */
export function groupCard({ state, view, phone, change }: Shown): TemplateResult | typeof nothing {
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
  const openMessage = ({ person, page }: ShownPhoneMessage): void => {
    phone.tell({ type: 'person', person, message: page });
    change({ person, inPhone: null });
  };
  const message = (one: ShownPhoneMessage): TemplateResult => {
    const name = state.people.find(({ id }) => id === one.person)?.name ?? '';
    return html`<li>
      <time class="hint">${TIME.format(one.at)}</time>
      <span class="group__text"
        >${name} · ${one.title} · ${one.rows.map(({ words }) => words).join(' · ')}</span
      >
      ${button('点开', () => {
        openMessage(one);
      })}
    </li>`;
  };
  const { phoneMessages } = state;
  return html`<div class="row card__head">
      <h2>群</h2>
      <p class="hint">先在手机里点一下要填的框（店铺 → 提醒），再点这里的值，就填进去。</p>
    </div>
    <ul>
      ${state.groups.map(group)}
      <li class="group">
        <h3>服务通知（微信发给个人的订阅消息）</h3>
        <p class="row">
          ${valueButton('骑手在哪自己的 AppID 和 AppSecret', state.shop.ownCredentials, phone)}
        </p>
        <ol aria-label="服务通知" aria-live="polite">
          ${phoneMessages.slice(-SHOWN).map(message)}
        </ol>
      </li>
    </ul>`;
}
