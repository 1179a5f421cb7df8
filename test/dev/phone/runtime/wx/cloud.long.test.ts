import { createDatabase } from '../../../../../dev/cloud/database/database';
import { NO_JOURNAL } from '../../../../../dev/cloud/database/database-journal';
import { ends } from '../../../../support/browser-phone';
import { fixturePhone, tellPhone } from '../../../../support/fixture-phone';

const phone = fixturePhone();

it('calls a cloud function as the person who holds the phone', async () => {
  phone().host.functions['ask'] = (event) => ({ result: { heard: event } });
  const { wx } = await phone().open('person=stranger');
  await wx('wx.cloud.init({ env: "e" })');
  expect(
    await wx("wx.cloud.callFunction({ name: 'ask', data: { n: 1 } }).then(({ result }) => result)"),
  ).toEqual({
    heard: { n: 1 },
  });
  expect(phone().host.calls.at(-1)).toEqual({ name: 'ask', event: { n: 1 }, person: 'stranger' });
});

it("fails a cloud call with WeChat's code, and without network with -1", async () => {
  phone().host.functions['broken'] = () => ({ errCode: -504002, errMsg: 'functions execute fail' });
  const { page, wx, until } = await phone().open();
  await wx('wx.cloud.init({ env: "e" })');
  const call =
    "wx.cloud.callFunction({ name: 'broken' }).catch(({ errCode, errMsg }) => [errCode, errMsg])";
  expect(await wx(call)).toEqual([-504002, expect.stringContaining('functions execute fail')]);
  await tellPhone(page, { type: 'network', online: false });
  await until("document.querySelector('.phone-offline') !== null");
  expect(await wx(call)).toEqual([-1, expect.stringContaining('fail')]);
});

it('adds documents to the database, and reads its own', async () => {
  const database = createDatabase(NO_JOURNAL);
  database.plant('notes', { _id: 'theirs' }, 'o-clerk');
  phone().host.database = (request, person) => database.answerClient(`o-${person}`, request);
  const { wx } = await phone().open('person=stranger');
  await wx(
    "wx.cloud.init({ env: 'e' }); globalThis.notes = wx.cloud.database().collection('notes'); 0",
  );
  const added = "notes.add({ data: { _id: 'mine', at: new Date(5), n: 1.5 } })";
  expect(await wx(added)).toEqual({ _id: 'mine', errMsg: 'collection.add:ok' });
  const read = (query: string): Promise<unknown> =>
    wx(`${query}.get().then(({ data }) => data.map(({ _id, n, at }) => [_id, n, at.getTime()]))`);
  expect(await read('notes')).toEqual([['mine', 1.5, 5]]);
  expect(await read('notes.limit(1)')).toEqual([['mine', 1.5, 5]]);
  expect(await wx(ends("wx.cloud.database().collection('none').add({ data: {} })"))).toMatch(
    /^fail collection.add:fail -502005 /,
  );
  expect(await wx(ends("notes.doc('mine').update({ data: { n: 2 } })"))).toMatch(
    /^fail document.update:fail /,
  );
  const remove = "notes.doc('mine').remove().then(({ stats }) => stats.removed)";
  expect([await wx(remove), await wx(remove)]).toEqual([1, 0]);
});

it('says when the network goes and when it is back, and loses the call that is under way', async () => {
  phone().host.functions['hangs'] = () => new Promise(() => undefined);
  const { page, wx, until } = await phone().open();
  await wx('wx.cloud.init({ env: "e" })');
  await wx(
    `globalThis.told = []; globalThis.heard = (status) => told.push(status); wx.onNetworkStatusChange(heard);
     wx.cloud.callFunction({ name: 'hangs' }).catch(({ errMsg }) => told.push(errMsg)); 0`,
  );
  const turn = (online: boolean) => tellPhone(page, { type: 'network', online });
  const networkType = 'wx.getNetworkType().then(({ networkType }) => networkType)';
  expect(await wx(networkType)).toBe('wifi');
  await turn(false);
  await until('told.length === 2');
  expect(await wx(networkType)).toBe('none');
  await turn(true);
  await until('told.length === 3');
  await wx('wx.offNetworkStatusChange(heard)');
  await turn(false);
  await until("document.querySelector('.phone-offline') !== null");
  expect(await wx('told')).toEqual([
    { isConnected: false, networkType: 'none' },
    'cloud.callFunction:fail request:fail ',
    { isConnected: true, networkType: 'wifi' },
  ]);
});
