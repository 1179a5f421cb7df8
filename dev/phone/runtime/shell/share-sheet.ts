import { reportError } from '../errors';
import { otherPeople } from '../host-connection';
import { pageStack, pageUrl, topPage, type OpenPage } from '../page-stack';
import { startAnew } from '../phone';
import { callable, isRecord, textOf, type Options } from '../values';
import { shellButton, shellElement } from './element';
import { pageFrameOf } from './page-frame';
import { askSheet } from './sheet';

/** WeChat's scene value of a mini-program opened from a card that was sent to one person. */
const FROM_CARD = 1007;

/** Shares the page as a card, which another person opens. `button` is null for the menu's 转发. */
export async function shareSheet(button: HTMLElement | null): Promise<void> {
  const frame = button === null ? undefined : pageFrameOf(button);
  const page = pageStack.find((one) => one.frame === frame) ?? topPage();
  if (page === undefined) return;
  const card = cardOf(page, button === null ? 'menu' : 'button');
  const path = textOf(card['path'], pageUrl(page));
  const people = await otherPeople();
  const receiver = await askSheet('phone-sheet', '', (answer) => [
    shellElement('h2', 'phone-sheet-title', '转发给朋友'),
    shellElement(
      'div',
      'phone-card',
      shellElement('p', 'phone-card-title', textOf(card['title'], document.title)),
      shellElement('p', 'phone-card-path', path),
    ),
    ...people.map((person) =>
      shellButton('phone-sheet-button', `发给${person.name}，由 TA 点开`, () => {
        answer(person.id);
      }),
    ),
    shellButton('phone-sheet-button phone-sheet-cancel', '不发了', () => {
      answer('');
    }),
  ]);
  if (receiver !== '') startAnew({ person: receiver, path, scene: FROM_CARD });
}

/**
 * Says whether the menu shares the visible page, which has to define onShareAppMessage
 * (developers.weixin.qq.com/miniprogram/dev/reference/api/Page.html).
 */
export function isShareable(): boolean {
  return callable(topPage()?.caller['onShareAppMessage']) !== undefined;
}

function cardOf({ caller, route }: OpenPage, from: 'menu' | 'button'): Options {
  try {
    const card = callable(caller['onShareAppMessage'])?.call(caller, { from });
    return isRecord(card) ? card : {};
  } catch (error) {
    reportError(error, `${route} onShareAppMessage`);
    return {};
  }
}
