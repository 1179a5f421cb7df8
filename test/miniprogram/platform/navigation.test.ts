import {
  goBack,
  noteLaunch,
  openDeliveryPage,
  openShopPage,
  openedBy,
  replaceByDeliveryPage,
  sharedTextOf,
  showTabBar,
  takeStartAtBoard,
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

/** Query of the page that was opened, as WeChat passes it to onLoad: names and undecoded values. */
function openedWith(orderIds: readonly string[], exact = false): Record<string, string> {
  return queryOf(
    urlOf('navigateTo', () => {
      openDeliveryPage(orderIds, exact);
    }),
  );
}

function queryOf(url: string): Record<string, string> {
  const query = url.split('?')[1] ?? '';
  return Object.fromEntries(query.split('&').map((pair) => pair.split('=')) as [string, string][]);
}

describe('the page of a delivery', () => {
  it.each([[['A-1']], [['https://a.example/?id=A-1&x=2', 'A-1']], [['100%', '中文 id']]])(
    'is opened with %j and finds them again',
    (orderIds) => {
      expect(openedBy(openedWith(orderIds)).orderIds).toEqual(orderIds);
    },
  );

  it('is told whether the id is a whole one', () => {
    expect(openedBy(openedWith(['8842'], true)).exact).toBe(true);
    expect(openedBy(openedWith(['8842'], true)).orderIds).toEqual(['8842']);
    expect(openedBy(openedWith(['8842'])).exact).toBe(false);
  });

  it('is told whether a label was scanned', () => {
    const url = urlOf('navigateTo', () => {
      openDeliveryPage(['A-1', '#A-1'], false, true);
    });
    expect(openedBy(queryOf(url)).scanned).toBe(true);
    expect(openedBy(queryOf(url)).orderIds).toEqual(['A-1', '#A-1']);
    expect(openedBy(openedWith(['A-1'])).scanned).toBe(false);
  });

  it.each([
    [['20261124-8842'], true],
    [['A-1', 'CODE_128,A-1'], false],
  ])('is replaced by that of %j, whole: %s', (orderIds, exact) => {
    const url = urlOf('redirectTo', () => {
      replaceByDeliveryPage(orderIds, exact);
    });
    const query = queryOf(url);
    expect(openedBy(query).orderIds).toEqual(orderIds);
    expect(openedBy(query).exact).toBe(exact);
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
    expect(openedBy({ id: '100%' }).orderIds).toEqual(['100%']);
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

  const failing = () => {
    const opened: (OpenedPage & { readonly fail: () => void })[] = [];
    const showModal = jest.fn().mockResolvedValue({ confirm: true });
    installWx({ showModal, navigateTo: (page: (typeof opened)[number]) => opened.push(page) });
    return { opened, showModal };
  };

  it('that cannot be loaded says so, and can be asked for again', () => {
    const { opened, showModal } = failing();
    openShopPage('accounts');
    opened[0]?.fail();
    opened[0]?.complete();
    expect(showModal).toHaveBeenCalledWith({
      title: '这一页没有打开',
      content: '它还没下载好，可能是网络不好。请检查网络，再试一次。',
      showCancel: false,
      confirmText: '好',
    });
    openShopPage('accounts');
    expect(opened).toHaveLength(2);
    opened[1]?.complete();
  });

  it('keeps nobody from a delivery while it is loaded', () => {
    const { opened } = failing();
    openShopPage('accounts');
    openDeliveryPage(['A-1'], false);
    expect(opened.map(({ url }) => url.split('?')[0])).toEqual([
      '/management/pages/accounts/accounts',
      '/pages/delivery/delivery',
    ]);
    for (const page of opened) page.complete();
  });

  it('of the main package blames no network', () => {
    const { opened, showModal } = failing();
    openShopPage('about');
    opened[0]?.fail();
    opened[0]?.complete();
    expect(showModal).toHaveBeenCalledWith(
      expect.objectContaining({ title: '这一页没有打开', content: '请返回，再试一次。' }),
    );
  });
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
  interface Change {
    readonly name: string;
    readonly success: () => void;
    readonly fail: () => void;
  }

  /** WeChat with calls that are answered later. */
  const slowWeChat = () => {
    const changes: Change[] = [];
    const called = (name: string) => (options: Omit<Change, 'name'>) => {
      changes.push({ name, ...options });
    };
    installWx({ showTabBar: called('show'), hideTabBar: called('hide') });
    return changes;
  };
  const names = (changes: readonly Change[]) => changes.map(({ name }) => name);

  it('is as the window wants it last, though that changes while it is being hidden', () => {
    const changes = slowWeChat();
    showTabBar(false);
    showTabBar(true);
    expect(names(changes)).toEqual(['hide']);
    changes[0]?.success();
    expect(names(changes)).toEqual(['hide', 'show']);
    changes[1]?.success();
    showTabBar(true);
    expect(changes).toHaveLength(2);
  });

  it('is not changed twice by a window that comes back to what is under way', () => {
    const changes = slowWeChat();
    showTabBar(false);
    showTabBar(true);
    showTabBar(false);
    changes[0]?.success();
    expect(names(changes)).toEqual(['hide']);
    showTabBar(true);
    changes[1]?.success();
  });

  it('is left alone by a page that has none, until a page with one asks again', () => {
    const changes = slowWeChat();
    showTabBar(false);
    changes[0]?.fail();
    expect(names(changes)).toEqual(['hide']);
    showTabBar(false);
    expect(names(changes)).toEqual(['hide', 'hide']);
    changes[1]?.fail();
  });
});

const SEARCH = 'pages/search/search';

/** Starts on a platform. @returns whether 看板 comes first, as asked twice */
function started(platform: string, path: string, query: Record<string, string> = {}): boolean[] {
  installWx({ getDeviceInfo: () => ({ platform }) });
  noteLaunch({ path, query, scene: 1001, shareTicket: '', forwardMaterials: [], chatType: 1 });
  return [takeStartAtBoard(), takeStartAtBoard()];
}

it('a computer begins at 看板, once, unless a link or another page was asked for', () => {
  expect(started('windows', SEARCH)).toEqual([true, false]);
  expect(started('mac', SEARCH, { id: 'A-1' })).toEqual([false, false]);
  expect(started('windows', 'management/pages/join/join')).toEqual([false, false]);
  expect(started('ios', SEARCH)).toEqual([false, false]);
});
