import {
  askConfirmation,
  askLossConfirmation,
  showMessage,
} from '../../../miniprogram/platform/dialog';
import { listenForKeys } from '../../../miniprogram/platform/input';
import { installWx } from '../../support/fake-wx';

const question = { title: '删除天河南店？', content: '不能恢复。', confirmText: '删除' };

function phoneIn(theme: 'light' | 'dark', answer: () => Promise<object>) {
  const showModal = jest.fn(answer);
  installWx({ showModal, getAppBaseInfo: () => ({ theme }) });
  return showModal;
}

describe('a question before an action', () => {
  it.each([
    ['light', '#c0271f'],
    ['dark', '#ff9089'],
  ] as const)('that loses something has a red button (%s)', async (theme, confirmColor) => {
    const showModal = phoneIn(theme, () => Promise.resolve({ confirm: true }));
    expect(await askLossConfirmation(question)).toBe(true);
    expect(showModal).toHaveBeenCalledWith({ ...question, confirmColor });
  });

  it('keeps the keys from the page below until it is answered, as a message does', async () => {
    let press = (_key: { readonly key: string }): void => undefined;
    let answer = (_given: object): void => undefined;
    const showModal = () => new Promise<object>((resolve) => (answer = resolve));
    const onKeyDown = (listener: typeof press) => (press = listener);
    installWx({ showModal, onKeyDown, offKeyDown: jest.fn() });
    const pressed = jest.fn();
    const stop = listenForKeys(pressed);
    for (const shown of [() => askConfirmation(question), () => showMessage(question)]) {
      const end = shown();
      press({ key: 'Enter' });
      answer({ confirm: true });
      await end;
      expect(pressed).not.toHaveBeenCalled();
    }
    press({ key: 'a' });
    expect(pressed).toHaveBeenCalledWith(expect.objectContaining({ key: 'a' }));
    stop();
  });

  it('that cannot be shown is not confirmed', async () => {
    phoneIn('light', () => Promise.reject(new Error('showModal:fail')));
    expect(await askLossConfirmation(question)).toBe(false);
  });
});
