import type { HistoryEntry } from '../../../../miniprogram/contract/delivery/delivery-history';
import {
  statusOfCode,
  STATUS_CODES,
} from '../../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import {
  beginningOf,
  durationBetween,
  durationSoFar,
  observedTime,
  observedTimeShort,
  expectedArrival,
  orderOf,
} from '../../../../miniprogram/delivery/view/delivery-times';
import { customerText } from '../../../../miniprogram/ui/wording/customer-text';
import { at, arriving, historyOf, reportOf } from '../../../support/delivery-reports';
import type { DeliveryReport } from '../../../../miniprogram/contract/delivery';

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
const between = entry('12:24', '12:22:59');
const already = entry('12:24', null);
const inferred = entry(null, null);
const now = at('12:35');

describe('when something happened, and how long it lasts', () => {
  const seen = (isExact: boolean) => ({ at: at('12:24'), isExact });

  it.each([
    ['a moment before', exact, seen(true), '12:24', '12:24', '已 11 分'],
    ['a minute before', entry('12:24', '12:23'), seen(true), '12:24', '12:24', '已 11 分'],
    ['longer before', between, seen(false), '12:22–12:24 之间', '约 12:24', '约 11 分了'],
    ['never before', already, null, '12:24 前', '', ''],
    ['never', inferred, null, '', '', ''],
  ])(
    'is told as far as it was seen, where others were %s',
    (_when, one, from, long, short, lasts) => {
      expect(beginningOf(one)).toEqual(from);
      const words = [observedTime(one, now), observedTimeShort(one, now), durationSoFar(one, now)];
      expect(words).toEqual([long, short, lasts]);
    },
  );

  it('is nothing of nothing', () => {
    expect(beginningOf(undefined)).toBeNull();
    expect([observedTimeShort(undefined, now), durationSoFar(undefined, now)]).toEqual(['', '']);
  });

  it('is not told in seconds', () => {
    expect(durationSoFar(exact, at('12:24:59'))).toBe('刚开始');
    expect(durationSoFar(between, at('12:24:59'))).toBe('约 1 分了');
    expect(durationSoFar(exact, at('12:25'))).toBe('已 1 分');
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

function arrivalAt(now: string, ...reports: readonly ReturnType<typeof reportOf>[]) {
  const report = reports.at(-1) ?? reportOf(null, 0);
  return expectedArrival(report, historyOf(...reports), at(now));
}

describe('the arrival that is promised', () => {
  it('is that of the report, and the first one of this life', () => {
    const first = arriving('12:35', at('12:20'));
    expect(arrivalAt('12:30', reportOf(301, at('12:19')), first, arriving('12:43'))).toEqual({
      expectedAt: at('12:43'),
      firstAt: at('12:35'),
      minutesLate: 0,
      isPutOff: false,
    });
    const ended = reportOf(302, at('12:34'));
    const again = arriving('13:20', at('13:00'));
    expect(arrivalAt('13:01', first, ended, again)?.firstAt).toBe(at('13:20'));
  });

  it('is late from a full minute after the last promise on', () => {
    const late = ['12:43:59', '12:44', '12:46'].map(
      (now) => arrivalAt(now, arriving('12:43'))?.minutesLate,
    );
    expect(late).toEqual([0, 1, 3]);
  });

  it('is put off when the first promise has passed and a later one is told', () => {
    const put = [arriving('12:39', at('12:20')), arriving('12:46', at('12:42'))];
    expect(arrivalAt('12:42', ...put)).toMatchObject({ minutesLate: 0, isPutOff: true });
    expect(arrivalAt('12:39', ...put)?.isPutOff).toBe(false);
    expect(arrivalAt('12:48', ...put)).toMatchObject({ minutesLate: 2, isPutOff: false });
  });

  it('stays the last promise when the company tells none any more, as it does at the door', () => {
    const atTheDoor = [reportOf(301, at('12:44')), reportOf(301, at('12:45'))];
    const promises = [arriving('12:40', at('12:30')), arriving('12:43', at('12:31'))];
    expect(arrivalAt('12:46', ...promises, ...atTheDoor)).toMatchObject({
      expectedAt: at('12:43'),
      firstAt: at('12:40'),
      minutesLate: 3,
    });
  });

  it('is forgotten when the goods are on another way', () => {
    const returning = reportOf(304, at('12:44'));
    expect(arrivalAt('12:46', arriving('12:43'), returning)).toBeNull();
    const again = reportOf(301, at('12:50'));
    expect(arrivalAt('12:51', arriving('12:43'), returning, again)).toBeNull();
  });

  it('is not taken from a promise made before the goods were on their way', () => {
    const early = { ...arriving('12:43', at('12:20')), status: reportOf(202, 0).status };
    expect(arrivalAt('12:31', early, reportOf(301, at('12:30')))).toBeNull();
    expect(arrivalAt('12:31', early, reportOf(202, at('12:30')))).toBeNull();
  });

  it('is none on the way back, after the end, and where nobody tells one', () => {
    for (const code of [304, 302, 501]) {
      const report = { ...arriving('12:43'), status: reportOf(code, 0).status };
      expect(arrivalAt('12:36', report)).toBeNull();
    }
    expect(arrivalAt('12:36', reportOf(301, at('12:35')))).toBeNull();
  });
});

function told(now: string, ...reports: readonly DeliveryReport[]): string {
  const report = reports[reports.length - 1] ?? reportOf(null, 0);
  return customerText(orderOf(report, historyOf(...reports)), at(now));
}

const arrival = { expectedAt: at('12:43'), remainingSeconds: 480 };
const rider = { name: '陈师傅', phone: '135****0000', callable: true };

it('tells the customer how it stands and when it comes, and nothing about anybody', () => {
  const text = told('12:36', reportOf(301, at('12:35'), { arrival, rider }));
  expect(text).toBe(
    '您好，您的订单 20261124-1288：骑手正在送货，已经在路上了，预计 12:43 送到。（12:35 的情况）',
  );
});

it.each([101, 202, 302, 304, 501])(
  'promises no time but that of goods on their way to the customer: %i',
  (code) => {
    const text = told('12:36', reportOf(code, at('12:35'), { arrival }));
    expect(text).not.toMatch(/12:43|预计/);
    expect(text).toBe(told('12:36', reportOf(code, at('12:35'))));
  },
);

it('says nothing of a time where the delivery company tells none', () => {
  expect(told('12:36', reportOf(301, at('12:35')))).toBe(
    '您好，您的订单 20261124-1288：骑手正在送货，已经在路上了。（12:35 的情况）',
  );
});

it('says how late a delivery is, from the first full minute on', () => {
  const late = ['12:42:59', '12:43:00', '12:44', '12:45'].map((now) =>
    told(now, arriving('12:43', at(now))).replace(/^.*1288：|。（.*$/g, ''),
  );
  expect(late).toEqual([
    '骑手正在送货，已经在路上了，预计 12:43 送到',
    '骑手正在送货，已经在路上了，按预计这会儿就到',
    '比预计晚 1 分钟，骑手还在路上，我们正在跟进，有新进展马上告诉您',
    '比预计晚 2 分钟，骑手还在路上，我们正在跟进，有新进展马上告诉您',
  ]);
});

it.each([
  [101, '正在找骑手来店里取货'],
  [201, '骑手已经到店，正在取货'],
])('says so of goods that the rider does not have yet, too: %i', (code, words) => {
  const late = reportOf(code, at('12:45'), { arrival });
  expect(told('12:45', late)).toContain(
    `比预计晚 2 分钟，${words}，我们正在跟进，有新进展马上告诉您。（`,
  );
});

it('promises once to follow up on an exception, late and stuck as it may be', () => {
  const stuck = { reason: 'overdue', since: at('12:43') } as const;
  const words = '配送路上有点情况，我们正在问，马上告诉您。（';
  const exception = { ...reportOf(301, at('12:45')).status, name: 'exception', stage: 'exception' };
  const report = reportOf(301, at('12:45'), { arrival, stuck });
  const troubled = { ...report, status: exception } as DeliveryReport;
  expect(told('12:45', troubled)).toContain(`1288：比预计晚 2 分钟，${words}`);
  expect(told('12:40', { ...troubled, askedAt: at('12:40') })).toContain(`1288：${words}`);
});

it('says nothing of a delay of goods that come back', () => {
  expect(told('12:50', reportOf(304, at('12:50'), { arrival }))).not.toContain('比预计');
});

it('says of a delivery that stands that the shop follows it up', () => {
  const stuck = { reason: 'no-rider', since: at('12:20') } as const;
  expect(told('12:35', reportOf(101, at('12:35'), { stuck }))).toMatch(
    /比平时久一些，我们正在跟进，有新进展马上告诉您。（/,
  );
});

it('says nothing later than what was seen: the goods may have arrived since', () => {
  const text = told('12:55', arriving('12:43', at('12:41')));
  expect(text).toContain('预计 12:43 送到。（12:41 的情况）');
});

it('says of a new promise how much later it is than the one that was not kept', () => {
  const first = arriving('12:39', at('12:20'));
  expect(told('12:42', first, arriving('12:46', at('12:42')))).toContain(
    '预计 12:46 送到（比最初晚 7 分）。',
  );
  expect(told('12:30', first, arriving('12:46', at('12:30')))).toContain('预计 12:46 送到。');
});

it.each(STATUS_CODES)('has words of its own for %i, without codes or clerks’ terms', (code) => {
  const text = told('12:35', reportOf(code, at('12:35')));
  expect(text).toMatch(/^您好，您的订单 20261124-1288：.{8,}。（12:35 的情况）$/);
  expect(text).not.toMatch(/收货人|运力|不可抗力|返还|商家|暂时不知道/);
});

it('does not guess at a status that is unknown', () => {
  expect(told('12:35', reportOf(999, at('12:35')))).toContain('正在向配送公司确认');
});
