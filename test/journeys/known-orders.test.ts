import { productPhone } from '../support/browser-phone';
import { tellBoard } from '../support/board-host';
import { stuckRow } from '../support/board-rows';
import { type CounterOrders, tellOrders, untilAsked } from '../support/counter-orders';
import { at, knownOrder } from '../support/delivery-reports';
import {
  COMPUTER,
  enter,
  openAtComputer,
  pagesOf,
  paneOf,
  rowOf,
  scan,
  SEARCH,
  swipe,
  untilFieldIs,
} from '../support/counter-screen';
import { eventually } from '../support/eventually';

const phone = productPhone();

const ORDERS = { 'A-1': 301, 'B-2': 201, 'D-8842': 301, 'E-8842': 201, 'F-1288': 201 };

let counter: CounterOrders;

beforeEach(() => {
  counter = tellOrders(phone.host, ORDERS);
});

describe('the end of an order id', () => {
  it('asks beside the search which order is meant, and shows that one in its place', async () => {
    const opened = await openAtComputer(phone);
    const { page } = opened;
    await scan(page, '8842');
    await page.getByRole('heading', { name: '有 2 个订单以“8842”结尾' }).waitFor();
    await untilFieldIs(page, '', true);
    await rowOf(page, 'E-8842').click();
    await paneOf(page, 'E-8842').waitFor();
    await page.getByRole('heading', { name: '取货中' }).waitFor();
    await untilFieldIs(page, '', true);
    expect(await rowOf(page, 'E-8842').getAttribute('aria-current')).toBe('true');
    expect(counter.asked).toEqual(['8842', 'E-8842']);
    expect(counter.askedAsWhole).toEqual(['E-8842']);
  });

  it('shows at once the one order that ends so, by its whole id in the list, too', async () => {
    const { page } = await openAtComputer(phone);
    await scan(page, '1288');
    await paneOf(page, 'F-1288').waitFor();
    await untilFieldIs(page, '', true);
    expect(await rowOf(page, 'F-1288').getAttribute('aria-current')).toBe('true');
    // An end may be another order's whole id.
    await page.getByRole('button', { name: '只查“1288”' }).click();
    await page.getByText('没有找到这个订单').waitFor();
    expect(counter.askedAsWhole).toEqual(['1288']);
  });

  it('asks on the delivery’s page which order is meant, and leads back from the chosen one to an empty field', async () => {
    const opened = await phone.open();
    const { page } = opened;
    await enter(page, '8842');
    await page.getByRole('heading', { name: '有 2 个订单以“8842”结尾' }).waitFor();
    await rowOf(page, 'D-8842').click();
    await page.getByRole('heading', { name: '配送中' }).waitFor();
    expect(await pagesOf(opened)).toEqual(['pages/search/search', 'pages/delivery/delivery']);
    await page.getByRole('button', { name: '返回，订单 D-8842' }).click();
    await opened.until('__phone.currentPages().length === 1');
    await untilFieldIs(page, '', false);
    await rowOf(page, 'D-8842').waitFor();
  });

  it('leaves in the field what was typed when none is chosen, or there is none of that id as a whole', async () => {
    const opened = await phone.open();
    const { page } = opened;
    await enter(page, '8842');
    await rowOf(page, 'D-8842').waitFor();
    await page.getByRole('button', { name: '返回，订单 8842' }).click();
    await opened.until('__phone.currentPages().length === 1');
    await untilFieldIs(page, '8842', false);
    await enter(page, '8842');
    await page.getByText('完整订单号就是 8842').click();
    await page.getByText('没有找到这个订单').waitFor();
    expect(counter.askedAsWhole).toEqual(['8842']);
    await page.getByRole('button', { name: '返回，订单 8842' }).click();
    await opened.until('__phone.currentPages().length === 1');
    await untilFieldIs(page, '8842', false);
  });
});

describe('the orders that others of the shop have looked up', () => {
  const minuteAgo = (): number => Date.now() - 60_000;

  it('stand among this phone’s own, and open like those', async () => {
    counter.latest = [knownOrder('B-2', 201, minuteAgo())];
    const { page } = await phone.open(SEARCH, COMPUTER);
    await rowOf(page, 'B-2').click();
    await page.getByRole('heading', { name: '取货中' }).waitFor();
    // The heading is that of the list's row.
    await untilAsked(counter, 1);
    expect(counter.askedAsWhole).toEqual(['B-2']);
  });

  it('are asked for once, not for each look-up, and stay when that fails', async () => {
    counter.latest = [knownOrder('B-2', 201, minuteAgo())];
    const { page } = await phone.open(SEARCH, COMPUTER);
    await rowOf(page, 'B-2').waitFor();
    await scan(page, 'A-1');
    await page.getByRole('heading', { name: '配送中' }).waitFor();
    expect(counter.latestAsks).toBe(1);
    counter.latest = 'no answer';
    await page.reload();
    await rowOf(page, 'A-1').waitFor();
    await page.getByText('列表是之前的').waitFor();
    expect(counter.latestAsks).toBe(2);
    expect(await rowOf(page, 'B-2').count()).toBe(1);
  });
});

it.each([
  ['看板', 'path=/pages/board/board', '铃：关着', '知道了'],
  ['查单', SEARCH, '清空最近查过', '删除'],
])(
  'a swiped row of %s goes back by a touch anywhere, which opens nothing, and by leaving the page',
  async (list, start, button, act) => {
    const [id, other] = ['A-1265', 'A-1288'];
    const board = tellBoard(phone.host, at('12:00'));
    for (const one of [id, other]) board.put(stuckRow(one, 12));
    // The one that waits longest stands in a card, which nobody swipes.
    board.put(stuckRow('A-1260', 20));
    if (list === '查单')
      tellOrders(phone.host, {}).latest = [id, other].map((one) =>
        knownOrder(one, 301, at('12:00')),
      );
    const opened = await phone.open(start);
    const { page, wx } = opened;
    await rowOf(page, other).waitFor();
    const left = async (): Promise<number> => (await rowOf(page, id).boundingBox())?.x ?? NaN;
    const home = await left();
    const aside = async (): Promise<void> => {
      await swipe(page, id);
      await eventually(left, (x) => x < home - 70);
    };
    for (const elsewhere of [rowOf(page, other), rowOf(page, id), page.getByLabel(button)]) {
      await aside();
      const { x = 0, y = 0, height = 0 } = (await elsewhere.boundingBox()) ?? {};
      await page.mouse.click(Math.max(x, 0) + 20, y + height / 2);
      expect(await pagesOf(opened)).toHaveLength(1);
      expect(await page.getByRole('dialog').count()).toBe(0);
      await eventually(left, (now) => now === home);
    }
    await aside();
    await wx(`wx.navigateTo({ url: '/pages/about/about' }).then(() => null)`);
    await wx('wx.navigateBack().then(() => null)');
    await eventually(left, (now) => now === home);
    await aside();
    await page
      .getByText(act, { exact: true })
      .filter({ visible: true })
      .nth(list === '看板' ? 1 : 0)
      .click();
    if (list === '看板') await rowOf(page, id).filter({ hasText: '撤销' }).waitFor();
    else await rowOf(page, id).waitFor({ state: 'detached' });
    await rowOf(page, other).click();
    expect(await pagesOf(opened)).toHaveLength(2);
  },
);
