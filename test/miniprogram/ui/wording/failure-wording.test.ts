import type { NoAnswerReason } from '../../../../miniprogram/contract/call-result';
import { type CloudErrorCode, CLOUD_ERRORS } from '../../../../miniprogram/contract/cloud-error';
import {
  isRetryable,
  failureView,
  NO_ANSWER_WORDING,
} from '../../../../miniprogram/ui/wording/failure-view';
import { ERROR_WORDING } from '../../../../miniprogram/ui/wording/failure-wording';
import { errorOf } from '../../../support/failed-calls';

const CODES = Object.keys(CLOUD_ERRORS) as CloudErrorCode[];
const REASONS = Object.keys(NO_ANSWER_WORDING) as NoAnswerReason[];

const failures = [
  ...CODES.map((code) => ({ name: code, failure: errorOf(code) })),
  ...REASONS.map((noAnswer) => ({
    name: noAnswer,
    failure: { ok: false as const, noAnswer, detail: 'errMsg' },
  })),
];

const rows = failures.map(({ name, failure }) => {
  const { title, detail, head, steps } = failureView(failure);
  return {
    name,
    title,
    said: detail === '' ? title : detail,
    again: isRetryable(failure) ? '自动再查' : '不再自动查',
    head,
    steps: steps.join(' / '),
  };
});

/** Failures that are told apart by their titles, and that there is one thing to do about. */
const SAME_STEPS = [
  ['upstream-timeout', 'upstream-unreachable', 'timed-out'],
  ['upstream-malformed', 'unexpected'],
  // The cloud's message says which key or store it is, and what to do there.
  [
    ...['api-keys-missing', 'signature-missing', 'signature-rejected', 'encryption-rejected'],
    ...['certificate-unknown', 'answer-unverified', 'wechat-store-wrong'],
  ],
];

describe('the words for failure', () => {
  it('leave no cell of the table empty', () => {
    for (const row of rows) expect(Object.values(row)).not.toContain('');
    expect(failures.map(({ failure }) => failureView(failure).traceId)).not.toContain('');
  });

  it('say in one sentence what happened, which is not the title again', () => {
    for (const { title, detail = `${title}。` } of Object.values(ERROR_WORDING)) {
      expect(detail).toMatch(/[\u4e00-\u9fff].*。$/);
      expect(title).not.toMatch(/。$/);
    }
    const told = Object.values(ERROR_WORDING).filter(({ detail }) => detail !== undefined);
    expect(told.filter(({ title, detail }) => detail === `${title}。`)).toEqual([]);
  });

  it('have a title of their own for each', () => {
    const titles = rows.map(({ title }) => title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  it('give no two the same next step but where it is meant', () => {
    const bySteps = new Map<string, string[]>();
    for (const { name, steps } of rows) bySteps.set(steps, [...(bySteps.get(steps) ?? []), name]);
    expect([...bySteps.values()].filter((names) => names.length > 1)).toEqual(SAME_STEPS);
  });

  it('say of an order that is not found that its end is enough only once the shop knows it', () => {
    const notFound = rows.find(({ name }) => name === 'order-not-found');
    expect(notFound?.steps).toMatch(/只填末几位的话，只找得到本店查过的/);
  });

  it('promise to ask again by itself only where it is done, and say so where it is', () => {
    for (const { steps, again } of rows) {
      expect(/自动(再查|放慢)/.test(steps) && again === '不再自动查').toBe(false);
    }
  });
});
