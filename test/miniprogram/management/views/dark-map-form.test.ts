import {
  darkMapFormOf,
  readDarkMapForm,
} from '../../../../miniprogram/management/views/dark-map-form';

describe('the form of the dark map', () => {
  it('shows what is stored, and is empty without it', () => {
    expect(darkMapFormOf({ key: 'K', style: 3 })).toEqual({ key: 'K', style: '3' });
    expect(darkMapFormOf(undefined)).toEqual({ key: '', style: '' });
  });

  it('is read without blanks around', () => {
    expect(readDarkMapForm({ key: ' AB-CD ', style: ' 2 ' })).toEqual({
      ok: true,
      value: { darkMap: { key: 'AB-CD', style: 2 } },
    });
  });

  it('without a key stands for no dark map any more, whatever the number is', () => {
    const none = { ok: true, value: { darkMap: null } };
    expect(readDarkMapForm({ key: ' ', style: '' })).toEqual(none);
    expect(readDarkMapForm({ key: '', style: '3' })).toEqual(none);
  });

  it.each(['', '0', '100', '1.5', '三'])('refuses the number %j', (style) => {
    expect(readDarkMapForm({ key: 'K', style })).toEqual({
      ok: false,
      reasons: { style: '请填 1 到 99 的整数。' },
    });
  });

  it('refuses a key that is too long, or has what nobody sees', () => {
    const reasons = (key: string) => {
      const read = readDarkMapForm({ key, style: '1' });
      return read.ok ? {} : read.reasons;
    };
    expect(reasons('K'.repeat(64))).toEqual({});
    expect(reasons('K'.repeat(65))).toEqual({ key: '最多 64 个字。' });
    expect(reasons('AB\u200bCD')).toEqual({ key: '里面有看不见的字符，请重新输入。' });
  });
});
