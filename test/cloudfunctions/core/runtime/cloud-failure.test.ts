import { CloudFailure } from '../../../../cloudfunctions/core/runtime/cloud-failure';

describe('CloudFailure', () => {
  it('has a code alone, which is then its message too, and says nothing to people', () => {
    expect(new CloudFailure('not-staff')).toMatchObject({
      name: 'CloudFailure',
      code: 'not-staff',
      message: 'not-staff',
      userMessage: undefined,
      account: undefined,
      rid: undefined,
    });
  });

  it('keeps what it was told: words, an account, WeChat’s request id, and what caused it', () => {
    const cause = new Error('socket hang up');
    const failure = new CloudFailure('upstream-unreachable', {
      message: '云端暂时连不上微信。',
      account: '达达',
      rid: 'rid-7',
      cause,
    });
    expect(failure).toMatchObject({
      code: 'upstream-unreachable',
      message: '云端暂时连不上微信。',
      userMessage: '云端暂时连不上微信。',
      account: '达达',
      rid: 'rid-7',
    });
    expect(failure.cause).toBe(cause);
  });
});
