import { topPage } from '../page-stack';
import { phone } from '../phone';
import { shellButton, shellElement } from './element';
import { isShareable, shareSheet } from './share-sheet';
import { askSheet, setSheetScreen } from './sheet';

/**
 * Creates the phone's screen: pages, status bar, WeChat's capsule button, and layers above.
 *
 * @param visibilityChanged called when the capsule button or the browser's tab hides or shows the
 * mini-program
 */
export function createScreen(visibilityChanged: (isVisible: boolean) => void) {
  const time = shellElement('span', 'phone-time');
  const status = shellElement('div', 'phone-status-bar', time, shellElement('i', 'phone-signal'));
  const home = shellElement('div', 'phone-home-indicator');
  for (const drawn of [status, home]) drawn.setAttribute('aria-hidden', 'true');
  const pages = shellElement('div', 'phone-pages');
  const setOpen = (isOpen: boolean): void => {
    desktop.hidden = isOpen;
    visibilityChanged(isOpen);
  };
  const desktop = shellElement(
    'div',
    'phone-desktop',
    shellElement('p', '', '小程序在后台'),
    shellButton('phone-sheet-button', '重新进入', () => {
      setOpen(true);
    }),
  );
  desktop.hidden = true;
  document.addEventListener('visibilitychange', () => {
    if (desktop.hidden) visibilityChanged(!document.hidden);
  });
  const more = (): void => {
    void showMenu();
  };
  const close = (): void => {
    setOpen(false);
  };
  const capsule = shellElement(
    'div',
    'phone-capsule',
    shellButton('phone-more', '', more, '更多'),
    shellButton('phone-close', '', close, '关闭小程序'),
  );
  const layers = shellElement('div', 'phone-layers');
  const element = shellElement('div', 'phone', pages, capsule, layers, desktop, status, home);
  setSheetScreen(layers);
  document.body.append(element);
  showFocusToKeyboard(document.documentElement);
  showTime(time);

  /** Adapts status bar and capsule to the visible page, the network and the window's size. */
  const refresh = (): void => {
    const { capsule: box, kind } = phone;
    const hasLightText = topPage()?.frame.hasLightText ?? phone.settings.theme === 'dark';
    element.classList.toggle('phone-light-text', hasLightText);
    element.classList.toggle('phone-offline', !phone.settings.online);
    element.dataset['kind'] = kind;
    capsule.style.left = `${box.left}px`;
    capsule.style.top = `${box.top}px`;
  };
  return { element, pages, refresh };
}

function showTime(place: HTMLElement): void {
  const tick = (): void => {
    place.textContent = new Date().toLocaleTimeString('zh-CN', {
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
      timeZone: 'Asia/Shanghai',
    });
  };
  tick();
  setInterval(tick, 1000);
}

/**
 * Marks the root while a person uses the keyboard, so that the style sheet outlines the focus only
 * then. `:focus-visible` alone also matches on a sheet that a click has opened.
 */
function showFocusToKeyboard(root: HTMLElement): void {
  const mark = (isKeyboard: boolean) => () => {
    root.toggleAttribute('data-keyboard', isKeyboard);
  };
  window.addEventListener('keydown', mark(true), { capture: true });
  window.addEventListener('pointerdown', mark(false), { capture: true });
}

async function showMenu(): Promise<void> {
  const chosen = await askSheet('phone-sheet', 'cancel', (answer) =>
    [
      ...(isShareable() ? [['share', '转发给朋友']] : []),
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
