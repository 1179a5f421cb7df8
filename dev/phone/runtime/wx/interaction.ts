import { shellButton, shellElement } from '../shell/element';
import { askSheet } from '../shell/sheet';
import { flagOf, textOf } from '../values';
import { asyncApis } from './api';

/** APIs of dialogs, which are drawn as WeChat draws them. */
export const interactionApis = asyncApis({
  showModal: async (options) => {
    const title = textOf(options['title']);
    const isConfirmed = await askSheet<boolean>('phone-modal', null, (answer) => {
      const button = (key: 'cancel' | 'confirm', otherwise: string): HTMLElement => {
        const text = textOf(options[`${key}Text`], otherwise);
        return shellButton(`phone-modal-${key}`, text, () => {
          answer(key === 'confirm');
        });
      };
      const confirm = button('confirm', '确定');
      confirm.style.color = textOf(options['confirmColor']);
      const cancel = flagOf(options['showCancel'], true) ? [button('cancel', '取消')] : [];
      return [
        ...(title === '' ? [] : [shellElement('h2', 'phone-modal-title', title)]),
        shellElement('p', 'phone-modal-content', textOf(options['content'])),
        shellElement('div', 'phone-modal-buttons', ...cancel, confirm),
      ];
    });
    return { confirm: isConfirmed, cancel: !isConfirmed, content: null };
  },
});
