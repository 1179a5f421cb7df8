import type { HistoryEntry } from '../../../../miniprogram/contract/delivery/delivery-history';
import { statusOfCode } from '../../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import {
  beginningOf,
  durationBetween,
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
  it('is known exactly where the asks were a minute apart at most, and not at all where nobody saw it begin', () => {
    const times = [exact, minuteApart, between, already, inferred, undefined].map(beginningOf);
    const seen = (isExact: boolean) => ({ at: at('12:24'), isExact });
    expect(times).toEqual([seen(true), seen(true), seen(false), null, null, null]);
  });

  it('is told in the history as far as it was seen', () => {
    const times = [exact, between, entry('12:24', '12:05'), already, inferred].map((one) =>
      observedTime(one, now),
    );
    expect(times).toEqual(['12:24', '12:22–12:24 之间', '12:05–12:24 之间', '12:24 前', '']);
  });

  it('is told in short as 约 where it was not seen to the minute', () => {
    const times = [exact, between, already, inferred, undefined].map((one) =>
      observedTimeShort(one, now),
    );
    expect(times).toEqual(['12:24', '约 12:24', '', '', '']);
  });
});

describe('how long something lasts', () => {
  it('is told from when it began, and not where nobody knows that', () => {
    const told = [exact, between, already, inferred, undefined].map((one) =>
      lastingSince(one, now),
    );
    expect(told).toEqual(['已 11 分', '约 11 分了', '', '', '']);
  });

  it('is not told in seconds', () => {
    expect(lastingSince(exact, at('12:24:59'))).toBe('刚开始');
    expect(lastingSince(between, at('12:24:59'))).toBe('约 1 分了');
    expect(lastingSince(exact, at('12:25'))).toBe('已 1 分');
  });
});

describe('how long it was from one thing to another', () => {
  const later = entry('12:43', '12:42:30');

  it('is told, as 约 where one of them was not seen to the minute', () => {
    expect(durationBetween(exact, later)).toBe('19 分');
    expect(durationBetween(between, later)).toBe('约 19 分');
    expect(durationBetween(exact, entry('12:43', '12:30'))).toBe('约 19 分');
    expect(durationBetween(exact, exact)).toBe('5 秒');
  });

  it.each([
    ['nobody knows the beginning', already, later],
    ['the end is inferred', exact, inferred],
    ['nothing has begun', undefined, later],
    ['nothing has ended', exact, undefined],
    ['the end was seen before the beginning', later, exact],
  ])('is not told where %s', (_name, from, to) => {
    expect(durationBetween(from, to)).toBe('');
  });
});
