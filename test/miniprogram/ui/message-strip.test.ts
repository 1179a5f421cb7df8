import { cloudThat, installWx, storageInMemory } from '../../support/fake-wx';
import { failedWith } from '../../support/failed-calls';
import { renderComponent, settled } from '../../support/rendered-component';

/** Shows the strip of a person with messages left; WeChat's pop-up answers so. */
function shown(left: number, popUp: () => Promise<object>, answer: object = { left: left + 1 }) {
  const asked: unknown[] = [];
  const told: unknown[] = [];
  const data = 'ok' in answer ? answer : { ok: true, serverTime: 0, data: answer };
  const cloud = cloudThat(() => data, asked);
  installWx({ ...storageInMemory(), cloud, requestSubscribeMessage: popUp });
  const strip = renderComponent('message-strip', { templateId: 't', left }, ['accepted']);
  strip.listen('accepted', (detail) => told.push(detail));
  const tap = async () => {
    await strip.dispatch('.strip__more', 'tap');
    await settled();
    await settled();
  };
  return { strip, asked, told, tap };
}

const ACCEPTED = () => Promise.resolve({ t: 'accept' });

it('without any left the strip says so', () => {
  expect(shown(0, ACCEPTED).strip.text()).toMatch(/现在收不到微信消息.*收一条/);
});

it.each([
  ['a refusal', () => Promise.resolve({ t: 'reject' }), '没有同意'],
  ['a banned template', () => Promise.resolve({ t: 'ban' }), '请店主到“提醒”里重选一个'],
  ['notices that are off', () => rejected({ errCode: 20004 }), '通知管理里打开'],
  ['no pop-up at all', () => rejected({ errMsg: 'fail' }), '再点一次'],
])('%s counts nothing, and says what to do', async (_what, popUp, words) => {
  const { strip, asked, told, tap } = shown(3, popUp);
  await tap();
  expect([asked, told]).toEqual([[], []]);
  expect(strip.text()).toContain(words);
  expect(strip.text()).toContain('还能收 3 条');
});

it('an acceptance that the cloud did not note says so', async () => {
  const { strip, told, tap } = shown(0, ACCEPTED, failedWith('database-failed'));
  await tap();
  expect(told).toEqual([]);
  expect(strip.text()).toContain('现在收不到微信消息');
  expect(strip.count('.strip__refusal')).toBe(1);
});

function rejected(failure: object): Promise<object> {
  // WeChat rejects with a plain object.
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
  return Promise.reject(failure);
}
