import {
  type Registration,
  awaitedRegistrations,
  nextAskAt,
  passedSteps,
  registrationsIn,
} from '../../../../cloudfunctions/core/records/registration';
import { NOON, MINUTE, DAY } from '../../../support/delivery-reports';

const person: Registration = {
  ...{ storeIds: ['S1', 'S2'], at: NOON, by: { kind: 'person', id: 'P', name: '小林' } },
};
const key: Registration = {
  ...{ storeIds: ['S1'], at: NOON, by: { kind: 'key', id: 'K', name: '收银' } },
};

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

it('is over for all its stores once one of them knows the order, and for no other store’s sake', () => {
  expect(awaitedRegistrations([person, key], ['S2'], NOON)).toEqual([key]);
  expect(awaitedRegistrations([person, key], ['S3'], NOON)).toEqual([person, key]);
  expect(awaitedRegistrations([{ ...key, at: NOON + DAY }], [], NOON)).toEqual([]);
});

it('is read as far as it can be', () => {
  expect(registrationsIn({ registered: [person, { at: NOON }, 'x', key] })).toEqual([person, key]);
  expect(registrationsIn({ registered: 'x' })).toEqual([]);
});
