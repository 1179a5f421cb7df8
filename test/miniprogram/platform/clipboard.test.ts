import { COPY_WORDING, copyText } from '../../../miniprogram/platform/clipboard';
import { installWx } from '../../support/fake-wx';

describe('the clipboard', () => {
  it('takes text', async () => {
    const setClipboardData = jest.fn(() => Promise.resolve());
    installWx({ setClipboardData });
    expect(await copyText('A-1')).toBe('copied');
    expect(setClipboardData).toHaveBeenCalledWith({ data: 'A-1' });
  });

  it.each([
    [{ errno: 112, errMsg: 'setClipboardData:fail api scope is not declared' }, 'not-declared'],
    [{ errno: 103, errMsg: 'setClipboardData:fail privacy permission' }, 'not-agreed'],
    [{ errno: 104, errMsg: 'setClipboardData:fail privacy permission' }, 'not-agreed'],
    [{ errno: 1, errMsg: 'setClipboardData:fail' }, 'not-copied'],
    [{ errMsg: 'setClipboardData:fail' }, 'not-copied'],
    [null, 'not-copied'],
  ] as const)('says why it did not: %j', async (failure, outcome) => {
    installWx({ setClipboardData: jest.fn().mockRejectedValue(failure) });
    expect(await copyText('A-1')).toBe(outcome);
    expect(COPY_WORDING[outcome]).toMatch(/^没能复制：.+。$/);
  });

  it('has words of its own for each', () => {
    const words = Object.values(COPY_WORDING);
    expect(new Set(words).size).toBe(words.length);
  });
});
