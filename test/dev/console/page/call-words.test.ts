import { callWords } from '../../../../dev/console/page/call-words';
import { shownLookUp } from '../../../support/shown-calls';

const looked = shownLookUp();

describe('a call in words', () => {
  it('tells the status, and what it took', () => {
    expect(callWords(looked)).toEqual({
      steps: ['301 配送中'],
      tone: 'done',
      extras: ['询问', '41 ms', '上游 1', '数据库 4'],
    });
  });

  it('tells of a token that was dead, and of one that had to be fetched first', () => {
    expect(
      callWords({ ...looked, outcome: '304', deadToken: 40001, isTokenFetched: true }),
    ).toEqual(expect.objectContaining({ steps: ['40001', '换令牌', '304 返还中'], tone: 'wait' }));
    expect(callWords({ ...looked, isTokenFetched: true }).extras).toContain('取令牌');
  });

  it('tells a refusal, a number that was given out, and an answer without a status', () => {
    const refused = callWords({ ...looked, isOk: false, outcome: 'not-staff' });
    expect(refused).toMatchObject({ steps: ['拒绝'], tone: 'bad' });
    expect(refused.extras).not.toContain('询问');
    expect(callWords({ ...looked, isReveal: true })).toMatchObject({ steps: ['给了号码'] });
    expect(callWords({ ...looked, outcome: '状态未知' })).toMatchObject({ steps: ['状态未知'] });
  });

  it('tells what was asked of the shop and of the timer, and a refusal of it', () => {
    const asked = { ...looked, name: 'shop', orderId: null, outcome: 'ok' };
    expect(callWords({ ...asked, action: 'save-store' })).toMatchObject({
      steps: ['好了'],
      extras: ['保存门店', '41 ms', '上游 1', '数据库 4'],
    });
    expect(callWords({ ...asked, name: 'sweep', action: 'sweep' }).extras[0]).toBe('定时清理');
    const latest = { ...asked, name: 'getOrder', action: 'latest-orders' };
    expect(callWords(latest).extras[0]).toBe('看本店最近查过的');
    expect(callWords({ ...latest, action: 'check-function' }).extras[0]).toBe('自检');
    expect(callWords({ ...asked, action: 'not-in-the-table' }).extras[0]).toBe('not-in-the-table');
    const refused = { ...asked, isOk: false, outcome: 'setup-code-rejected', action: 'claim' };
    expect(callWords(refused)).toMatchObject({ tone: 'bad' });
    expect(callWords(refused).extras[0]).toBe('认领店铺');
  });

  it('tells an error by its sentence, and by its tone whether it heals by itself', () => {
    expect(callWords({ ...looked, isOk: false, outcome: 'wechat-busy' })).toMatchObject({
      steps: ['微信正忙'],
      tone: 'wait',
    });
    expect(callWords({ ...looked, isOk: false, outcome: 'sign-rejected' })).toMatchObject({
      steps: ['配送公司不认可签名'],
      tone: 'bad',
    });
    expect(callWords({ ...looked, isOk: false, outcome: '-504003' })).toMatchObject({
      steps: ['云函数超时'],
      tone: 'bad',
    });
  });
});
