import { aboutView } from '../../../miniprogram/shop/about-view';

const APP = { version: '1.2.3', kind: 'release', baseLibrary: '3.6.0' } as const;

describe('关于', () => {
  it('names the version as it was published, and what kind it is', () => {
    expect(aboutView(APP, null).version).toBe('1.2.3 · 正式版');
    expect(aboutView({ ...APP, version: '', kind: 'trial' }, null).version).toBe('体验版');
    expect(aboutView({ ...APP, version: '', kind: 'develop' }, null).version).toBe('开发版');
    expect(aboutView(APP, null).baseLibrary).toBe('3.6.0');
  });

  it('tells how it stands with the privacy guideline, as WeChat calls it', () => {
    const contractName = '《骑手在哪隐私保护指引》';
    expect(aboutView(APP, { isAgreed: true, contractName })).toMatchObject({
      guideline: contractName,
      agreement: '已同意',
    });
    expect(aboutView(APP, { isAgreed: false, contractName }).agreement).toBe('用到时会问你');
    expect(aboutView(APP, null)).toMatchObject({ guideline: '隐私保护指引', agreement: '' });
  });
});
