import {
  goBack,
  isExact,
  openDeliveryPage,
  orderIdsOf,
  replaceByDeliveryPage,
  sharedTextOf,
} from '../../../miniprogram/platform/navigation';
import { installWx } from '../../support/fake-wx';

interface OpenedPage {
  readonly url: string;
  readonly complete: () => void;
}

/** The query of the page that was opened, as WeChat hands it to onLoad: names and undecoded values. */
function openedWith(orderIds: readonly string[], exact?: boolean): Record<string, string> {
  const navigateTo = jest.fn((page: OpenedPage) => {
    page.complete();
  });
  installWx({ navigateTo });
  openDeliveryPage(orderIds, exact);
  return queryOf(navigateTo.mock.calls[0]?.[0].url);
}

function queryOf(url = ''): Record<string, string> {
  const query = url.split('?')[1] ?? '';
  return Object.fromEntries(query.split('&').map((pair) => pair.split('=')) as [string, string][]);
}

describe('the page of a delivery', () => {
  it.each([[['A-1']], [['https://a.example/?id=A-1&x=2', 'A-1']], [['100%', '中文 id']]])(
    'is opened with %j and finds them again',
    (orderIds) => {
      expect(orderIdsOf(openedWith(orderIds))).toEqual(orderIds);
    },
  );

  it('is told whether the id is a whole one', () => {
    expect(isExact(openedWith(['8842'], true))).toBe(true);
    expect(orderIdsOf(openedWith(['8842'], true))).toEqual(['8842']);
    expect(isExact(openedWith(['8842']))).toBe(false);
  });

  it('is replaced by that of the order that was meant', () => {
    const redirectTo = jest.fn((page: OpenedPage) => {
      page.complete();
    });
    installWx({ redirectTo });
    replaceByDeliveryPage('20261124-8842');
    const query = queryOf(redirectTo.mock.calls[0]?.[0].url);
    expect(orderIdsOf(query)).toEqual(['20261124-8842']);
    expect(isExact(query)).toBe(true);
  });

  it('is opened once by two taps, and again after it was opened', () => {
    const opened: OpenedPage[] = [];
    installWx({ navigateTo: (page: OpenedPage) => opened.push(page) });
    openDeliveryPage(['A-1']);
    openDeliveryPage(['A-1']);
    expect(opened).toHaveLength(1);
    opened[0]?.complete();
    openDeliveryPage(['A-2']);
    expect(opened).toHaveLength(2);
    opened[1]?.complete();
  });

  it('takes a link’s id as it is when it is not encoded', () => {
    expect(orderIdsOf({ id: '100%' })).toEqual(['100%']);
  });
});

it('查单 is opened by a link or by a mini-program code', () => {
  expect(sharedTextOf({ id: 'A%2D1' })).toBe('A-1');
  expect(sharedTextOf({ scene: 'A-2' })).toBe('A-2');
  expect(sharedTextOf({})).toBe('');
});

describe('back', () => {
  it.each([
    [2, 'navigateBack'],
    [1, 'reLaunch'],
  ])('with %i pages open is %s', (pages, expected) => {
    const wx = { navigateBack: jest.fn(), reLaunch: jest.fn() };
    installWx(wx);
    Object.assign(globalThis, { getCurrentPages: () => Array.from({ length: pages }) });
    goBack();
    expect(wx.navigateBack).toHaveBeenCalledTimes(expected === 'navigateBack' ? 1 : 0);
    expect(wx.reLaunch).toHaveBeenCalledTimes(expected === 'reLaunch' ? 1 : 0);
  });
});
