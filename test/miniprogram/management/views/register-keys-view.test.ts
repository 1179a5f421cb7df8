import {
  readRegisterKeyForm,
  registerKeyRows,
} from '../../../../miniprogram/management/views/register-keys-view';
import { NOON } from '../../../support/delivery-reports';

const STORES = [
  { storeId: 'st-1', name: '天河南店' },
  { storeId: 'st-2', name: '五山店' },
];
const KEY = { keyId: 'k-1', label: '点单系统', madeBy: '周敏', madeAt: NOON - 3_600_000 };

it('the keys in use tell their stores, and who made them and when', () => {
  const keys = [
    { ...KEY, stores: ['st-2', 'st-1'] },
    { ...KEY, keyId: 'k-2', stores: 'all' as const },
    { ...KEY, keyId: 'k-3', stores: ['st-gone'] },
  ];
  expect(registerKeyRows(keys, STORES, NOON)).toEqual([
    { keyId: 'k-1', label: '点单系统', detail: '五山店、天河南店 · 周敏 11:00 生成' },
    { keyId: 'k-2', label: '点单系统', detail: '全部门店 · 周敏 11:00 生成' },
    { keyId: 'k-3', label: '点单系统', detail: '周敏 11:00 生成' },
  ]);
});

describe('the form of a new key', () => {
  it('reads name and stores', () => {
    const value = { label: '点单系统', stores: ['st-1'] };
    expect(readRegisterKeyForm(' 点单系统 ', ['st-1'])).toEqual({ ok: true, value });
    expect(readRegisterKeyForm('点单系统', ['all'])).toMatchObject({
      ok: true,
      value: { stores: 'all' },
    });
  });

  it('says all that is missing at once', () => {
    expect(readRegisterKeyForm(' ', [])).toEqual({
      ok: false,
      reasons: { label: '请填名字，以后才认得出是哪个系统。', stores: '请至少选一家门店。' },
    });
    const reasons = { label: '最多 20 个字。' };
    expect(readRegisterKeyForm('单'.repeat(21), ['all'])).toEqual({ ok: false, reasons });
  });
});
