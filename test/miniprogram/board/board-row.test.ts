import type { AnyRow } from '../../../miniprogram/contract/board-api';
import { type BoardRowView, boardRowView } from '../../../miniprogram/board/board-row';
import { awaitedRow, boardRow, stuckRow } from '../../support/board-rows';
import { at } from '../../support/delivery-reports';

const NOW = at('12:00');
const MINUTE = 60_000;
const ID = { front: '', isFrontDecisive: false, end: '1284' };
const shown = (row: AnyRow, failed = ''): BoardRowView =>
  boardRowView(row, ID, { isSelected: false, failed }, NOW);

describe('a row of the board', () => {
  it('says who has taken note of its trouble, and offers that no more', () => {
    const row = stuckRow('A-1284', 17);
    expect(shown(row)).toMatchObject({ canNote: true, isNoted: false, reason: '到店没走' });
    const noted = shown({ ...row, acknowledged: { by: '小林', at: NOW - 3 * MINUTE } });
    expect(noted).toMatchObject({
      canNote: false,
      isNoted: true,
      isUrgent: true,
      reason: '到店没走',
      fact: '小林 11:57 知道了',
    });
    expect(noted.label).toContain('小林 11:57 知道了');
  });

  it('says its age when the cloud says that it is old, and only then', () => {
    const askedAt = NOW - 3 * MINUTE;
    expect(shown(boardRow('A-1284', 301, { askedAt }, 8))).toMatchObject({
      isOld: false,
      note: '还有 8 分',
    });
    expect(shown(boardRow('A-1284', 301, { askedAt, isOld: true }, 8))).toMatchObject({
      isOld: true,
      note: '3 分没更新',
    });
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

  it('shows the note of the merchant’s own system, and an order that WeChat does not know yet', () => {
    expect(shown(boardRow('A-1284', 301, { note: '靠窗 3 桌', riderName: '林**' })).who).toBe(
      '林** · 靠窗 3 桌',
    );
    expect(shown({ ...awaitedRow('A-1284', 2), note: '自取' })).toMatchObject({
      reason: '微信还没有这单',
      who: '自取',
      figure: '11:58',
      canCopy: false,
    });
  });
});
