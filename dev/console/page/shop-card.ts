import type { TemplateResult } from 'lit-html';
import { html } from 'lit-html';
import type { ShownAccount, ShownIntracity, ShownShop, WorldKind } from '../../protocol/host-state';
import type { Press } from './controls';
import { button } from './controls';
import type { WindowContent } from './window';

export interface ShopCard {
  readonly shop: ShownShop;
  /** Name of the person who holds the phone. */
  readonly holder: string;
  /** Result of the last pressed button. null shows the instructions instead. */
  readonly said: string | null;
}

export interface ShopPresses {
  /** Copies a text to the clipboard, and types it into the phone's focused field. */
  readonly fill: (text: string) => Press;
  readonly sweep: Press;
  /** Deletes all data and starts with the demo's or an empty shop, after a confirmation. */
  readonly startOver: (kind: WorldKind) => Press;
}

/** Confirmation windows before all data is deleted, by the kind of the new shop. */
export const STARTING_OVER: Readonly<Record<WorldKind, WindowContent>> = {
  empty: {
    title: '从空店开始？',
    content: html`<p class="hint">
      店里的人、门店、账号、订单和所有手机里的记录都会忘掉，不能恢复。配送重新发生一遍，由店主从认领做起。
    </p>`,
    answers: [{ label: '清空，从空店开始', answer: 'empty' }],
  },
  demo: {
    title: '从示例开始？',
    content: html`<p class="hint">
      现在的一切都会忘掉，不能恢复。示例店重新开好，一天的配送重新发生一遍。
    </p>`,
    answers: [{ label: '清空，从示例开始', answer: 'demo' }],
  },
};

const HOW_TO: Readonly<Record<WorldKind, string>> = {
  demo: '这家店就是用这些开的。点一个值就复制；手机里选中了框，也填进去。',
  empty: '先在手机里点一下要填的框，再点这里的值，就填进去。',
};

/** Draws the card 开店: values for setting a shop up, and buttons to sweep and to start over. */
export function shopCard({ shop, holder, said }: ShopCard, presses: ShopPresses): TemplateResult {
  const { fill, sweep, startOver } = presses;
  const value = (text: string): TemplateResult =>
    button(text, fill(text), { kind: 'value', title: '复制，也填进手机里选中的框' });
  const pem = (label: string, text: string): TemplateResult =>
    button(label, fill(text), { kind: 'value', title: '复制整段 PEM，也填进手机里选中的框' });
  const stores = new Set(shop.accounts.flatMap((one) => one.stores.map(({ name }) => name)));
  return html`<div class="row card__head">
      <h2>开店</h2>
      <p class="hint" role="status">${said ?? HOW_TO[shop.kind]}</p>
      <span class="row">
        ${button('定时清理', sweep, { title: '云端每小时做一次的清理，现在就做' })}
        ${button('从空店开始', startOver('empty'), { title: '什么都没有，从认领做起' })}
        ${button('从示例开始', startOver('demo'), { title: '店已开好，一天的配送已发生' })}
      </span>
    </div>
    <dl class="row">
      ${fact('设置码', value(shop.setupCode))} ${fact('名字', value(holder))}
      ${fact('门店', [...stores].map(value))} ${fact('小程序 AppSecret', value(shop.appSecret))}
    </dl>
    <ul>
      ${shop.accounts.map((account) => accountRow(account, value))}
      ${intracityRow(shop.intracity, value, pem)}
    </ul>`;
}

function accountRow(
  { company, shopId, secret, stores }: ShownAccount,
  value: (text: string) => TemplateResult,
): TemplateResult {
  return html`<li class="account">
    ${value(company)}
    <dl class="account__facts">
      ${fact('shopid', value(shopId))} ${fact('密钥', value(secret))}
      ${stores.map(({ name, shopNo }) =>
        fact(name, shopNo === null ? html`<span class="hint">不用编号</span>` : value(shopNo)),
      )}
    </dl>
  </li>`;
}

/** Draws the keys of 同城配送. A PEM is too long to be shown. */
function intracityRow(
  keys: ShownIntracity,
  value: (text: string) => TemplateResult,
  pem: (label: string, text: string) => TemplateResult,
): TemplateResult {
  return html`<li class="account account--keys">
    ${value('同城配送')}
    <dl class="account__facts">
      ${fact('对称密钥', value(keys.symmetricKey))}
      ${fact('对称密钥编号', value(keys.symmetricKeyNumber))}
      ${fact('私钥', pem('私钥 PEM', keys.privateKey))}
      ${fact('平台证书', [pem('证书 PEM', keys.certificate), value(keys.certificateNumber)])}
      ${fact('换用的证书', [
        pem('新证书 PEM', keys.nextCertificate),
        value(keys.nextCertificateNumber),
      ])}
      ${keys.stores.map(({ name, wxStoreId }) => fact(name, value(wxStoreId)))}
    </dl>
  </li>`;
}

function fact(label: string, content: TemplateResult | readonly TemplateResult[]): TemplateResult {
  return html`<div class="fact">
    <dt class="hint">${label}</dt>
    <dd class="row">${content}</dd>
  </div>`;
}
