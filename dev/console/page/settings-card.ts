import { type TemplateResult, html, nothing } from 'lit-html';
import { faultNamed } from '../../faults/fault-table';
import { button, choice } from './controls';
import type { Screen } from './phone-frame';
import type { Kept, Shown, View } from './shown';

const SCREENS = { phone: '手机', tablet: '平板', computer: '电脑' };
const THEMES = { light: '浅色', dark: '深色' };
/** Whether the shop has a dark style for the map, which the phone then shows in the dark. */
const MAPS = { dark: '有深色地图', none: '没有' };
const TEXTS = { '1': '标准字', '1.4': '大字' };
const CLIENTS = { documented: '照文档', reported: '照用户反映' };

/** Explanation of what each person in the demo's shop may do. */
const WHAT_THEY_MAY: Readonly<Record<string, string>> = {
  owner: '管人、门店、配送账号和密钥，也查单。',
  manager: '查自己门店的订单，邀请和移除自己门店的店员。',
  clerk: '查自己门店的订单，给骑手打电话。',
  removed: '已被移除：什么也查不到，手机里的记录清空。',
  stranger: '谁也不认识 TA：什么也查不到。',
  reviewer: '只看录好的示例订单，真订单一个也看不到。',
};

/** Draws 谁拿着手机 (who holds the phone), the buttons of folded cards, and 屏幕 (the screen). */
export function settingsCard(shown: Shown): TemplateResult {
  return html`<section class="row" id="people">${people(shown)}${foldedCards(shown)}</section>
    <section class="row">${screen(shown)}</section>`;
}

function people({ state, view, phone, change }: Shown): TemplateResult {
  const { people: known, shop } = state;
  const names = Object.fromEntries(known.map(({ id, name }) => [id, name]));
  const ownName = known.find(({ id }) => id === view.person)?.ownName;
  const may =
    shop.kind === 'demo'
      ? WHAT_THEY_MAY[view.person]
      : '从空店开始的：认领或接受邀请以后，才是店里的人。';
  const handTo = (person: string): void => {
    phone.tell({ type: 'person', person });
    // Another person's phone has no order id in it.
    change({ person, inPhone: null });
  };
  return html`<h2>谁拿着手机</h2>
    ${choice('谁拿着手机', names, view.person, handTo)}
    <p class="hint">${ownName}：${may}</p>`;
}

function foldedCards({ state, view, change }: Shown): TemplateResult {
  const { areFaultsOpen, isShopOpen, areGroupsOpen } = view;
  const inGroups = state.groups.flatMap((group) => group.messages).length;
  const messages = inGroups + state.phoneMessages.length;
  const on = state.faults.map(({ name }) => faultNamed(name).label);
  const faults = on.length > 1 ? `${on.length} 样开着` : on[0];
  const set = (part: Partial<View>) => () => {
    change(part);
  };
  const toggleFaults = set({ areFaultsOpen: !areFaultsOpen });
  const toggleGroups = set({ areGroupsOpen: !areGroupsOpen });
  return html`<span class="row settings__more"
    >${
      faults === undefined
        ? button('捣乱', toggleFaults, { isOpen: areFaultsOpen })
        : button(`捣乱：${faults}`, toggleFaults, { isOpen: areFaultsOpen, kind: 'bad' })
    }
    ${button('开店', set({ isShopOpen: !isShopOpen }), { isOpen: isShopOpen })}
    ${button(messages === 0 ? '群' : `群：${messages} 条`, toggleGroups, { isOpen: areGroupsOpen })}</span
  >`;
}

function screen({ state, view, phone, change, send }: Shown): TemplateResult {
  const { kept, person } = view;
  const set = (part: Partial<Kept>): void => {
    change({ kept: { ...kept, ...part } });
  };
  const setScreen = (next: Screen): void => {
    set({ screen: next });
    // A running mini-program cannot switch to or from a computer.
    if ((kept.screen === 'computer') !== (next === 'computer')) phone.start(person);
  };
  const setMap = (map: keyof typeof MAPS): Promise<boolean> =>
    send('dark-map', { on: map === 'dark' });
  const map = state.hasDarkMap ? 'dark' : 'none';
  return html`<h2>屏幕</h2>
    ${choice('大小', SCREENS, kept.screen, setScreen)}
    ${choice('深浅', THEMES, kept.theme, (theme) => {
      set({ theme });
    })}
    ${
      state.shop.kind === 'demo' && kept.theme === 'dark'
        ? choice('深色地图', MAPS, map, setMap)
        : nothing
    }
    ${choice('字号', TEXTS, kept.text, (text) => {
      set({ text });
    })}
    ${choice('微信', CLIENTS, kept.client, (client) => {
      set({ client });
    })}`;
}
