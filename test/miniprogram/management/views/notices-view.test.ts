import type { StoreRobot } from '../../../../miniprogram/contract/notices';
import { robotRow, watchView } from '../../../../miniprogram/management/views/notices-view';
import { sampleRobot } from '../../../support/shop-samples';
import { MINUTE, NOON } from '../../../support/delivery-reports';

function row(more: Partial<StoreRobot>) {
  return robotRow(sampleRobot(more), NOON);
}

describe('the robot of a store', () => {
  it('says which one it is, when it last said something, and when it is silent', () => {
    expect(row({ sentAt: NOON - MINUTE })).toEqual({
      storeId: 'st-1',
      storeName: '一店',
      detail: '企业微信 · 11:59 发过一条',
      tag: '开着',
      tone: 'done',
    });
    const silent = row({ kind: 'feishu', sentAt: null, quiet: { from: 23, to: 8 } });
    expect(silent.detail).toBe('飞书 · 还没有要说的 · 23:00–8:00 不发');
  });

  it('whose message did not arrive says why, and nothing else', () => {
    const problem = '企业微信不认这个地址：重新复制地址，再贴一次（93000）。';
    expect(row({ problem })).toMatchObject({ detail: problem, tag: '没送到', tone: 'bad' });
  });

  it('has no state before an address is entered, whatever was before', () => {
    const none = row({ kind: null, problem: '企业微信不认这个地址。' });
    expect(none).toMatchObject({ detail: '还没有地址', tag: '', tone: 'neutral' });
  });
});

describe('the turn of each minute', () => {
  const door = { template: null, problem: null, own: { left: 0, quiet: null }, others: [] };
  const watch = (watchedAt: number | null, robots = [sampleRobot()], messages = {}) =>
    watchView({ robots, watchedAt }, { ...door, ...messages }, NOON);

  it('is nobody’s business while no store has a robot, and nobody gets messages', () => {
    expect(watch(NOON, [])).toBeNull();
    expect(watch(NOON, [sampleRobot({ kind: null })])).toBeNull();
    expect(watch(NOON, [sampleRobot({ kind: null }), sampleRobot()])).not.toBeNull();
    const template = { templateId: 't', title: '配送异常提醒' };
    expect(watch(NOON, [], { template })).toBeNull();
    expect(watch(NOON, [], { template, own: { left: 1, quiet: null } })).not.toBeNull();
  });

  it.each([
    [0, '在跑', 'done'],
    [5 * MINUTE, '在跑', 'done'],
    [6 * MINUTE, '上次 6 分前', 'wait'],
  ])('runs while the last one is at most five minutes old (%s)', (age, text, tone) => {
    const view = watch(NOON - age);
    expect(view).toMatchObject({ text, tone });
    expect(view?.advice.includes('自检')).toBe(tone === 'wait');
  });

  it('has never come where no time is known, and where that time lies ahead', () => {
    for (const at of [null, NOON + MINUTE])
      expect(watch(at)).toMatchObject({ text: '还没有跑过', tone: 'wait' });
  });
});
