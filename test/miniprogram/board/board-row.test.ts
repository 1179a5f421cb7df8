import type { AnyRow, AwaitedRow } from '../../../miniprogram/contract/board-api';
import { type BoardRowView, boardRowView } from '../../../miniprogram/board/board-row';
import { awaitedRow, boardRow, stuckRow } from '../../support/board-rows';
import { at, MINUTE } from '../../support/delivery-reports';

const NOW = at('12:00');
const ID = { front: '', isFrontDecisive: false, end: '1284' };
const shown = (row: AnyRow, failed = ''): BoardRowView =>
  boardRowView(row, ID, { isSelected: false, failureText: failed }, NOW);

describe('a row of the board', () => {
  it('says who has taken note of its trouble, and offers that no more', () => {
    const row = stuckRow('A-1284', 17);
    expect(shown(row)).toMatchObject({ canNote: true, isNoted: false, reason: '到店没走' });
    const noted = shown({ ...row, acknowledged: { by: '小林', at: NOW - 3 * MINUTE } });
    expect(noted).toMatchObject({ canNote: false, isNoted: true, isUrgent: true });
    expect([noted.reason, noted.fact]).toEqual(['到店没走', '小林 11:57 知道了']);
    expect(noted.label).toContain('小林 11:57 知道了');
  });

  it('says its age when the cloud says that it is old, and only then', () => {
    const row = boardRow('A-1284', 301, { askedAt: NOW - 3 * MINUTE }, 8);
    expect(shown(row)).toMatchObject({ isOld: false, note: '还有 8 分' });
    expect(shown({ ...row, isOld: true })).toMatchObject({ isOld: true, note: '3 分没更新' });
  });

  it('offers a call only while the rider’s number can be had', () => {
    expect(shown(boardRow('A-1284', 301, { callable: true })).canCall).toBe(true);
    expect(shown(boardRow('A-1284', 301)).canCall).toBe(false);
    expect(shown(boardRow('A-1284', 302, { callable: true })).canCall).toBe(false);
  });

  it('tells why the last action has failed, in place of its state', () => {
    const { reason, fact, label } = shown(stuckRow('A-1284', 17), '没记上：网络不稳');
    expect([reason, fact]).toEqual(['没记上：网络不稳', '']);
    expect(label).toContain('没记上');
  });

  it('shows the note of the merchant’s own system', () => {
    expect(shown(boardRow('A-1284', 301, { note: '靠窗 3 桌', riderName: '林**' })).who).toBe(
      '林** · 靠窗 3 桌',
    );
  });
});

describe('the row of an order that WeChat does not know', () => {
  const awaited = (more: Partial<AwaitedRow> = {}, queueSeconds: number | null = null) => {
    const context = { isSelected: false, failureText: '', queueSeconds };
    return boardRowView(awaitedRow('A-1284', 2, more), ID, context, NOW);
  };
  const asked = (nextAskAt: number | null) => awaited({ phase: 'asked', nextAskAt });

  it('says how long it waits for its first question, and who has brought it', () => {
    const row = awaited({ store: '天河南店', note: '自取' }, 18);
    expect(row).toMatchObject({ reason: '排队中', figure: '20 秒', note: '大约', icon: '' });
    expect([row.who, row.isOver]).toEqual(['天河南店 · 小林放上 · 自取', true]);
    expect(awaited()).toMatchObject({ reason: '排队中', figure: '11:58', note: '放上' });
  });

  it('of the merchant’s own system names the key, and no queue of people', () => {
    const row = awaited({ isRegistered: true, broughtBy: '收银系统' }, 18);
    expect(row).toMatchObject({ who: '收银系统登记', figure: '11:58', note: '登记' });
  });

  it('says when WeChat is asked again, and what to check once it is not', () => {
    const next = { reason: '微信还没有这单', note: '再查' };
    expect(asked(NOW + 31 * MINUTE)).toMatchObject({ ...next, figure: '12:31' });
    expect([asked(NOW), asked(null)].map(({ figure }) => figure)).toEqual(['马上', '马上']);
    const { reason, fact, label } = awaited({ phase: 'given-up' });
    expect([reason, fact]).toEqual(['微信没有这单', '看看订单号，或晚点再扫']);
    expect(label).toContain('微信没有这单，看看订单号，或晚点再扫');
  });

  it('offers 取下 where the cloud lets the person, and nothing else', () => {
    const none = { canCall: false, canCopy: false, canNote: false, canTakeOff: false };
    expect(awaited()).toMatchObject(none);
    expect(awaited({ canTakeOff: true })).toMatchObject({ ...none, canTakeOff: true });
  });
});
