import { statusOfCode } from '../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { parseOrderAnswer } from '../../../miniprogram/contract/cloud-api';
import { CLOUD_ERRORS } from '../../../miniprogram/contract/cloud-error';
import { deliveryReport } from '../../../miniprogram/contract/delivery';
import { NOON, report, reportOf } from '../../support/delivery-reports';

const refusal = {
  ok: false,
  serverTime: NOON,
  error: {
    code: 'not-staff',
    fixer: 'owner',
    retryable: false,
    traceId: 't-1',
  },
};

function without(value: object, field: string): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== field));
}

describe('parseOrderAnswer of a look-up', () => {
  it('takes a report as the cloud sends it', () => {
    const answer = {
      ok: true,
      serverTime: NOON,
      data: report({ position: { longitude: 113.3, latitude: 23.1 } }),
    };
    expect(parseOrderAnswer('look-up', answer)).toEqual(answer);
  });

  it('takes the company, and how the order fared at other accounts before', () => {
    const earlier = [{ company: 'DADA', status: statusOfCode(501), endedAt: NOON }];
    const answer = {
      ok: true,
      serverTime: NOON,
      data: { ...report(), company: 'SFTC', earlier },
    };
    expect(parseOrderAnswer('look-up', answer)).toEqual(answer);
  });

  it('takes an error', () => {
    expect(parseOrderAnswer('look-up', refusal)).toEqual(refusal);
  });

  it('takes an error with WeChat’s own number', () => {
    const answer = { ...refusal, error: { ...refusal.error, rid: '65fe1f9e-0c5b7a5d-1a2b3c4d' } };
    expect(parseOrderAnswer('look-up', answer)).toEqual(answer);
  });

  it('takes fields that a newer cloud adds', () => {
    const answer = {
      ok: true,
      serverTime: NOON,
      data: { ...report(), courier: 'SFTC' },
      version: 2,
    };
    expect(parseOrderAnswer('look-up', answer)).not.toBeNull();
  });

  it('takes an error code of a newer cloud for unexpected, and keeps all that is said of it', () => {
    const answer = { ...refusal, error: { ...refusal.error, code: 'moon-in-the-way' } };
    expect(parseOrderAnswer('look-up', answer)).toEqual({
      ...refusal,
      error: { ...refusal.error, code: 'unexpected' },
    });
  });

  it('takes a stage of a newer cloud for unknown', () => {
    const status = { ...report().status, stage: 'flying' };
    const answer = { ok: true, serverTime: NOON, data: { ...report(), status } };
    expect(parseOrderAnswer('look-up', answer)).toMatchObject({
      data: { status: { name: 'delivering', stage: 'unknown' } },
    });
  });

  it('takes a status of a newer cloud for unknown, and keeps all that is said of it', () => {
    const status = { ...report().status, name: 'hovering' };
    const answer = { ok: true, serverTime: NOON, data: { ...report(), status } };
    expect(parseOrderAnswer('look-up', answer)).toEqual({
      ...answer,
      data: { ...report(), status: { ...status, name: 'unknown' } },
    });
  });

  it.each(['accepting', 'pickup', 'delivering', 'returning', 'exception', 'unknown'])(
    'knows the stage %s',
    (stage) => {
      const answer = {
        ok: true,
        serverTime: NOON,
        data: { ...report(), status: { ...report().status, stage } },
      };
      expect(parseOrderAnswer('look-up', answer)).toEqual(answer);
    },
  );

  it.each(['open', 'delivered', 'failed'])('knows the outcome %s', (outcome) => {
    const answer = {
      ok: true,
      serverTime: NOON,
      data: { ...report(), status: { ...report().status, outcome } },
    };
    expect(parseOrderAnswer('look-up', answer)).toEqual(answer);
  });

  it('takes unknown for an answer: no status, waybill, rider, place, arrival, next ask', () => {
    const answer = { ok: true, serverTime: NOON, data: reportOf(null, NOON) };
    expect(parseOrderAnswer('look-up', answer)).toEqual(answer);
  });

  it.each(['staff', 'owner', 'courier', 'wechat'])('knows %s as who can mend it', (fixer) => {
    const answer = { ...refusal, error: { ...refusal.error, fixer } };
    expect(parseOrderAnswer('look-up', answer)).toEqual(answer);
  });

  it('takes what an error says beyond its code, and of which account', () => {
    const said = { message: '配送公司答复：签名错误（2003）。', account: '达达', rid: 'rid-7' };
    const answer = { ...refusal, error: { ...refusal.error, ...said } };
    expect(parseOrderAnswer('look-up', answer)).toEqual(answer);
    for (const field of Object.keys(said)) {
      const odd = { ...refusal, error: { ...answer.error, [field]: 7 } };
      expect(parseOrderAnswer('look-up', odd)).toBeNull();
    }
  });

  it('knows every error code that the cloud has', () => {
    for (const code of Object.keys(CLOUD_ERRORS)) {
      const answer = { ...refusal, error: { ...refusal.error, code } };
      expect(parseOrderAnswer('look-up', answer)).toEqual(answer);
    }
  });

  it.each(Object.keys(report()))('does not take a report without %s', (field) => {
    const data = without(report(), field);
    expect(parseOrderAnswer('look-up', { ok: true, serverTime: NOON, data })).toBeNull();
  });

  const full = report({ position: { longitude: 113.3, latitude: 23.1 }, remainingSeconds: 300 });
  const parts = (['status', 'rider', 'position', 'arrival'] as const).flatMap((whole) =>
    Object.keys(full[whole] ?? {}).map((part) => [whole, part] as const),
  );
  it.each(parts)('does not take a %s without its %s', (whole, part) => {
    const data = { ...full, [whole]: without(full[whole] ?? {}, part) };
    expect(parseOrderAnswer('look-up', { ok: true, serverTime: NOON, data })).toBeNull();
  });

  it.each(Object.keys(refusal.error))('does not take an error without %s', (field) => {
    const answer = { ...refusal, error: without(refusal.error, field) };
    expect(parseOrderAnswer('look-up', answer)).toBeNull();
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
    expect(parseOrderAnswer('look-up', value)).toBeNull();
  });
});

