import { SETUP_CODE } from '../../dev/host/open-shop';
import { DEMO_ACCOUNT, DEMO_ACCOUNTS } from '../../dev/sandbox/account';
import { leaksIn } from '../support/log-leaks';

describe('what reads the functions’ logs in every test', () => {
  it('passes an honest line, whatever digits chance put into its ids', () => {
    expect(
      leaksIn(
        '{"fn":"getOrder","traceId":"a7461c3a-6bac-4cea-91ae-c13800138000","code":"ok","ms":335,"upstream":2}',
      ),
    ).toEqual([]);
    expect(
      leaksIn('{"fn":"getOrder","rid":"13800138-00013800-13800138","code":"busy","ms":3}'),
    ).toEqual([]);
    expect(leaksIn('{"fn":"getOrder","reveal":"phone","orderId":"20261125-1284"}')).toEqual([]);
  });

  it.each([
    ['a phone', '"said":"13800138000"'],
    ['a phone', '"traceId":"13800138000"'],
    ['a phone', '"orderId":"13800138000"'],
    ['a name', '"said":"陈师傅"'],
    ['a sign or a secret', `"sign":"${'0a'.repeat(20)}"`],
    ['a token', `"token":"${'aB_-'.repeat(20)}"`],
    ["the shop's deliverySecret", `"why":"${DEMO_ACCOUNT.deliverySecret}"`],
    ["the shop's SFTC secret", `"why":"${DEMO_ACCOUNTS[0]?.secret ?? ''}"`],
    ["the shop's OWNER_SETUP_CODE", `"code":"${SETUP_CODE}"`],
  ])('finds %s', (what, field) => {
    expect(leaksIn(`{"fn":"getOrder",${field}}`)).toContain(what);
  });
});
