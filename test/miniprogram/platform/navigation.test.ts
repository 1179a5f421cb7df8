import {
  goBack,
  rememberLaunch,
  openDeliveryPage,
  openShopPage,
  readDeliveryQuery,
  replaceByDeliveryPage,
  sharedTextOf,
  showTabBar,
  consumeStartAtBoard,
} from '../../../miniprogram/platform/navigation';
import { installWx } from '../../support/fake-wx';

interface OpenedPage {
  readonly url: string;
  readonly complete: () => void;
}

/** Returns the path of the page that WeChat's function opens. */
function urlOf(how: 'navigateTo' | 'redirectTo', open: () => void): string {
  const opened = jest.fn(({ complete }: OpenedPage) => {
    complete();
  });
  installWx({ [how]: opened });
  open();
  expect(opened).toHaveBeenCalledTimes(1);
  return opened.mock.calls[0]?.[0].url ?? '';
}

/** Reads a URL's query as WeChat passes it to onLoad: names and undecoded values. */
function queryOf(url: string): Record<string, string> {
  const query = url.split('?')[1] ?? '';
  return Object.fromEntries(query.split('&').map((pair) => pair.split('=')) as [string, string][]);
}

describe('the page of a delivery', () => {
  it.each([
    [['8842'], true, false, false],
    [['A-1', '#A-1'], false, true, false],
    [['https://a.example/?id=A-1&x=2', 'A-1'], false, true, true],
    [['100%', '中文 id'], false, false, false],
  ])('is told %j, whole: %s, scanned: %s, right now: %s', (...given) => {
    const [orderIds, exact, scanned, announced] = given;
    const url = urlOf('navigateTo', () => {
      openDeliveryPage(...given);
    });
    expect(readDeliveryQuery(queryOf(url))).toEqual({ orderIds, exact, scanned, announced });
    const other = urlOf('redirectTo', () => {
      replaceByDeliveryPage(orderIds, exact);
    });
    expect(readDeliveryQuery(queryOf(other))).toMatchObject({ orderIds, exact, scanned: false });
  });

  it('is opened once by two taps, and again after it was opened', () => {
    const opened: OpenedPage[] = [];
    installWx({ navigateTo: (page: OpenedPage) => opened.push(page) });
    openDeliveryPage(['A-1'], false);
    openDeliveryPage(['A-1'], false);
    expect(opened).toHaveLength(1);
    opened[0]?.complete();
    openDeliveryPage(['A-2'], false);
    expect(opened).toHaveLength(2);
    opened[1]?.complete();
  });

  it('takes a link’s id as it is when it is not encoded', () => {
    expect(readDeliveryQuery({ id: '100%' }).orderIds).toEqual(['100%']);
  });
});

describe('a page of 店铺', () => {
  it.each([
    ['accounts', undefined, '/management/pages/accounts/accounts'],
    ['store', 's 1', '/management/pages/store/store?id=s%201'],
    ['about', undefined, '/pages/about/about'],
  ] as const)('%s is opened where it lies', (page, id, url) => {
    const opened = urlOf('navigateTo', () => {
      openShopPage(page, id);
    });
    expect(opened).toBe(url);
  });

  it.each([
    ['accounts', '它还没下载好，可能是网络不好。请检查网络，再试一次。'],
    ['about', '请返回，再试一次。'],
  ] as const)(
    '%s, if not loaded, says so, keeps nobody from a delivery, and opens again',
    (page, content) => {
      const opened: (OpenedPage & { readonly fail: () => void })[] = [];
      const showModal = jest.fn().mockResolvedValue({ confirm: true });
      installWx({ showModal, navigateTo: (page: (typeof opened)[number]) => opened.push(page) });
      openShopPage(page);
      openDeliveryPage(['A-1'], false);
      expect(opened).toHaveLength(2);
      opened[0]?.fail();
      for (const { complete } of opened) complete();
      const message = { title: '这一页没有打开', content, showCancel: false, confirmText: '好' };
      expect(showModal).toHaveBeenCalledWith(message);
      openShopPage(page);
      expect(opened).toHaveLength(3);
      opened[2]?.complete();
    },
  );
});

it.each([
  [{ id: 'A%2D1' }, 'A-1'],
  [{ scene: 'A-2' }, 'A-2'],
  [{ id: '' }, ''],
  [{ scene: '' }, ''],
  [{}, null],
])('查单, opened by a link or by a mini-program code with %j, is to look up %j', (query, text) => {
  expect(sharedTextOf(query)).toBe(text);
});

it.each([
  [2, 'navigateBack'],
  [1, 'reLaunch'],
])('back with %i pages open is %s', (pages, expected) => {
  const done: string[] = [];
  installWx({
    navigateBack: () => done.push('navigateBack'),
    reLaunch: () => done.push('reLaunch'),
  });
  Object.assign(globalThis, { getCurrentPages: () => Array.from({ length: pages }) });
  goBack();
  expect(done).toEqual([expected]);
});

describe('WeChat’s tab bar', () => {
  /** WeChat whose calls end later. @returns the calls, and a failure of the last one */
  const slowWeChat = () => {
    const calls: string[] = [];
    let failLast = (): void => undefined;
    const called =
      (name: string) =>
      ({ fail }: { readonly fail: () => void }) => {
        calls.push(name);
        failLast = fail;
      };
    installWx({ showTabBar: called('show'), hideTabBar: called('hide') });
    return {
      calls,
      fails: () => {
        failLast();
      },
    };
  };

  it('is as the window wants it last, though that changes while it is being hidden', () => {
    const { calls } = slowWeChat();
    for (const isWanted of [true, false, false, true, true]) showTabBar(isWanted);
    expect(calls).toEqual(['hide', 'show']);
  });

  it('is left alone by a page that has none, until a page with one asks again', () => {
    const { calls, fails } = slowWeChat();
    showTabBar(false);
    fails();
    showTabBar(false);
    expect(calls).toEqual(['hide', 'hide']);
    fails();
  });
});

const SEARCH = 'pages/search/search';

/** Starts on a platform. @returns whether 看板 comes first, as asked twice */
function started(platform: string, path: string, query: Record<string, string> = {}): boolean[] {
  installWx({ getDeviceInfo: () => ({ platform }) });
  rememberLaunch({ path, query, scene: 1001, shareTicket: '', forwardMaterials: [], chatType: 1 });
  return [consumeStartAtBoard(), consumeStartAtBoard()];
}

it('a computer begins at 看板, once, unless a link or another page was asked for', () => {
  expect(started('windows', SEARCH)).toEqual([true, false]);
  expect(started('mac', SEARCH, { id: 'A-1' })).toEqual([false, false]);
  expect(started('windows', 'management/pages/join/join')).toEqual([false, false]);
  expect(started('ios', SEARCH)).toEqual([false, false]);
});
