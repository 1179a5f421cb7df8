import {
  type Registration,
  awaitedFields,
  awaitedIn,
  awaitedRegistrations,
  nextAskAt,
  countPassedSteps,
  marksOfPerson,
  paidIn,
  registrationsIn,
  searchMarksFor,
} from '../../../../cloudfunctions/core/records/registration';
import { removePaid } from '../../../../cloudfunctions/core/records/change-registrations';
import { NOON, MINUTE, DAY } from '../../../support/delivery-reports';
import { memoryDocuments } from '../../../support/memory-documents';

const by = (kind: Registration['by']['kind'], id: string, at = NOON): Registration => ({
  ...{ storeIds: ['S1'], at, by: { kind, id, name: '' } },
});
const person = { ...by('person', 'P'), storeIds: ['S1', 'S2'] };
const [key, oldKey] = [by('key', 'K'), by('key', 'K', NOON - DAY)];
const [paid, oldPaid] = [by('paid', 'wx1'), by('paid', 'wx1', NOON - DAY)];

it('is asked for once after a pause in which several steps have passed', () => {
  const { passedCount, lastStepAt } = countPassedSteps(key, NOON + 40 * MINUTE);
  expect(lastStepAt).toBe(NOON + 30 * MINUTE);
  expect(nextAskAt({ ...key, tried: passedCount }, NOON + 40 * MINUTE)).toBeNull();
});

it('waits after a failure, by a clock that is a day ahead not at all', () => {
  const failed = { ...key, retryAt: NOON + MINUTE };
  expect(nextAskAt(failed, NOON)).toBe(NOON + MINUTE);
  expect(nextAskAt({ ...key, tried: 1, retryAt: NOON + DAY }, NOON)).toBe(NOON + MINUTE);
});

it('is over for all its stores once one of them knows the order, and for no other store’s sake', () => {
  expect(awaitedRegistrations([person, key], ['S2'], NOON)).toEqual([key]);
  expect(awaitedRegistrations([person, key], ['S3'], NOON)).toEqual([person, key]);
  expect(awaitedRegistrations([{ ...key, at: NOON + DAY }], [], NOON)).toEqual([]);
  const registered = [person, key, paid];
  expect(awaitedIn({ registered, storeIds: ['S2'] }, 'all', NOON)).toEqual([key]);
  expect(paidIn({ registered: [key, oldPaid] }, NOON)).toBeUndefined();
});

it('is found for all stores, for its own, and by its key; each person’s are found apart', () => {
  const marks = [searchMarksFor('all', ['key']), searchMarksFor(['S1'], ['key K'])].flat();
  expect(awaitedFields([key])['awaitedFor']).toEqual(expect.arrayContaining(marks));
  const others = [searchMarksFor(['S2'], ['key']), ...['P', 'Q'].map(marksOfPerson)].flat();
  expect(new Set([...marks, ...others]).size).toBe(5);
});

it('is read as far as it can be', () => {
  expect(registrationsIn({ registered: [person, { at: NOON }, 'x', key] })).toEqual([person, key]);
  expect(registrationsIn({ registered: 'x' })).toEqual([]);
});

it('of a paid order is removed alone: others and what is known or unreadable stay', async () => {
  const { held, ...documents } = memoryDocuments();
  const left = async (registered: readonly unknown[], more = {}) => {
    held.set('A', { version: 7, registered, ...more });
    await removePaid(documents, 'A', 'wx1', NOON);
    return held.get('A');
  };
  expect(await left([paid])).toBeUndefined();
  expect(await left([paid, oldKey])).toMatchObject({ version: 8, registered: [oldKey] });
  const attempts = [{ targetKey: '1', history: { sightings: [] } }];
  expect(await left([paid], { attempts })).toMatchObject({ isKnown: true, registered: [] });
  expect(await left([by('paid', 'wx2')])).toMatchObject({ version: 7 });
  await expect(left([paid, 'x'])).rejects.toThrow('unreadable-document');
});
