import type { HistoryEntry } from '../../../../miniprogram/contract/delivery-history';
import { statusOfCode } from '../../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import {
  durationBetween,
  exactTimeOf,
  lastingSince,
  observedTime,
  observedTimeShort,
} from '../../../../miniprogram/delivery/view/observed-time';
import { at } from '../../../support/delivery-reports';

/** An entry by its clock times: the first ask that showed it, and the last that did not yet. */
function entry(seen: string | null, notBefore: string | null): HistoryEntry {
  return {
    status: statusOfCode(202),
    riderName: null,
    seenAt: seen === null ? null : at(seen),
    notBefore: notBefore === null ? null : at(notBefore),
    inferred: seen === null,
  };
}

const exact = entry('12:24', '12:23:30');
const minuteApart = entry('12:24', '12:23');
const between = entry('12:24', '12:22:59');
const already = entry('12:24', null);
const inferred = entry(null, null);
const now = at('12:35');

describe('when something happened', () => {
  it('is known exactly where the asks were a minute apart at most', () => {
    const times = [exact, minuteApart, between, already, inferred, undefined].map(exactTimeOf);
    expect(times).toEqual([at('12:24'), at('12:24'), null, null, null, null]);
  });

  it('is told as far as it was seen', () => {
    const times = [exact, between, entry('12:24', '12:05'), already, inferred].map((one) =>
      observedTime(one, now),
    );
    expect(times).toEqual(['12:24', '12:22–12:24 之间', '12:05–12:24 之间', '12:24 前', '']);
  });

  it('is told in short with what was so by then, where that is all that is known', () => {
    const times = [exact, between, already, inferred, undefined].map((one) =>
      observedTimeShort(one, '已取货', now),
    );
    expect(times).toEqual(['12:24', '12:24 已取货', '12:24 已取货', '', '']);
  });
});

describe('how long something lasts', () => {
  it('is told from when it began, or “more than” where that was not seen', () => {
    const told = [exact, between, already, inferred, undefined].map((one) =>
      lastingSince(one, now),
    );
    expect(told).toEqual(['已 11 分', '11 分以上', '11 分以上', '', '']);
  });

  it('is not told in seconds', () => {
    expect(lastingSince(exact, at('12:24:59'))).toBe('刚开始');
    expect(lastingSince(already, at('12:24:59'))).toBe('刚查到');
    expect(lastingSince(exact, at('12:25'))).toBe('已 1 分');
    expect(lastingSince(already, at('12:25'))).toBe('1 分以上');
  });
});

describe('how long it was from one thing to another', () => {
  const later = entry('12:43', '12:42:30');

  it('is told where both were seen to the minute', () => {
    expect(durationBetween(exact, later)).toBe('19 分');
    expect(durationBetween(exact, exact)).toBe('5 秒');
  });

  it.each([
    ['the beginning was not seen', already, later],
    ['the end was not seen', exact, between],
    ['nothing has begun', undefined, later],
    ['nothing has ended', exact, undefined],
    ['the end was seen before the beginning', later, exact],
  ])('is not told where %s', (_name, from, to) => {
    expect(durationBetween(from, to)).toBe('');
  });
});
