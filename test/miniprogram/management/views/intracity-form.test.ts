import type { WeChatStore } from '../../../../miniprogram/contract/shop-api';
import type { Store } from '../../../../miniprogram/contract/shop';
import {
  formState,
  intracityDraft,
  keysQuestion,
} from '../../../../miniprogram/management/views/intracity-form';
import { enteredKeysOf } from '../../../../miniprogram/management/views/intracity-keys';
import {
  bindingsOf,
  boundStores,
  matchedStores,
  storeRows,
  wechatChoices,
  withChoice,
} from '../../../../miniprogram/management/views/intracity-stores';
import { sampleAccount, STORES } from '../../../support/shop-samples';

const AT = Date.parse('2026-11-26T12:34:00+08:00');
const STORED = sampleAccount({
  provider: 'wechat-intracity',
  label: '同城配送',
  version: 4,
  bindings: [{ storeId: 'st-1', shopNo: '4000000000000003021' }],
  certificates: [{ number: '5A3C', expiresAt: AT + 1e10 }],
});
const KEYS = enteredKeysOf(STORED);
const CHOSEN = boundStores(STORES, STORED.bindings);

function weChatStore(name: string, end: string, more: Partial<WeChatStore> = {}): WeChatStore {
  return {
    wxStoreId: `400000000000000${end}`,
    ownNumber: null,
    name,
    address: `${name}街 1 号`,
    position: null,
    ...more,
  };
}
const LISTED = [weChatStore('一店', '3021'), weChatStore('二店', '3037'), weChatStore('', '4410')];
const [ONE, TWO, THREE] = LISTED.map(({ wxStoreId }) => wxStoreId) as [string, string, string];

describe('the line above the buttons', () => {
  it('names what is missing, before anything can be tried', () => {
    const line = '还差 5 处：对称密钥和它的编号、应用私钥、平台证书和它的编号';
    const state = { line, tone: 'neutral', canTry: false, canSave: false, nextRow: 'symmetricKey' };
    expect(formState(enteredKeysOf(null), {}, { state: 'none' })).toEqual(state);
  });

  it('tells of the trial, and of the store that is still to be chosen', () => {
    const line = (trial: Parameters<typeof formState>[2], chosen = CHOSEN) =>
      [formState(KEYS, chosen, trial)].map(({ line, canSave }) => [line, canSave])[0];
    expect(line({ state: 'none' })).toEqual(['', true]);
    expect(line({ state: 'asking' })).toEqual(['正在用这些密钥问微信…', false]);
    expect(line({ state: 'failed' })).toEqual(['没有试通，原因在上面', true]);
    const passed = { state: 'passed', testedAt: AT, storeCount: 3 } as const;
    expect(line(passed)).toEqual(['12:34 试过：密钥对，读到 3 家门店', true]);
    expect(line(passed, {})).toEqual(['还差 1 处：微信门店', false]);
    expect(line({ ...passed, storeCount: 0 }, {})).toEqual(['密钥对，但微信里还没有门店', false]);
  });
});

describe('which of WeChat’s stores is which', () => {
  const NOWHERE = boundStores(STORES, []);

  it('is known of bound ones, and guessed by name at first', () => {
    expect(CHOSEN).toEqual({ 'st-1': ONE, 'st-2': '' });
    expect(matchedStores(NOWHERE, STORES, LISTED)).toEqual({ 'st-1': ONE, 'st-2': TWO });
    expect(matchedStores(CHOSEN, STORES, LISTED)).toEqual(CHOSEN);
  });

  it('is guessed by place, or where there is one of each', () => {
    const [store] = STORES;
    if (store === undefined) throw new Error('There are two.');
    const position = { longitude: 113.32, latitude: 23.13 };
    const placed: readonly Store[] = [{ ...store, name: '天河', position }];
    const near = weChatStore('', '1111', { position: { ...position, latitude: 23.1309 } });
    expect(matchedStores({}, placed, [...LISTED, near])).toEqual({ 'st-1': near.wxStoreId });
    expect(matchedStores({}, placed, LISTED)).toEqual({ 'st-1': '' });
    expect(matchedStores({}, placed, LISTED.slice(2))).toEqual({ 'st-1': THREE });
  });

  it('is forgotten of a store that WeChat does not have any more', () => {
    expect(matchedStores({ 'st-1': 'gone' }, STORES, LISTED.slice(2))).toEqual(NOWHERE);
  });

  it('is chosen once: a store that is given to another is taken from the first', () => {
    expect(withChoice(CHOSEN, 'st-2', ONE)).toEqual({ 'st-1': '', 'st-2': ONE });
    expect(withChoice(CHOSEN, 'st-1', '')).toEqual(NOWHERE);
    expect(bindingsOf(CHOSEN)).toEqual([{ storeId: 'st-1', shopNo: ONE }]);
  });

  it('is chosen from names and addresses, with the end of the number', () => {
    expect(wechatChoices(LISTED, STORES)).toEqual([
      { value: ONE, title: '一店', detail: '一店街 1 号 · …3021' },
      { value: TWO, title: '二店', detail: '二店街 1 号 · …3037' },
      { value: THREE, title: '街 1 号', detail: '…4410' },
      { value: '', title: '没有', detail: '这家门店不用同城配送' },
    ]);
    expect(wechatChoices(LISTED, STORES.slice(1))).toHaveLength(3);
    const bare = weChatStore('', '5555', { address: '', ownNumber: 'S-9' });
    expect(wechatChoices([bare], [])[0]?.title).toBe('S-9');
    expect(wechatChoices([{ ...bare, ownNumber: null }], [])[0]?.title).toBe('…5555');
  });

  it('stands beside each store of the shop', () => {
    expect(storeRows(CHOSEN, STORES, LISTED)).toMatchObject([
      { title: '一店', words: '一店 · …3021', tone: 'done', act: '改', chosen: [ONE] },
      { title: '二店', words: '没有选', tone: 'neutral', act: '选', chosen: [''] },
    ]);
    expect(storeRows(CHOSEN, STORES, [])[0]?.words).toBe('…3021');
  });
});

const APP_ID = 'wxde00000000000000';

it('what is saved is a new account, or a change of a stored one that keeps its keys', () => {
  const bindings = [{ storeId: 'st-1', shopNo: ONE }];
  const both = { appId: APP_ID, label: '同城配送', bindings };
  const stored = { ...both, accountId: 'ac-1', version: 4, keys: null };
  expect(intracityDraft(STORED, APP_ID, KEYS, CHOSEN)).toEqual(stored);
  const made = { ...both, accountId: null, version: 0 };
  expect(intracityDraft(null, APP_ID, enteredKeysOf(null), CHOSEN)).toMatchObject(made);
});

it('keys of a mall are asked for from whoever built it, and of the own mini-program from nobody', () => {
  expect(keysQuestion(false).hints.yes).toMatch(/向做商城的人要.*不要自己生成或更换/);
  const own = keysQuestion(true);
  expect(JSON.stringify(own)).not.toContain('商城');
  expect(own.hints.yes).toContain('不要自己生成或更换');
});
