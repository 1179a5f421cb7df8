import {
  type Registration,
  awaitedRegistrations,
  awaitedBy,
  awaitedFields,
  isAwaited,
  LEFT_OUT,
  nextAskAt,
  passedSteps,
  registrationsIn,
} from '../../../../cloudfunctions/core/records/registration';
import { NOON } from '../../../support/delivery-reports';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const person: Registration = {
  ...{ storeIds: ['S1', 'S2'], at: NOON, by: { kind: 'person', id: 'P', name: '小林' } },
};
const key: Registration = {
  ...{ storeIds: ['S1'], at: NOON, by: { kind: 'key', id: 'K', name: '收银' } },
};

/** Minutes after noon at which an order is asked for that WeChat does not know. */
function asksOf(one: Registration): readonly number[] {
  const asks: number[] = [];
  let tried = one;
  for (let next = nextAskAt(tried, NOON); next !== null; next = nextAskAt(tried, next)) {
    asks.push((next - NOON) / MINUTE);
    tried = { ...tried, tried: passedSteps(tried, next).tried };
  }
  return asks;
}

it('has steps at once, 1, 3, 10 and 30 minutes later; the late ones only 10 and 30', () => {
  expect(asksOf(person)).toEqual([0, 1, 3, 10, 30]);
  expect(asksOf({ ...person, tried: LEFT_OUT })).toEqual([10, 30]);
});

it('is asked for once after a pause in which several steps have passed', () => {
  const { tried, since } = passedSteps(key, NOON + 40 * MINUTE);
  expect(since).toBe(NOON + 30 * MINUTE);
  expect(nextAskAt({ ...key, tried }, NOON + 40 * MINUTE)).toBeNull();
});

it('waits after a failure, by a clock that is a day ahead not at all', () => {
  const failed = { ...key, retryAt: NOON + MINUTE };
  expect(nextAskAt(failed, NOON)).toBe(NOON + MINUTE);
  expect(nextAskAt({ ...key, retryAt: NOON + DAY }, NOON)).toBe(NOON);
});

it('waits an hour for a person and two for a key, and not at all by a clock that was ahead', () => {
  expect(isAwaited(person, NOON + 60 * MINUTE - 1)).toBe(true);
  expect(isAwaited(person, NOON + 60 * MINUTE)).toBe(false);
  expect(isAwaited(key, NOON + 120 * MINUTE - 1)).toBe(true);
  expect(isAwaited(key, NOON + 120 * MINUTE)).toBe(false);
  expect(isAwaited({ ...key, at: NOON + DAY }, NOON)).toBe(false);
});

it('is over for all its stores once one of them knows the order, and for no other store’s sake', () => {
  expect(awaitedRegistrations([person, key], ['S2'], NOON)).toEqual([key]);
  expect(awaitedRegistrations([person, key], ['S3'], NOON)).toEqual([person, key]);
});

it('can be searched for by store and bringer', () => {
  const fields = awaitedFields([person, key]);
  const { awaitedFor, awaitedUntil } = fields;
  for (const stores of ['all', ['S1']] as const)
    for (const bringer of ['person', 'queued', 'key', 'key K'] as const)
      expect(awaitedFor).toContain(awaitedBy(stores, [bringer])[0]);
  expect(awaitedFor).not.toContain(awaitedBy(['S2'], ['key'])[0]);
  expect(awaitedUntil).toBe(NOON + 120 * MINUTE);
  expect(awaitedFields([])).toEqual({ awaitedFor: [], awaitedAt: null, awaitedUntil: null });
});

it('is read as far as it can be', () => {
  expect(registrationsIn({ registered: [person, { at: NOON }, 'x', key] })).toEqual([person, key]);
  expect(registrationsIn({ registered: 'x' })).toEqual([]);
});
