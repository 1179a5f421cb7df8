import type { TemplateResult } from 'lit-html';
import { html, nothing } from 'lit-html';
import type { ShownPerson, WorldKind } from '../../protocol/host-state';
import type { Press } from './controls';
import { button, choice } from './controls';
import type { Screen } from './phone-frame';
import { SIZES } from './phone-frame';

/** Settings of the phone's screen. */
export interface ScreenSettings {
  readonly screen: Screen;
  readonly theme: 'light' | 'dark';
  /** Factor of the text size. */
  readonly text: string;
  /** Behaviour of the imitated WeChat app: as documented, or as users report it. */
  readonly client: 'documented' | 'reported';
}

/** Person who holds the phone, and settings of its screen. */
export interface Settings extends ScreenSettings {
  readonly person: string;
}

export const SCREENS = [
  { value: 'phone', label: SIZES.phone.label },
  { value: 'tablet', label: SIZES.tablet.label },
  { value: 'computer', label: SIZES.computer.label },
] as const;
export const THEMES = [
  { value: 'light', label: '浅色' },
  { value: 'dark', label: '深色' },
] as const;
export const TEXTS = [
  { value: '1', label: '标准字' },
  { value: '1.4', label: '大字' },
] as const;

export const CLIENTS = [
  { value: 'documented', label: '照文档' },
  { value: 'reported', label: '照用户反映' },
] as const;

/** Explanation of what each person in the demo's shop may do. */
const WHAT_THEY_MAY: Readonly<Record<string, string>> = {
  owner: '管人、门店、配送账号和密钥，也查单。',
  manager: '查自己门店的订单，邀请和移除自己门店的店员。',
  clerk: '查自己门店的订单，给骑手打电话。',
  removed: '已被移除：什么也查不到，手机里的记录清空。',
  stranger: '谁也不认识 TA：什么也查不到。',
  reviewer: '只看录好的示例订单，真订单一个也看不到。',
};

/** Whether the shop has a dark style for the map, which the phone then shows in the dark. */
const MAPS = [
  { value: true, label: '有深色地图' },
  { value: false, label: '没有' },
] as const;

export interface SettingsCard {
  readonly people: readonly ShownPerson[];
  readonly settings: Settings;
  readonly kind: WorldKind;
  /** Cards that are open, of those that are folded at first; null where they are tabs. */
  readonly open: { readonly shop: boolean; readonly faults: boolean } | null;
  readonly hasDarkMap: boolean;
}

export interface SettingsPresses {
  readonly set: (change: Partial<Settings>) => Press;
  /** Opens or closes the card 开店. */
  readonly toggleShop: Press;
  /** Opens or closes the card 捣乱. */
  readonly showFaults: (isOpen: boolean) => Press;
  readonly setDarkMap: (on: boolean) => Press;
}

/** Draws the cards 谁拿着手机 (who holds the phone) and 屏幕 (the screen's settings). */
export function settingsCard(
  { people, settings, kind, open, hasDarkMap }: SettingsCard,
  { set, toggleShop, showFaults, setDarkMap }: SettingsPresses,
): TemplateResult {
  const { person, screen, theme, text, client } = settings;
  const options = people.map(({ id, name }) => ({ value: id, label: name }));
  const holder = people.find(({ id }) => id === person);
  const may =
    kind === 'demo' ? WHAT_THEY_MAY[person] : '从空店开始的：认领或接受邀请以后，才是店里的人。';
  return html`<section class="row" id="people">
      <h2>谁拿着手机</h2>
      ${choice('谁拿着手机', options, person, (next) => set({ person: next }))}
      <p class="hint">${holder === undefined ? nothing : `${holder.ownName}：`}${may}</p>
      ${
        open === null
          ? nothing
          : html`<span class="row settings__more"
              >${button('捣乱', showFaults(!open.faults), { isOpen: open.faults })}
              ${button('开店', toggleShop, { isOpen: open.shop })}</span
            >`
      }
    </section>
    <section class="row">
      <h2>屏幕</h2>
      ${choice<Screen>('大小', SCREENS, screen, (next) => set({ screen: next }))}
      ${choice('深浅', THEMES, theme, (next) => set({ theme: next }))}
      ${
        kind === 'demo' && theme === 'dark'
          ? choice<boolean>('深色地图', MAPS, hasDarkMap, setDarkMap)
          : nothing
      }
      ${choice<string>('字号', TEXTS, text, (next) => set({ text: next }))}
      ${choice('微信', CLIENTS, client, (next) => set({ client: next }))}
    </section>`;
}
