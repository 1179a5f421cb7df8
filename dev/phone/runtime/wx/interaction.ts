import { shellButton, shellElement } from '../shell/element';
import { askSheet } from '../shell/sheet';
import { drawToast, hideToast } from '../shell/toast';
import { flagOf, textOf, type Options } from '../values';
import { ApiFailure, asyncApi } from './api';

interface ModalAnswer {
  readonly confirm: boolean;
  readonly content: string | null;
}

function askModal(options: Options): Promise<ModalAnswer> {
  const title = textOf(options['title']);
  const content = textOf(options['content']);
  const field = flagOf(options['editable']) ? shellElement('input', 'phone-modal-input') : null;
  if (field !== null) {
    field.value = content;
    field.placeholder = textOf(options['placeholderText']);
  }
  const button = (
    key: 'cancel' | 'confirm',
    otherwise: string,
    answer: () => void,
  ): HTMLElement => {
    const element = shellButton(
      `phone-modal-${key}`,
      textOf(options[`${key}Text`], otherwise),
      answer,
    );
    element.style.color = textOf(options[`${key}Color`]);
    return element;
  };
  return askSheet<ModalAnswer>('phone-modal', null, (answer) => [
    ...(title === '' ? [] : [shellElement('h2', 'phone-modal-title', title)]),
    field ?? shellElement('p', 'phone-modal-content', content),
    shellElement(
      'div',
      'phone-modal-buttons',
      ...(flagOf(options['showCancel'], true)
        ? [
            button('cancel', '取消', () => {
              answer({ confirm: false, content: null });
            }),
          ]
        : []),
      button('confirm', '确定', () => {
        answer({ confirm: true, content: field?.value ?? null });
      }),
    ),
  ]);
}

/** Toasts, dialogs and sheets, drawn as WeChat draws them. */
export const interactionApis: Readonly<Record<string, unknown>> = {
  showToast: asyncApi('showToast', (options) => {
    drawToast(options, 'toast');
  }),
  showLoading: asyncApi('showLoading', (options) => {
    drawToast(options, 'loading');
  }),
  hideToast: asyncApi('hideToast', hideToast),
  hideLoading: asyncApi('hideLoading', hideToast),
  showModal: asyncApi('showModal', async (options) => {
    const { confirm, content } = await askModal(options);
    return { confirm, cancel: !confirm, content };
  }),
  showActionSheet: asyncApi('showActionSheet', async ({ itemList, alertText, itemColor }) => {
    const items = Array.isArray(itemList) ? itemList.map((item) => textOf(item)) : [];
    if (items.length === 0) throw new ApiFailure('parameter error: itemList should not be empty');
    const chosen = await askSheet('phone-sheet', -1, (answer) => [
      ...(textOf(alertText) === ''
        ? []
        : [shellElement('p', 'phone-sheet-title', textOf(alertText))]),
      ...items.map((item, index) => {
        const button = shellButton('phone-sheet-button', item, () => {
          answer(index);
        });
        button.style.color = textOf(itemColor);
        return button;
      }),
      shellButton('phone-sheet-button phone-sheet-cancel', '取消', () => {
        answer(-1);
      }),
    ]);
    if (chosen < 0) throw new ApiFailure('cancel');
    return { tapIndex: chosen };
  }),
};
