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
    const expected = { ok: true, value: { darkMap: { key: 'AB-CD', style: 2 } } };
    expect(readDarkMapForm({ key: ' AB-CD ', style: ' 2 ' })).toEqual(expected);
  });

  it('without a key stands for no dark map any more, whatever the number is', () => {
    const none = { ok: true, value: { darkMap: null } };
    expect(readDarkMapForm({ key: ' ', style: '' })).toEqual(none);
    expect(readDarkMapForm({ key: '', style: '3' })).toEqual(none);
  });

  it('says what is wrong of both: the key has at most 64 characters, the number two digits', () => {
    expect(readDarkMapForm({ key: 'K'.repeat(65), style: '100' })).toEqual({
      ok: false,
      reasons: { key: '最多 64 个字。', style: '请填 1 到 99 的整数。' },
    });
    expect(readDarkMapForm({ key: 'K'.repeat(64), style: '99' }).ok).toBe(true);
  });
});
