import { phone } from '../phone';
import { topPage } from '../page-stack';
import { shellButton, shellElement } from './element';
import { setSheetScreen } from './sheet';
import { shareSheet } from './share-sheet';
import { askSheet } from './sheet';

/** The phone's screen: pages, the system's status bar, WeChat's capsule, and what lies over them. */
export interface Screen {
  readonly element: HTMLElement;
  readonly pages: HTMLElement;
  /** Follows the visible page: colour of the bar's text, theme, size. */
  readonly refresh: () => void;
}

/** Draws the screen into the document. `actions` are what the capsule can do. */
export function createScreen(actions: {
  readonly closed: () => void;
  readonly reopened: () => void;
}): Screen {
  const time = shellElement('span', 'phone-time');
  const status = shellElement('div', 'phone-status-bar', time, statusIcons());
  status.setAttribute('aria-hidden', 'true');
  const pages = shellElement('div', 'phone-pages');
  const home = shellElement('div', 'phone-home-indicator');
  home.setAttribute('aria-hidden', 'true');
  const desktop = shellElement('div', 'phone-desktop');
  desktop.hidden = true;
  const capsule = shellElement(
    'div',
    'phone-capsule',
    capsuleButton('phone-more', '更多', () => {
      void showMenu();
    }),
    capsuleButton('phone-close', '关闭小程序', () => {
      desktop.hidden = false;
      actions.closed();
    }),
  );
  desktop.append(
    shellElement('p', 'phone-desktop-text', '小程序在后台'),
    shellButton('phone-sheet-button phone-primary', '重新进入', () => {
      desktop.hidden = true;
      actions.reopened();
    }),
  );
  const layers = shellElement('div', 'phone-layers');
  const element = shellElement('div', 'phone', pages, capsule, layers, desktop, status, home);
  setSheetScreen(layers);
  document.body.append(element);

  const tick = (): void => {
    time.textContent = new Date().toLocaleTimeString('zh-CN', {
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
      timeZone: 'Asia/Shanghai',
    });
  };
  tick();
  setInterval(tick, 1000);
  const refresh = (): void => {
    const { capsule: box, kind } = phone;
    const light = topPage()?.frame.lightText ?? phone.settings.theme === 'dark';
    element.classList.toggle('phone-light-text', light);
    element.classList.toggle('phone-offline', !phone.settings.online);
    element.dataset['kind'] = kind;
    capsule.style.left = `${box.left}px`;
    capsule.style.top = `${box.top}px`;
  };
  refresh();
  return { element, pages, refresh };
}

function capsuleButton(className: string, label: string, pressed: () => void): HTMLButtonElement {
  const button = shellButton(className, '', pressed);
  button.setAttribute('aria-label', label);
  return button;
}

function statusIcons(): HTMLElement {
  return shellElement(
    'span',
    'phone-status-icons',
    shellElement('i', 'phone-signal'),
    shellElement('i', 'phone-battery'),
  );
}

async function showMenu(): Promise<void> {
  const chosen = await askSheet('phone-sheet', 'cancel', (answer) =>
    [
      ['share', '转发给朋友'],
      ['reload', '重新进入小程序'],
      ['cancel', '取消'],
    ].map(([key = '', label = '']) =>
      shellButton('phone-sheet-button', label, () => {
        answer(key);
      }),
    ),
  );
  if (chosen === 'share') await shareSheet(null);
  if (chosen === 'reload') location.reload();
}
