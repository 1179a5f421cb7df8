import { SETUP_CODE } from '../../dev/host/open-shop';
import { DEMO_ACCOUNT, DEMO_ACCOUNTS } from '../../dev/sandbox/account';
import { faultsIn } from '../support/log-leaks';

describe('what reads the functions’ logs in every test', () => {
  it('passes an honest line, whatever digits chance put into its ids', () => {
    expect(
      faultsIn(
        '{"fn":"getOrder","traceId":"a7461c3a-6bac-4cea-91ae-c13800138000","code":"ok","ms":335,"upstream":2}',
      ),
    ).toEqual([]);
    expect(
      faultsIn('{"fn":"getOrder","rid":"13800138-00013800-13800138","code":"busy","ms":3}'),
    ).toEqual([]);
    expect(faultsIn('{"fn":"getOrder","reveal":"phone","orderId":"20261125-1284"}')).toEqual([]);
  });

  it.each([
    '(node:8294) TimeoutNegativeWarning: -8.399655000001076 is a negative number.',
    '(node:4194304) [DEP0169] DeprecationWarning: `url.parse()` behavior is not standardized',
  ])('tells a warning of the process from a leak, whatever digits it has: %s', (line) => {
    expect(faultsIn(line)).toEqual(['a warning of the process itself']);
  });

  it.each([
    ['a phone', '"said":"13800138000"'],
    ['a phone', '"traceId":"13800138000"'],
    ['a phone', '"orderId":"13800138000"'],
    ['a name', '"said":"陈师傅"'],
    ['a sign or a secret', `"sign":"${'0a'.repeat(20)}"`],
    ['a token', `"token":"${'aB_-'.repeat(20)}"`],
    ["the shop's deliverySecret", `"why":"${DEMO_ACCOUNT.deliverySecret}"`],
    ["the shop's demo-sftc-3158 secret", `"why":"${DEMO_ACCOUNTS[0]?.secret ?? ''}"`],
    ["the shop's OWNER_SETUP_CODE", `"code":"${SETUP_CODE}"`],
  ])('finds %s', (what, field) => {
    expect(faultsIn(`{"fn":"getOrder",${field}}`)).toContain(what);
  });
});
