import {
  movementOf,
  movementWords,
  stillWords,
} from '../../../../miniprogram/delivery/view/movement';
import { at, historyOf, reportOf } from '../../../support/delivery-reports';

const HERE = { longitude: 113.33, latitude: 23.13 };
const THERE = { longitude: 113.34, latitude: 23.13 };
const before = reportOf(301, at('12:30:00'), { position: HERE });
const moved = reportOf(301, at('12:30:40'), { position: THERE });

describe('the movement of the rider', () => {
  it('is counted from the last change of his position', () => {
    const stands = reportOf(301, at('12:33:40'), { position: THERE });
    const movement = movementOf(stands, historyOf(before, moved, stands), at('12:33:40'));
    expect(movement).toEqual({ stillMs: 180_000, isFirst: false });
  });

  it('is not known from one position alone, and not from an old one', () => {
    expect(movementOf(before, historyOf(before), at('12:30:20'))).toEqual({
      stillMs: 20_000,
      isFirst: true,
    });
    const lost = reportOf(301, at('12:30:50'));
    expect(movementOf(lost, historyOf(before, moved, lost), at('12:31'))).toBeNull();
  });

  it('is told in words', () => {
    const told = [
      { stillMs: 5000, isFirst: false },
      { stillMs: 25_000, isFirst: false },
      { stillMs: 25_000, isFirst: true },
      { stillMs: 60_000, isFirst: true },
      null,
    ].map(movementWords);
    expect(told).toEqual([
      '骑手还在动，位置刚刚有变化',
      '骑手还在动，位置 25 秒前有变化',
      '骑手的位置刚查到',
      '骑手的位置 1 分没有变化',
      '现在没有骑手的位置',
    ]);
    expect(stillWords({ stillMs: 180_000, isFirst: false })).toBe('位置 3 分没有变化');
  });
});
