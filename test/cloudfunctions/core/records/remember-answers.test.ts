import {
  type AskResult,
  type DeliveryRecord,
  NO_RECORD,
} from '../../../../cloudfunctions/core/records/delivery-record';
import { recordOf } from '../../../../cloudfunctions/core/records/read-record';
import {
  type Answers,
  rememberAnswers,
} from '../../../../cloudfunctions/core/records/remember-answers';
import { found, notFound } from '../../../support/asked';
import { NOON } from '../../../support/delivery-reports';
import { memoryDocuments } from '../../../support/memory-documents';

const answers = (before: DeliveryRecord, asked: readonly AskResult[], at = NOON): Answers => {
  return { orderId: 'A', before, asked, at, leaseEnds: [], isLookUp: true };
};

describe('remembering', () => {
  async function remembered(...times: readonly (readonly [readonly AskResult[], number?])[]) {
    const documents = memoryDocuments();
    const writes: number[] = [];
    for (const [asked, now = NOON] of times) {
      const before = recordOf(await documents.read('A'));
      const operations = documents.operations();
      await rememberAnswers(documents, answers(before, asked, now));
      writes.push(documents.operations() - operations);
    }
    return { writes, held: documents.held.get('A'), documents };
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
    expect(await after(notFound('1', NOON + 7))).toMatchObject({ lastAskedAt: NOON + 7 });
    const never = await remembered([[notFound('2')]], [[notFound('2', NOON + 7)], NOON + 7]);
    expect(never.held).toMatchObject({ lastAskedAt: NOON + 7 });
  });

  it('adds to what others have found out meanwhile', async () => {
    const documents = memoryDocuments();
    await Promise.all([
      rememberAnswers(documents, answers(NO_RECORD, [found('1', 501)])),
      rememberAnswers(documents, answers(NO_RECORD, [found('2', 101, NOON + 1)])),
      rememberAnswers(documents, answers(NO_RECORD, [notFound('3')])),
    ]);
    const record = recordOf(await documents.read('A'));
    expect(record.attempts.map(({ targetKey }) => targetKey)).toEqual(['2', '1']);
    expect(record.knownMissing).toEqual([{ targetKey: '3', at: NOON }]);
    expect(record.version).toBe(3);
  });
});
