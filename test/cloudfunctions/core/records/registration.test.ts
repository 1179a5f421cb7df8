import {
  type Registration,
  awaitedFields,
  awaitedIn,
  awaitedRegistrations,
  awaitedSearch,
  nextAskAt,
  countPassedSteps,
  marksOfPerson,
  paidIn,
  registrationsIn,
  searchMarksFor,
  unknownMarksOf,
} from '../../../../cloudfunctions/core/records/registration';
import {
  addRegistration,
  overlaps,
  removePaid,
} from '../../../../cloudfunctions/core/records/change-registrations';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
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
  const times = [0, 1, 2, 3, 4].map((tried) => nextAskAt({ ...key, tried }, NOON));
  expect(times).toEqual([0, 1, 3, 10, 30].map((minutes) => NOON + minutes * MINUTE));
});

it('waits after a failure, by a clock that is a day ahead not at all', () => {
  const failed = { ...key, retryAt: NOON + MINUTE };
  expect(nextAskAt(failed, NOON)).toBe(NOON + MINUTE);
  expect(nextAskAt({ ...key, tried: 1, retryAt: NOON + DAY }, NOON)).toBe(NOON + MINUTE);
});

it('is over for all its stores once one of them knows the order, and for no other store’s sake', async () => {
  expect(awaitedRegistrations([person, key], ['S2'], NOON)).toEqual([key]);
  expect(awaitedRegistrations([person, key], ['S3'], NOON)).toEqual([person, key]);
  expect(awaitedRegistrations([{ ...key, at: NOON + DAY }], [], NOON)).toEqual([]);
  const registered = [person, key, paid];
  const { held, list } = memoryDocuments();
  held.set('A', { version: 1, registered, storeIds: ['S2'], ...awaitedFields([key]) });
  const found = await list(awaitedSearch(searchMarksFor('all', ['key']), NOON));
  expect(found.flatMap((document) => awaitedIn(document, 'all', NOON))).toEqual([key]);
  expect(paidIn({ registered: [key, oldPaid] }, NOON)).toBeUndefined();
});

it('is found for all stores, for its own, and by its key; each person’s are found apart', () => {
  const marks = [searchMarksFor('all', ['key']), searchMarksFor(['S1'], ['key K'])].flat();
  expect(awaitedFields([key])['awaitedFor']).toEqual(expect.arrayContaining(marks));
  const others = [searchMarksFor(['S2'], ['key']), ...['P', 'Q'].map(marksOfPerson)].flat();
  const unknown = ['P', 'Q'].flatMap(unknownMarksOf);
  expect(new Set([...marks, ...others, ...unknown]).size).toBe(7);
});

it('is read as far as it can be', () => {
  const odd = [{ at: NOON }, { ...key, by: { ...key.by, kind: 'odd' } }, 'x'];
  expect(registrationsIn({ registered: [person, ...odd, key] })).toEqual([person, key]);
  expect(registrationsIn({ registered: 'x' })).toEqual([]);
});

it('takes the place of one by the same person with a store in common; ten are kept', () => {
  const other = { ...person, storeIds: ['S2', 'S3'] };
  expect(overlaps(person, other)).toBe(true);
  expect(overlaps(person, { ...person, storeIds: ['S3'] })).toBe(false);
  expect(addRegistration([person, key], other, NOON)).toEqual([key, other]);
  // An order that is not awaited any more gives way first, then the one registered first.
  const stored = Array.from({ length: 9 }, (_, n) => by('key', `K${n}`, NOON - n * MINUTE));
  const kept = addRegistration([by('paid', 'X', NOON - 60 * MINUTE), ...stored], key, NOON);
  expect(kept).toEqual([...stored.reverse(), key]);
  expect(addRegistration(kept, paid, NOON)).toEqual([...kept.slice(1), paid]);
});

it('of a paid order is removed alone: others and what is known or unreadable stay', async () => {
  const { held, ...documents } = memoryDocuments();
  const left = async (registered: readonly unknown[], more = {}) => {
    held.set('A', { version: 7, registered, ...more });
    expect(await removePaid(documents, 'A', 'wx1', NOON)).toBe(held.get('A')?.version !== 7);
    return held.get('A');
  };
  expect(await removePaid(documents, 'A', 'wx1', NOON)).toBe(false);
  expect(await left([paid])).toBeUndefined();
  expect(await left([paid, oldKey])).toMatchObject({ version: 8, registered: [oldKey] });
  const attempts = [{ targetKey: '1', history: { sightings: [] } }];
  expect(await left([paid], { attempts })).toMatchObject({ isKnown: true, registered: [] });
  expect(await left([by('paid', 'wx2')])).toMatchObject({ version: 7 });
  const unreadable = `${COLLECTIONS.deliveries}: registered`;
  await expect(left([paid, 'x'])).rejects.toMatchObject({ logged: { unreadable } });
  await expect(left([paid], { attempts: 'odd' })).rejects.toThrow('unreadable-document');
});
