import { PRODUCT_VERSION } from '../../../miniprogram/contract/cloud-error';
import { aboutView } from '../../../miniprogram/shop/about-view';

const APP = { kind: 'release', baseLibrary: '3.6.0' } as const;

it('关于 names the version, also of what is not published, and what kind it is', () => {
  const versionOf = (more: object) => aboutView({ ...APP, ...more }, null).version;
  expect(versionOf({})).toBe(`${PRODUCT_VERSION} · 正式版`);
  expect(versionOf({ kind: 'trial' })).toBe(`${PRODUCT_VERSION} · 体验版`);
  expect(versionOf({ kind: 'develop' })).toBe(`${PRODUCT_VERSION} · 开发版`);
});

it.each([
  [{ isAgreed: true, contractName: '《骑手在哪指引》' }, '《骑手在哪指引》', '已同意'],
  [{ isAgreed: false, contractName: '《骑手在哪指引》' }, '《骑手在哪指引》', '用到时会问你'],
  [null, '隐私保护指引', ''],
])('关于 tells how it stands with the guideline: %j', (privacy, guideline, agreement) => {
  const baseLibrary = '3.6.0';
  expect(aboutView(APP, privacy)).toMatchObject({ guideline, agreement, baseLibrary });
});
