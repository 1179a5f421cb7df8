import type { DeploySettings } from '../../../dev/deploy/settings';
import { createTcbApi } from '../../../dev/deploy/tcb-api';

const SETTINGS: DeploySettings = {
  appId: 'wx-1',
  cloudEnvironment: 'prod-1',
  privateKeyPath: '',
  appSecret: 'secret',
  apiBaseUrl: 'https://api.weixin.qq.com',
  functionEnvironment: {},
};

/** Answers by path, as WeChat's documentation has it, and writes down what was sent. */
function api(answers: Readonly<Record<string, object>> = {}) {
  const sent: [string, unknown][] = [];
  const post = (url: string, body: unknown): Promise<string> => {
    const { pathname, search } = new URL(url);
    sent.push([pathname + search, body]);
    const known: Readonly<Record<string, object>> = {
      '/cgi-bin/stable_token': { access_token: 'token', expires_in: 7200 },
      ...answers,
    };
    return Promise.resolve(JSON.stringify(known[pathname] ?? { errcode: 0, errmsg: 'ok' }));
  };
  return { sent, tcb: createTcbApi(SETTINGS, 'secret', post) };
}

describe('what is set in a cloud environment by official calls', () => {
  it('is asked for with one token', async () => {
    const { sent, tcb } = api();
    await tcb.addCollection('shop');
    await tcb.addCollection('staff');
    expect(sent).toEqual([
      [
        '/cgi-bin/stable_token',
        { grant_type: 'client_credential', appid: 'wx-1', secret: 'secret' },
      ],
      ['/tcb/databasecollectionadd?access_token=token', { env: 'prod-1', collection_name: 'shop' }],
      [
        '/tcb/databasecollectionadd?access_token=token',
        { env: 'prod-1', collection_name: 'staff' },
      ],
    ]);
  });

  it('are collections that are there', async () => {
    const { tcb } = api({
      '/tcb/databasecollectionget': { errcode: 0, collections: [{ name: 'shop', count: 1 }] },
    });
    expect(await tcb.collections()).toEqual(['shop']);
    expect(await api().tcb.collections()).toEqual([]);
  });

  it('are indexes', async () => {
    const { sent, tcb } = api();
    const keys = [{ name: 'at', direction: '-1' }] as const;
    await tcb.addIndex({ collection: 'audit', name: 'at', keys });
    expect(sent[1]).toEqual([
      '/tcb/updateindex?access_token=token',
      {
        env: 'prod-1',
        collection_name: 'audit',
        create_indexes: [{ name: 'at', unique: false, keys }],
        drop_indexes: [],
      },
    ]);
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

  it('tells what WeChat refuses, and no secret', async () => {
    const refusing = api({ '/tcb/databasecollectionadd': { errcode: 85088, errmsg: 'no cloud' } });
    await expect(refusing.tcb.addCollection('shop')).rejects.toThrow(
      '/tcb/databasecollectionadd answered 85088: no cloud',
    );
    const wrong = api({ '/cgi-bin/stable_token': { errcode: 40125, errmsg: 'invalid appsecret' } });
    await expect(wrong.tcb.addCollection('shop')).rejects.toThrow('40125: invalid appsecret');
    const odd = api({ '/cgi-bin/stable_token': {} });
    await expect(odd.tcb.addCollection('shop')).rejects.toThrow('without a token');
  });

  it('says that nobody answers', async () => {
    const tcb = createTcbApi(SETTINGS, 'secret', () => Promise.reject(new Error('down')));
    await expect(tcb.collections()).rejects.toThrow(
      '/cgi-bin/stable_token did not answer: is https://api.weixin.qq.com within reach?',
    );
  });

  it('says that what answers is not WeChat, and quotes nothing of it', async () => {
    const tcb = createTcbApi(SETTINGS, 'secret', () => Promise.resolve('<html>'));
    await expect(tcb.collections()).rejects.toThrow(
      /^\/cgi-bin\/stable_token answered something that is no JSON\.$/,
    );
  });
});
