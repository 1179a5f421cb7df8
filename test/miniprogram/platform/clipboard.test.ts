import { COPY_FAILURE_WORDING, copyText } from '../../../miniprogram/platform/clipboard';
import { installWx } from '../../support/fake-wx';

describe('the clipboard', () => {
  it('takes text', async () => {
    const setClipboardData = jest.fn(() => Promise.resolve());
    installWx({ setClipboardData });
    expect(await copyText('A-1')).toBe('');
    expect(setClipboardData).toHaveBeenCalledWith({ data: 'A-1' });
  });

  it.each([
    [{ errno: 112 }, 'not-declared'],
    [{ errno: 103 }, 'not-agreed'],
    [{ errno: 104 }, 'not-agreed'],
    [{ errno: 1 }, 'not-copied'],
    [null, 'not-copied'],
  ] as const)('says why it did not: %j', async (failure, outcome) => {
    installWx({ setClipboardData: jest.fn().mockRejectedValue(failure) });
    expect(await copyText('A-1')).toBe(COPY_FAILURE_WORDING[outcome]);
    expect(COPY_FAILURE_WORDING[outcome]).toMatch(/^没能复制：.+。$/);
  });
});
