import type { TemplateResult } from 'lit-html';
import { html, nothing } from 'lit-html';
import type { ShownPerson, WorldKind } from '../../protocol/host-state';
import { choice } from './choice';
import type { Screen } from './phone-frame';

/** Who holds the phone, and how it is set. */
export interface Settings {
  readonly person: string;
  readonly screen: Screen;
  readonly theme: 'light' | 'dark';
  /** How many times as large as usual text is. */
  readonly text: string;
}

const SCREENS: readonly { readonly value: Screen; readonly label: string }[] = [
  { value: 'phone', label: '手机' },
  { value: 'tablet', label: '平板' },
  { value: 'computer', label: '电脑' },
];
const THEMES: readonly { readonly value: Settings['theme']; readonly label: string }[] = [
  { value: 'light', label: '浅色' },
  { value: 'dark', label: '深色' },
];
const TEXTS = [
  { value: '1', label: '标准字' },
  { value: '1.4', label: '大字' },
];

/** What somebody may do, once the shop is set up as the demo's is. */
const WHAT_THEY_MAY: Readonly<Record<string, string>> = {
  owner: '管人、门店、配送账号和密钥，也查单。',
  manager: '查自己门店的订单，邀请和移除自己门店的店员。',
  clerk: '查自己门店的订单，给骑手打电话。',
  removed: '已被移除：什么也查不到，手机里的记录清空。',
  stranger: '谁也不认识 TA：什么也查不到。',
  reviewer: '只看录好的示例订单，真订单一个也看不到。',
};

export interface PeopleCard {
  readonly people: readonly ShownPerson[];
  readonly settings: Settings;
  readonly kind: WorldKind;
  readonly isShopOpen: boolean;
}

export function peopleCard(
  { people, settings: { person }, kind, isShopOpen }: PeopleCard,
  set: (change: Partial<Settings>) => void,
  openShop: () => void,
): TemplateResult {
  const options = people.map(({ id, name }) => ({ value: id, label: name }));
  const holder = people.find(({ id }) => id === person);
  const may =
    kind === 'demo' ? WHAT_THEY_MAY[person] : '从空店开始的：认领或接受邀请以后，才是店里的人。';
  return html`<div class="card__head">
      <h2>谁拿着手机</h2>
      <button
        type="button"
        class="button button--opens people__shop"
        aria-expanded=${isShopOpen}
        @click=${openShop}
      >
        开店
      </button>
    </div>
    <div class="card__choices">
      ${choice('谁拿着手机', options, person, (next) => {
        set({ person: next });
      })}
      <p class="card__hint">${holder === undefined ? nothing : `${holder.ownName}：`}${may}</p>
    </div>`;
}

export function screenCard(
  { screen, theme, text }: Settings,
  set: (change: Partial<Settings>) => void,
): TemplateResult {
  return html`<h2>屏幕</h2>
    <div class="card__choices">
      ${choice('大小', SCREENS, screen, (next) => {
        set({ screen: next });
      })}
      ${choice('深浅', THEMES, theme, (next) => {
        set({ theme: next });
      })}
      ${choice('字号', TEXTS, text, (next) => {
        set({ text: next });
      })}
    </div>`;
}
