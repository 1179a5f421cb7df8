import { SETUP_CODE } from '../../dev/host/open-shop';
import { DEMO_ACCOUNT, DEMO_ACCOUNTS } from '../../dev/sandbox/account';
import { faultsIn } from '../support/log-leaks';

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
])('what reads the functions’ logs in every test finds %s', (what, field) => {
  expect(faultsIn(`{"fn":"getOrder",${field}}`)).toContain(what);
});
