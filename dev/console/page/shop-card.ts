import type { TemplateResult } from 'lit-html';
import { html } from 'lit-html';
import type { ShownAccount, ShownShop, WorldKind } from '../../protocol/host-state';
import type { Question } from './question';

export interface ShopCard {
  readonly shop: ShownShop;
  /** What whoever holds the phone is called. */
  readonly holder: string;
  /** What came of the last button; null: how to use them is said. */
  readonly said: string | null;
}

export interface ShopButtons {
  /** Copies a text, and types it into the field that is chosen on the phone. */
  readonly fill: (text: string) => void;
  readonly sweep: () => void;
  /** Asks first: all is forgotten. */
  readonly startOver: (kind: WorldKind) => void;
}

/** What is asked before all is forgotten. */
export const STARTING_OVER: Readonly<Record<WorldKind, Question>> = {
  empty: {
    title: '从空店开始？',
    text: '店里的人、门店、账号、订单和所有手机里的记录都会忘掉，不能恢复。配送重新发生一遍，由店主从认领做起。',
    confirm: '清空，从空店开始',
  },
  demo: {
    title: '从示例开始？',
    text: '现在的一切都会忘掉，不能恢复。示例店重新开好，一天的配送重新发生一遍。',
    confirm: '清空，从示例开始',
  },
};

const HOW_TO: Readonly<Record<WorldKind, string>> = {
  demo: '这家店就是用这些开的。点一个值就复制；手机里选中了框，也填进去。',
  empty: '先在手机里点一下要填的框，再点这里的值，就填进去。',
};

/** 开店: what there is to type when the shop is set up, the timer's work, and how to begin anew. */
export function shopCard({ shop, holder, said }: ShopCard, buttons: ShopButtons): TemplateResult {
  const value = (text: string): TemplateResult =>
    html`<button
      type="button"
      class="value"
      title="复制，也填进手机里选中的框"
      @click=${() => {
        buttons.fill(text);
      }}
    >
      ${text}
    </button>`;
  const stores = [...new Set(shop.accounts.flatMap((one) => one.stores.map(({ name }) => name)))];
  return html`<div class="card__head">
      <h2>开店</h2>
      <p class="card__hint" role="status">${said ?? HOW_TO[shop.kind]}</p>
      <span class="card__buttons">
        ${button('定时清理', '云端每小时做一次的清理，现在就做', buttons.sweep)}
        ${button('从空店开始', '什么都没有，从认领做起', () => {
          buttons.startOver('empty');
        })}
        ${button('从示例开始', '店已开好，一天的配送已发生', () => {
          buttons.startOver('demo');
        })}
      </span>
    </div>
    <dl class="facts">
      ${fact('设置码', value(shop.setupCode))} ${fact('名字', value(holder))}
      ${fact('门店', stores.map(value))} ${fact('小程序 AppSecret', value(shop.appSecret))}
    </dl>
    <ul class="accounts">
      ${shop.accounts.map((account) => accountRow(account, value))}
    </ul>`;
}

function accountRow(
  { company, shopId, secret, stores }: ShownAccount,
  value: (text: string) => TemplateResult,
): TemplateResult {
  return html`<li class="account">
    <span class="account__company">${value(company)}</span>
    <dl class="facts facts--account">
      ${fact('shopid', value(shopId))} ${fact('密钥', value(secret))}
      ${stores.map(({ name, shopNo }) =>
        fact(
          name,
          shopNo === null ? html`<span class="fact__none">不用编号</span>` : value(shopNo),
        ),
      )}
    </dl>
  </li>`;
}

function fact(label: string, content: TemplateResult | readonly TemplateResult[]): TemplateResult {
  return html`<div class="fact">
    <dt class="fact__label">${label}</dt>
    <dd class="fact__values">${content}</dd>
  </div>`;
}

function button(label: string, title: string, press: () => void): TemplateResult {
  return html`<button type="button" class="button" title=${title} @click=${press}>
    ${label}
  </button>`;
}
