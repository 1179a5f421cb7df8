import {
  isDeliveryReport,
  parseDeliveryAnswer,
  parseRevealAnswer,
} from '../../../miniprogram/shared/cloud-api';
import { CLOUD_ERRORS } from '../../../miniprogram/shared/cloud-error';
import { NOON, report } from '../../support/delivery-reports';

const refusal = {
  ok: false,
  serverTime: NOON,
  error: {
    code: 'not-staff',
    message: '这里只对本店店员开放。',
    fixer: 'owner',
    retryable: false,
    traceId: 't-1',
  },
};

describe('parseDeliveryAnswer', () => {
  it('takes a report as the cloud sends it', () => {
    const answer = {
      ok: true,
      serverTime: NOON,
      data: report({ position: { longitude: 113.3, latitude: 23.1 } }),
    };
    expect(parseDeliveryAnswer(answer)).toEqual(answer);
  });

  it('takes an error', () => {
    expect(parseDeliveryAnswer(refusal)).toEqual(refusal);
  });

  it('takes fields that a newer cloud adds', () => {
    const answer = {
      ok: true,
      serverTime: NOON,
      data: { ...report(), courier: 'SFTC' },
      version: 2,
    };
    expect(parseDeliveryAnswer(answer)).not.toBeNull();
  });

  it('takes an error code of a newer cloud for unexpected, and keeps all that is said of it', () => {
    const answer = { ...refusal, error: { ...refusal.error, code: 'moon-in-the-way' } };
    expect(parseDeliveryAnswer(answer)).toEqual({
      ...refusal,
      error: { ...refusal.error, code: 'unexpected' },
    });
  });

  it('takes a stage of a newer cloud for unknown', () => {
    const status = { ...report().status, stage: 'flying' };
    const answer = { ok: true, serverTime: NOON, data: { ...report(), status } };
    expect(parseDeliveryAnswer(answer)).toMatchObject({
      data: { status: { code: 301, stage: 'unknown' } },
    });
  });

  it.each([
    ['nothing', undefined],
    ['text', 'ok'],
    ['no server time', { ok: true, data: report() }],
    ['a success without data', { ok: true, serverTime: NOON }],
    ['an error without its parts', { ok: false, serverTime: NOON, error: { code: 'not-staff' } }],
    [
      'a report with a place of text',
      {
        ok: true,
        serverTime: NOON,
        data: { ...report(), position: { longitude: '1', latitude: '2' } },
      },
    ],
  ])('does not take %s', (_name, value) => {
    expect(parseDeliveryAnswer(value)).toBeNull();
  });
});

describe('parseRevealAnswer', () => {
  it('takes a number to dial, and nothing without one', () => {
    const answer = { ok: true, serverTime: NOON, data: { phone: '10000000001' } };
    expect(parseRevealAnswer(answer)).toEqual(answer);
    expect(parseRevealAnswer({ ...answer, data: {} })).toBeNull();
  });
});

describe('isDeliveryReport', () => {
  it('knows a stored report from what an older version stored', () => {
    expect(isDeliveryReport(report())).toBe(true);
    expect(isDeliveryReport({ orderId: '1', state: 3 })).toBe(false);
  });
});

describe('CLOUD_ERRORS', () => {
  it('has a sentence for every code', () => {
    for (const { message } of Object.values(CLOUD_ERRORS))
      expect(message).toMatch(/[\u4e00-\u9fff].*。$/);
  });
});
