import { createTcbApi } from '../../../dev/deploy/tcb-api';
import { DEPLOY_SETTINGS as SETTINGS } from '../../support/deploy-settings';

const INDEX = { collection: 'audit', name: 'at', keys: [{ name: 'at', direction: '-1' }] } as const;

const TOKEN = { access_token: 'token', expires_in: 7200 };

/** Answers by path as WeChat documents it, and records requests. */
function api(answers: Readonly<Record<string, object>> = {}) {
  const sent: [string, unknown][] = [];
  const post = (url: string, body: unknown): Promise<string> => {
    const { pathname, search } = new URL(url);
    sent.push([pathname + search, body]);
    const known: Readonly<Record<string, object>> = { '/cgi-bin/stable_token': TOKEN, ...answers };
    return Promise.resolve(JSON.stringify(known[pathname] ?? { errcode: 0, errmsg: 'ok' }));
  };
  return { sent, tcb: createTcbApi(SETTINGS, post) };
}

describe('what is set in a cloud environment by official calls', () => {
  it('are collections, but for those that are there; with one token', async () => {
    const { sent, tcb } = api({
      '/tcb/databasecollectionget': { errcode: 0, collections: [{ name: 'shop', count: 1 }] },
    });
    for (const name of ['shop', 'staff', 'stores']) await tcb.haveCollection(name);
    const path = '/tcb/databasecollectionadd?access_token=token';
    expect(sent).toEqual([
      [
        '/cgi-bin/stable_token',
        { grant_type: 'client_credential', appid: 'wx-1', secret: 'the-app-secret' },
      ],
      ['/tcb/databasecollectionget?access_token=token', { env: 'prod-1', limit: 100, offset: 0 }],
      [path, { env: 'prod-1', collection_name: 'staff' }],
      [path, { env: 'prod-1', collection_name: 'stores' }],
    ]);
  });

  it('are seen before anything is put there: collections, and functions', async () => {
    const lists = {
      '/tcb/databasecollectionget': { errcode: 0, collections: [{ name: 'orders', count: 1 }] },
      '/tcb/listfunctions': { errcode: 0, total_count: 1, functions: [{ name: 'shop' }] },
    };
    expect(await api(lists).tcb.inEnvironment()).toEqual(['collection orders', 'function shop']);
    for (const path of Object.keys(lists))
      await expect(api({ ...lists, [path]: {} }).tcb.inEnvironment()).rejects.toThrow(
        `${path} answered no list.`,
      );
  });

  it('are seen whole, however many there are', async () => {
    const names = Array.from({ length: 230 }, (_, n) => ({ name: `f${n}` }));
    const post = (url: string, body: unknown): Promise<string> => {
      const { offset = 0, limit = 0 } = body as { offset?: number; limit?: number };
      const page = names.slice(offset, offset + limit);
      const answer = url.includes('token=') ? { functions: page, collections: [] } : TOKEN;
      return Promise.resolve(JSON.stringify(answer));
    };
    const seen = await createTcbApi(SETTINGS, post).inEnvironment();
    expect(seen).toEqual(names.map(({ name }) => `function ${name}`));
  });

  it('are indexes', async () => {
    const { sent, tcb } = api();
    await tcb.haveIndex(INDEX);
    expect(sent[1]).toEqual([
      '/tcb/updateindex?access_token=token',
      {
        env: 'prod-1',
        collection_name: 'audit',
        create_indexes: [{ name: 'at', unique: false, keys: INDEX.keys }],
        drop_indexes: [],
      },
    ]);
  });

  it('are content with an index that is there already, and with no other failure', async () => {
    const indexing = (errcode: number, errmsg: string) =>
      api({ '/tcb/updateindex': { errcode, errmsg } }).tcb.haveIndex(INDEX);
    await expect(indexing(-1, 'index already exists')).resolves.toBeUndefined();
    await expect(indexing(40097, 'bad')).rejects.toThrow('40097');
    await expect(indexing(-502005, 'database collection not exists')).rejects.toThrow('-502005');
  });

  it('are a function’s time-out and, where it is given, its environment', async () => {
    const { sent, tcb } = api();
    await tcb.configureFunction('shop', 10, { SETTINGS_KEY: 'k' });
    await tcb.configureFunction('sweep', 60, {});
    const configs = sent.slice(1).map(([, body]) => body as { config: string });
    expect(configs).toMatchObject([
      { type: 3, env: 'prod-1', function_name: 'shop' },
      { type: 3, env: 'prod-1', function_name: 'sweep' },
    ]);
    expect(configs.map(({ config }) => JSON.parse(config) as unknown)).toEqual([
      { timeout: 10, environment: [{ key: 'SETTINGS_KEY', value: 'k' }] },
      { timeout: 60 },
    ]);
  });

  it.each([
    [
      '/tcb/databasecollectionget',
      { errcode: 85088, errmsg: 'no cloud' },
      '/tcb/databasecollectionget answered 85088: no cloud',
    ],
    [
      '/cgi-bin/stable_token',
      { errcode: 40125, errmsg: 'invalid appsecret' },
      '40125: invalid appsecret',
    ],
    ['/cgi-bin/stable_token', {}, 'without a token'],
  ])('tell what WeChat refuses at %s (%j)', async (path, answer, words) => {
    await expect(api({ [path]: answer }).tcb.haveCollection('shop')).rejects.toThrow(words);
  });

  it('say that nobody answers, or that it is not WeChat who does, and quote nothing of it', async () => {
    const down = createTcbApi(SETTINGS, () => Promise.reject(new Error('down')));
    await expect(down.haveCollection('shop')).rejects.toThrow(
      '/cgi-bin/stable_token did not answer: is https://api.weixin.qq.com within reach?',
    );
    const other = createTcbApi(SETTINGS, () => Promise.resolve('<html>'));
    await expect(other.haveCollection('shop')).rejects.toThrow(
      /^\/cgi-bin\/stable_token answered something that is no JSON\.$/,
    );
  });

  it('cannot be set without the AppSecret', async () => {
    const tcb = createTcbApi({ ...SETTINGS, appSecret: null }, () => Promise.resolve('{}'));
    await expect(tcb.haveCollection('shop')).rejects.toThrow('need the AppSecret');
  });
});
