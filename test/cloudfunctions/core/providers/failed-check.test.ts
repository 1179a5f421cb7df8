import { CloudFailure } from '../../../../cloudfunctions/core/runtime/cloud-failure';
import { failedCheck } from '../../../../cloudfunctions/core/providers/failed-check';
import { WeChatError } from '../../../../cloudfunctions/core/providers/wechat/wechat-error';
import { SdkError } from '../../../support/memory-database';

const line = (check: string, finding: string, value = '') => ({ check, finding, about: '', value });

const NO_ANSWER = [
  ...(['too-frequent', 'upstream-failed', 'upstream-malformed'] as const),
  ...(['upstream-timeout', 'upstream-unreachable', 'wechat-busy'] as const),
];

describe('a check that did not come to an end', () => {
  it.each([
    ['account-not-bound', 'accounts', line('accounts', 'account-not-bound')],
    ['quota-exceeded', 'quota', line('quota', 'quota-used-up')],
    ...NO_ANSWER.map((code) => [code, 'sign', line('sign', 'no-answer')] as const),
    ['token-exchanged-elsewhere', 'quota', line('quota', 'token-exchanged-elsewhere')],
  ] as const)('by %s says what it found, and of which account', (code, check, found) => {
    expect(failedCheck(check, new CloudFailure(code))).toEqual(found);
    const about = '闪送';
    expect(failedCheck(check, new CloudFailure(code), about)).toEqual({ ...found, about });
  });

  it.each([
    ['settings-missing', 'settings'],
    ['secret-needed', 'settings'],
    ['token-rejected', 'token'],
    ['app-secret-frozen', 'token'],
    ['ip-not-allowed', 'ip'],
    ['account-not-bound', 'accounts'],
    ['account-not-admitted', 'accounts'],
    ['api-not-opened', 'accounts'],
  ] as const)('by %s waits for the check that tells of it', (code, reporter) => {
    const failed = failedCheck('quota', new CloudFailure(code), '闪送');
    expect(failed).toEqual({ ...line('quota', 'waits', reporter), about: '闪送' });
  });

  it('says by WeChat’s number what nobody has heard of, and nothing that WeChat wrote', () => {
    const failed = failedCheck('quota', new WeChatError(99999, 'call 12012345678'));
    expect(failed).toEqual(line('quota', 'refused-otherwise', '99999'));
    const courier = failedCheck('sign', new CloudFailure('courier-refused'));
    expect(courier).toEqual(line('sign', 'refused-otherwise', 'courier-refused'));
  });

  it('knows the database by its errors', () => {
    expect(failedCheck('sign', new SdkError(-502001))).toEqual(line('sign', 'database-failed'));
    for (const odd of [new Error('odd'), null, 'odd'])
      expect(failedCheck('sign', odd)).toEqual(line('sign', 'refused-otherwise', 'unexpected'));
  });
});