describe('parseOrderAnswer of a number to dial', () => {
  it('takes a number to dial, and nothing without one', () => {
    const answer = { ok: true, serverTime: NOON, data: { phone: '10000000001' } };
    expect(parseOrderAnswer('reveal-phone', answer)).toEqual(answer);
    expect(parseOrderAnswer('reveal-phone', { ...answer, data: {} })).toBeNull();
  });
});

describe('deliveryReport', () => {
  it('knows a stored report from what an older version stored', () => {
    expect(deliveryReport.is(report())).toBe(true);
    expect(deliveryReport.is({ orderId: '1', state: 3 })).toBe(false);
  });
});

describe('CLOUD_ERRORS', () => {
  it('says who can mend what: whoever holds the key to it', () => {
    expect(codesWhere(({ fixer }) => fixer === 'staff')).toEqual([
      ...['source-not-accepted', 'bad-request', 'bad-order-id', 'order-not-found', 'order-over'],
      ...['no-such-entry', 'changed-meanwhile', 'too-many-tries', 'name-taken'],
      'too-many-unknown-ids',
    ]);
    expect(codesWhere(({ fixer }) => fixer === 'owner')).toEqual([
      ...['not-staff', 'settings-missing', 'token-rejected'],
      ...['token-exchanged-elsewhere', 'app-secret-frozen', 'sign-rejected'],
      ...['ip-not-allowed', 'api-not-opened', 'account-not-bound', 'account-not-admitted'],
      ...['unreadable-document', 'not-allowed'],
      ...['setup-code-rejected', 'invite-invalid', 'already-staff', 'last-owner'],
      ...['store-in-use', 'account-exists', 'limit-reached', 'secret-needed'],
      ...['keys-malformed', 'api-keys-missing', 'signature-missing', 'signature-rejected'],
      ...['encryption-rejected', 'clock-rejected', 'certificate-unknown', 'answer-unverified'],
      ...['intracity-not-opened', 'wechat-store-wrong', 'unexpected'],
    ]);
    expect(codesWhere(({ fixer }) => fixer === 'courier')).toEqual([
      ...['phone-unavailable', 'courier-refused', 'too-many-reveals'],
    ]);
    expect(codesWhere(({ fixer }) => fixer === 'wechat')).toEqual([
      ...['quota-exceeded', 'too-frequent', 'wechat-busy', 'wechat-refused'],
      ...['upstream-timeout', 'upstream-unreachable', 'upstream-failed', 'upstream-malformed'],
      'database-failed',
    ]);
  });

  it('promises help from asking again only for what passes by itself', () => {
    expect(codesWhere(({ retryable }) => retryable)).toEqual([
      ...['token-exchanged-elsewhere', 'too-frequent', 'wechat-busy', 'wechat-refused'],
      ...['upstream-timeout', 'upstream-unreachable', 'upstream-failed', 'upstream-malformed'],
      ...['database-failed', 'clock-rejected', 'unexpected'],
    ]);
  });
});

type Traits = (typeof CLOUD_ERRORS)[keyof typeof CLOUD_ERRORS];

function codesWhere(holds: (traits: Traits) => boolean): readonly string[] {
  return Object.entries(CLOUD_ERRORS)
    .filter(([, traits]) => holds(traits))
    .map(([code]) => code);
}
