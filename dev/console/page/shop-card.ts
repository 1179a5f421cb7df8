import { type TemplateResult, html, nothing } from 'lit-html';
import type { ShownShop, WorldKind } from '../../protocol/host-state';
import { button, valueButton } from './controls';
import { type Shown, firstIn } from './shown';
import type { WindowContent } from './window';

/** Confirmation windows before all data is deleted, by the kind of the new shop. */
const STARTING_OVER: Readonly<Record<WorldKind, WindowContent>> = {
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

/** A label and its values, which a button each copies. null stands for a value that none has. */
type Fact = readonly [label: string, ...values: readonly (string | null)[]];

/** Draws the card 开店: values for setting a shop up, and buttons to sweep and to start over. */
export function shopCard(shown: Shown): TemplateResult | typeof nothing {
  const { state, view, phone } = shown;
  if (!view.isShopOpen) return nothing;
  const holder = state.people.find(({ id }) => id === view.person)?.ownName ?? '';
  const { kind, setupCode, credentials, accounts } = state.shop;
  const stores = new Set(accounts.flatMap((one) => one.stores.map(({ name }) => name)));
  const facts: readonly Fact[] = [
    ['设置码', setupCode],
    ['名字', holder],
    ['门店', ...stores],
    ...credentials.map(({ name, text }): Fact => ['下单小程序', name, text]),
  ];
  return html`<div class="row card__head">
      <h2>开店</h2>
      <p class="hint" role="status">${view.said ?? HOW_TO[kind]}</p>
      ${shopButtons(shown)}
    </div>
    <dl class="row">${facts.map((fact) => factView(fact, phone))}</dl>
    <ul>
      ${accountsOf(state.shop).map(
        ([name, accountFacts]) =>
          html`<li class="account">
            ${valueButton(name, name, phone)}
            <dl class="row">${accountFacts.map((fact) => factView(fact, phone))}</dl>
          </li>`,
      )}
    </ul>`;
}

function shopButtons({ phone, change, send, ask }: Shown): TemplateResult {
  const sweep = async (): Promise<void> => {
    if (await send('sweep')) change({ said: '清理做完了，做了什么见“云端在做什么”。' });
  };
  const startOver = async (kind: WorldKind): Promise<void> => {
    if ((await ask(STARTING_OVER[kind])) === '') return;
    change({ said: '正在从头开始…' });
    const isDone = await send('start-over', { empty: kind === 'empty' });
    change({ said: null });
    if (!isDone) return;
    phone.tell({ type: 'start-over', person: firstIn(kind) });
    change({ inPhone: null, isShopOpen: kind === 'empty' });
  };
  return html`<span class="row">
    ${button('定时清理', sweep, { title: '云端每小时做一次的清理，现在就做' })}
    ${button('从空店开始', () => startOver('empty'), { title: '什么都没有，从认领做起' })}
    ${button('从示例开始', () => startOver('demo'), { title: '店已开好，一天的配送已发生' })}
  </span>`;
}

/** Lists the delivery accounts by their label, those of 同城配送 last. */
function accountsOf({ accounts, intracity }: ShownShop): readonly [string, readonly Fact[]][] {
  return [
    ...accounts.map(({ label, shopId, secret, stores }): [string, readonly Fact[]] => [
      label,
      [
        ['shopid', shopId],
        ['密钥', secret],
        ...stores.map(({ name, shopNo }): Fact => [name, shopNo]),
      ],
    ]),
    [
      '同城配送',
      [
        ['对称密钥', intracity.symmetricKey],
        ['对称密钥编号', intracity.symmetricKeyNumber],
        ['私钥', intracity.privateKey],
        ['平台证书', intracity.certificate, intracity.certificateNumber],
        ['换用的证书', intracity.nextCertificate, intracity.nextCertificateNumber],
        ...intracity.stores.map(({ name, wxStoreId }): Fact => [name, wxStoreId]),
      ],
    ],
  ];
}

function factView([label, ...values]: Fact, phone: Shown['phone']): TemplateResult {
  return html`<div class="fact">
    <dt class="hint">${label}</dt>
    <dd class="row">
      ${values.map((value) => {
        if (value === null) return html`<span class="hint">不用编号</span>`;
        return valueButton(shortName(label, value), value, phone);
      })}
    </dd>
  </div>`;
}

/** Names a value that is too long to be shown. */
function shortName(label: string, value: string): string {
  if (value.startsWith('-----BEGIN')) return `${label} PEM`;
  return value.startsWith('AppID') ? 'AppID 和 AppSecret' : value;
}
