import { shellButton, shellElement } from '../shell/element';
import { askSheet } from '../shell/sheet';
import { ApiFailure, asyncApis } from './api';
import { askHost } from './ask-host';
import { alwaysAnswered } from './storage';

/** Answer about all templates of a pop-up; `isAlways`: it does not come again. */
interface Answer {
  readonly isAccepted: boolean;
  readonly isAlways: boolean;
}

/**
 * `wx.requestSubscribeMessage`: WeChat's pop-up about at most three templates. Whoever has chosen
 * 总是保持以上选择 is not asked again.
 */
export const subscribeApis = asyncApis({
  requestSubscribeMessage: async ({ tmplIds }) => {
    const ids = Array.isArray(tmplIds) ? tmplIds.map(String) : [];
    if (ids.length === 0 || ids.length > 3)
      throw new ApiFailure('TmplIds must be 1 to 3', { errCode: 20003 });
    const { titles } = await askHost(
      '/subscribe',
      { templateIds: ids, isAccepted: false },
      'titles',
    );
    const known = (Array.isArray(titles) ? titles : []).map(String);
    if (!Array.isArray(titles) || titles.includes(null))
      throw new ApiFailure('No template data return', { errCode: 20001 });
    const before = ids.map((id) => alwaysAnswered.read(id));
    const isAnswered = before.every((one) => one === before[0] && one !== null);
    const { isAccepted, isAlways } = isAnswered
      ? { isAccepted: before[0] === 'accept', isAlways: false }
      : await ask(known);
    const answer = isAccepted ? 'accept' : 'reject';
    if (isAlways) for (const id of ids) alwaysAnswered.write(id, answer);
    if (isAccepted) await askHost('/subscribe', { templateIds: ids, isAccepted }, 'titles');
    return Object.fromEntries(ids.map((id) => [id, answer]));
  },
});

function ask(titles: readonly string[]): Promise<Answer> {
  const box = document.createElement('input');
  box.type = 'checkbox';
  const refused = { isAccepted: false, isAlways: false };
  return askSheet<Answer>('phone-sheet phone-subscribe', refused, (answer) => [
    shellElement('h2', 'phone-subscribe-title', '发送一次以下消息'),
    ...titles.map((title) => shellElement('p', 'phone-subscribe-template', title)),
    shellElement('label', 'phone-subscribe-always', box, '总是保持以上选择，不再询问'),
    shellElement(
      'div',
      'phone-subscribe-buttons',
      shellButton('phone-subscribe-refuse', '取消', () => {
        answer({ isAccepted: false, isAlways: box.checked });
      }),
      shellButton('phone-subscribe-allow', '允许', () => {
        answer({ isAccepted: true, isAlways: box.checked });
      }),
    ),
  ]);
}
