import type { CallResult } from '../../../miniprogram/contract/call-result';
import {
  FORM_DATA,
  showAnswer,
  submit,
  submitConfirmed,
  submitForm,
  withStores,
} from '../../../miniprogram/management/form-page';
import { noReasons } from '../../../miniprogram/management/views/typed-text';
import { PAGE_LOADING } from '../../../miniprogram/shop/page-state';
import { OFFLINE } from '../../support/failed-calls';
import { installWx, storageInMemory } from '../../support/fake-wx';

const QUESTION = { title: '删除？', content: '不能恢复。', confirmText: '删除' };

/** Page that keeps its data as WeChat does, by whole keys. */
function fakePage() {
  const data = {
    ...FORM_DATA,
    state: PAGE_LOADING,
    reasons: noReasons<'name'>(),
    names: [] as string[],
  };
  return {
    data,
    setData(change: Partial<typeof data>) {
      Object.assign(data, change);
    },
  };
}

function answered<Data>(data: Data): Promise<CallResult<Data>> {
  return Promise.resolve({ ok: true, serverTime: 0, data });
}

describe('a page that is loaded', () => {
  it('says that its entry is gone', async () => {
    const page = fakePage();
    await showAnswer(page, answered('小林'), () => null);
    expect(page.data.state.phase).toBe('gone');
  });

  it('says why there is no answer; what it has known stays', async () => {
    const page = fakePage();
    await showAnswer(page, OFFLINE, () => null);
    expect(page.data.state.phase).toBe('failure');
    await showAnswer(page, answered('小林'), (name) => ({ names: [name] }));
    await showAnswer(page, OFFLINE, () => null);
    expect(page.data).toMatchObject({ state: { phase: 'known' }, names: ['小林'] });
    expect(page.data.state.notice).not.toBe('');
  });
});

describe('an action', () => {
  it('is submitted once, however often it is tapped before there is an answer', async () => {
    const page = fakePage();
    const done = jest.fn();
    const ask = jest.fn(() => answered('saved'));
    const first = submit(page, 'remove', ask, done);
    expect(page.data.busy).toBe('remove');
    await Promise.all([first, submit(page, 'save', ask, done)]);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(done.mock.calls).toEqual([['saved']]);
    expect(page.data.busy).toBe('');
  });

  it('that fails says why until the next one', async () => {
    const page = fakePage();
    const done = jest.fn();
    await submit(page, 'save', () => Promise.resolve(OFFLINE), done);
    expect(page.data).toMatchObject({ busy: '', failure: { title: expect.any(String) as string } });
    expect(done).not.toHaveBeenCalled();
    await submit(page, 'save', () => answered('saved'));
    expect(page.data.failure).toBeNull();
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('that cannot be undone waits for consent (%s)', async (confirm, count) => {
    installWx({
      showModal: () => Promise.resolve({ confirm }),
      getAppBaseInfo: () => ({ theme: 'light' }),
    });
    const ask = jest.fn(() => answered('removed'));
    await submitConfirmed(fakePage(), 'remove', QUESTION, ask);
    expect(ask).toHaveBeenCalledTimes(count);
  });

  it('asks for no consent while another waits for its answer', async () => {
    const showModal = jest.fn();
    installWx({ showModal });
    const page = fakePage();
    page.setData({ busy: 'save' });
    await submitConfirmed(page, 'remove', QUESTION, () => answered('removed'));
    expect(showModal).not.toHaveBeenCalled();
  });
});

describe('calls of the cloud', () => {
  const callFunction = jest.fn();
  const data = { stores: [] };
  beforeEach(() => {
    callFunction.mockReset().mockResolvedValue({ result: { ok: true, serverTime: 0, data } });
    installWx({ ...storageInMemory(), cloud: { callFunction } });
  });

  it('save a form as it was read, which forgets what was wrong before', async () => {
    const page = fakePage();
    page.setData({ reasons: { name: '请填名字。' } });
    const done = jest.fn();
    await submitForm(page, 'list-stores', { ok: true, value: {} }, done);
    expect(done.mock.calls).toEqual([[data]]);
    expect(page.data.reasons).toEqual({});
  });

  it('are not made for a form that cannot be saved, which says why', async () => {
    const page = fakePage();
    const reasons = { name: '请填名字。' };
    await submitForm(page, 'list-stores', { ok: false, reasons }, jest.fn());
    expect(callFunction).not.toHaveBeenCalled();
    expect(page.data).toMatchObject({ busy: '', reasons });
  });

  it('bring the stores beside something else, and hide no failure of either', async () => {
    const asked = { accounts: ['a'] };
    expect(await withStores(answered(asked))).toMatchObject({ data: { ...asked, ...data } });
    expect(await withStores(Promise.resolve(OFFLINE))).toBe(OFFLINE);
    callFunction.mockRejectedValue(new Error('request:fail'));
    expect(await withStores(answered(asked))).toMatchObject({ ok: false });
  });
});
