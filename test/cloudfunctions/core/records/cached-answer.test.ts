import {
  type AskResult,
  type DeliveryRecord,
  withAnswers,
} from '../../../../cloudfunctions/core/records/delivery-record';
import { recordOf } from '../../../../cloudfunctions/core/records/read-record';
import {
  type VisibleRecord,
  answerAgeOf,
  reusableAnswerAt,
} from '../../../../cloudfunctions/core/records/cached-answer';
import type { LookUpTarget } from '../../../../cloudfunctions/core/shop/look-up-targets';
import { found, notFound as notFoundAt } from '../../../support/asked';
import { NOON, SECOND, MINUTE } from '../../../support/delivery-reports';
import { usableAccount } from '../../../support/usable-account';

const target = (key: string): LookUpTarget => ({ key, account: usableAccount(), shopNo: null });
const [ONE, TWO, THREE] = [target('1'), target('2'), target('3')];

/** Makes an answer that a target gave so long before noon. */
const answered = ({ key }: LookUpTarget, code: number, ageMs: number): AskResult =>
  found(key, code, NOON - ageMs);
const notFound = ({ key }: LookUpTarget, ageMs: number): AskResult => notFoundAt(key, NOON - ageMs);

const known = (...asked: readonly AskResult[]): DeliveryRecord =>
  withAnswers(recordOf(null), asked, NOON);

function visible(
  record: DeliveryRecord,
  targets: readonly LookUpTarget[] = [ONE],
  bypassCache = false,
): VisibleRecord {
  return { orderId: 'A', record, targets, now: NOON, bypassCache };
}

/** Tells what some answers are worth to whoever may ask some targets. */
const worth = (asked: readonly AskResult[], ...more: readonly [LookUpTarget[]?, boolean?]) =>
  answerAgeOf(visible(known(...asked), ...more));

const ALL = [ONE, TWO, THREE];
const FAILED = answered(ONE, 501, 0);

describe('what is known of an order', () => {
  it.each([
    ['on its way', 301, 8 * SECOND],
    ['waiting', 201, 20 * SECOND],
    ['coming back', 304, 20 * SECOND],
    ['of an unknown status', 7, 20 * SECOND],
    ['delivered', 302, MINUTE],
    ['failed', 501, MINUTE],
  ])('%s is fresh for its floor, recent for as long again, then stale', (_name, code, floor) => {
    const at = (ageMs: number) => worth([answered(ONE, code, ageMs)]);
    expect(at(0)).toBe('fresh');
    expect(at(floor - 1)).toBe('fresh');
    expect(at(floor)).toBe('recent');
    expect(at(2 * floor - 1)).toBe('recent');
    expect(at(2 * floor)).toBe('stale');
  });

  it.each<[string, readonly AskResult[], LookUpTarget[], string]>([
    ['nothing of which nobody has told', [], [ONE], 'none'],
    ['nothing of which only others’ accounts have told', [answered(TWO, 301, 0)], [ONE], 'none'],
    ['fresh in a second to come', [answered(ONE, 301, -1000)], [ONE], 'fresh'],
    ['not young because a clock was set back', [answered(ONE, 301, -1001)], [ONE], 'stale'],
    ['alive where it is, whatever others would say', [answered(ONE, 301, 0)], [ONE, TWO], 'fresh'],
    ['delivered where it is, as well', [answered(ONE, 302, 0)], [TWO, ONE], 'fresh'],
    [
      'alive whatever another target has told of its end a moment ago',
      [answered(ONE, 301, 10 * SECOND), answered(TWO, 501, 0)],
      [ONE, TWO],
      'recent',
    ],
    ['recent once it has failed', [FAILED], ALL, 'recent'],
    ['recent until all others say no', [FAILED, notFound(TWO, 0)], ALL, 'recent'],
    ['failed then', [FAILED, notFound(TWO, 0), notFound(THREE, 0)], ALL, 'fresh'],
    ['failed twice', [FAILED, answered(TWO, 103, 0), notFound(THREE, 0)], ALL, 'fresh'],
    ['that nobody knows it', [notFound(ONE, 0), notFound(TWO, MINUTE - 1)], [ONE, TWO], 'fresh'],
    ['that not all have said so', [notFound(ONE, 0), notFound(TWO, MINUTE - 1)], ALL, 'none'],
    ['that they said so over a minute ago', [notFound(ONE, MINUTE)], [ONE], 'none'],
  ])('is %s', (_what, asked, targets, expected) => {
    expect(worth(asked, targets)).toBe(expected);
  });

  it('is never enough where the cache is bypassed', () => {
    expect(worth([answered(ONE, 301, 0)], [ONE], true)).toBe('recent');
  });
});

it('what a target told is its own, without a number to dial', () => {
  const record = known(answered(ONE, 301, 0), answered(TWO, 201, 0));
  const delivery = { orderId: 'A', waybillId: '3000000001', status: { name: 'at-store' } };
  const answer = reusableAnswerAt(visible(record, [ONE, TWO]), TWO);
  expect(answer).toMatchObject({ target: TWO, found: { askedAt: NOON, contact: null, delivery } });
  expect(reusableAnswerAt(visible(record), THREE)).toBeNull();
  expect(reusableAnswerAt(visible(known(answered(ONE, 301, 8 * SECOND))), ONE)).toBeNull();
});
