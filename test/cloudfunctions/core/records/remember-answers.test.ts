import { type AskResult, NO_RECORD } from '../../../../cloudfunctions/core/records/delivery-record';
import { recordOf } from '../../../../cloudfunctions/core/records/read-record';
import {
  fieldsWithoutRiders,
  storeAnswers,
} from '../../../../cloudfunctions/core/records/remember-answers';
import { answersOf, found, notFound } from '../../../support/asked';
import { NOON } from '../../../support/delivery-reports';
import { memoryDocuments } from '../../../support/memory-documents';

describe('remembering', () => {
  async function remembered(...times: readonly (readonly [readonly AskResult[], number?])[]) {
    const documents = memoryDocuments();
    const writes: number[] = [];
    for (const [asked, now = NOON] of times) {
      const before = recordOf(await documents.read('A'));
      const operations = documents.operations();
      await storeAnswers(documents, answersOf(before, asked, now));
      writes.push(documents.operations() - operations);
    }
    return { writes, held: documents.held.get('A') };
  }

  it('writes every answer, at one operation, and when that was', async () => {
    const { writes, held } = await remembered(
      [[found('1', 301)]],
      [[found('1', 301, NOON + 1), found('2', 501, NOON + 1)], NOON + 2],
    );
    expect(writes).toEqual([1, 1]);
    expect(held).toMatchObject({ lastAskedAt: NOON + 2 });
  });

  it('leaves the time where nobody was asked who knows it, as by another store', async () => {
    const known = [[found('1', 301)]] as const;
    const after = async (...asked: readonly AskResult[]) =>
      (await remembered(known, [asked, NOON + 7])).held;
    expect(await after(notFound('2', NOON + 7))).toMatchObject({ lastAskedAt: NOON });
    const [lost, missing] = [notFound('1', NOON + 7), notFound('2', NOON + 7)];
    expect(await after(lost, missing)).toMatchObject({ lastAskedAt: NOON + 7, triedAt: NOON + 7 });
    expect(await after(found('1', 301, NOON + 7), missing)).not.toHaveProperty('triedAt');
    const never = await remembered([[notFound('2')]], [[notFound('2', NOON + 7)], NOON + 7]);
    expect(never.held).toMatchObject({ lastAskedAt: NOON + 7 });
  });

  it('forgets at which mini-program a found order was paid, not who else registered it', async () => {
    const documents = memoryDocuments();
    const stored = { storeIds: ['S1'], at: NOON };
    const by = (kind: string, id: string) => ({ ...stored, by: { kind, id, name: '' } });
    documents.held.set('A', { version: 7, registered: [by('paid', 'wx1'), by('key', 'K')] });
    for (const at of [NOON, NOON + 1])
      await storeAnswers(documents, answersOf(NO_RECORD, [found('1', 301, at)], at));
    expect(documents.held.get('A')).toMatchObject({ registered: [by('paid', ''), by('key', 'K')] });
  });

  it('adds to what others have found out meanwhile, not to what cannot be read', async () => {
    const documents = memoryDocuments();
    const parts = [found('1', 501), found('2', 101, NOON + 1), notFound('3')];
    await Promise.all(parts.map((one) => storeAnswers(documents, answersOf(NO_RECORD, [one]))));
    const record = recordOf(await documents.read('A'));
    expect(record.attempts.map(({ targetKey }) => targetKey)).toEqual(['2', '1']);
    expect(record.knownMissing).toEqual([{ targetKey: '3', at: NOON }]);
    expect(record.version).toBe(3);
    const damaged = { version: 7, attempts: 'odd' };
    documents.held.set('A', damaged);
    await storeAnswers(documents, answersOf(recordOf(damaged), parts));
    expect(documents.held.get('A')).toEqual(damaged);
    expect(fieldsWithoutRiders(damaged, NOON)).toBeNull();
  });
});
