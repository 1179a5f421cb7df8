import type { Page } from 'playwright-core';
import type { FaultName } from '../faults/fault-table';
import type { Layout } from './layouts';
import { TWO_PANES_FROM } from './layouts';
import { answerWithSeveral, SHARED_END } from './several-orders';
import type { ShopAnswers } from './shop-answers';
import type { Told } from './story';
import { deliveryPath } from './story';

/** Something that a person sees on the phone. */
export interface Scene {
  readonly name: string;
  /** Where the phone is opened. */
  readonly path: string;
  /** `clerk` unless said otherwise. */
  readonly person?: string;
  /** Whether the phone remembers the story. */
  readonly remembers: boolean;
  /** What goes wrong meanwhile, for all orders. */
  readonly fault?: FaultName;
  /** What the function `shop` is taken to answer, where the story does not lead to it. */
  readonly answers?: ShopAnswers;
  /** Text that is there once the page is as wanted. */
  readonly shows: RegExp;
  /** What a person does then. */
  readonly then?: (page: Page) => Promise<void>;
  /** What is looked over: the page, unless something lies over it. */
  readonly root?: string;
  readonly onlyIf?: (layout: Layout) => boolean;
}

const SEARCH = '/pages/search/search';

/** Every page in the states that matter. */
export function scenesOf({ orderIds }: Told): readonly Scene[] {
  const delivery = (name: string, orderId: string, more: Partial<Scene> = {}): Scene => ({
    name: `delivery-${name}`,
    path: deliveryPath(orderId),
    remembers: true,
    shows: /经过/,
    ...more,
  });
  return [
    // Whom the cloud does not know hears of no orders.
    { name: 'search-empty', path: SEARCH, person: 'stranger', remembers: false, shows: /查骑手/ },
    { name: 'search-recents', path: SEARCH, remembers: true, shows: /最近查过/ },
    {
      name: 'search-refused',
      path: SEARCH,
      remembers: true,
      shows: /查骑手/,
      then: async (page) => {
        await page.locator('wx-input input').fill('骑'.repeat(50));
        await page.getByText('查骑手').click({ force: true });
        await page.locator('[role="alert"]').first().waitFor();
      },
    },
    {
      name: 'search-two-panes',
      path: SEARCH,
      remembers: true,
      shows: /最近查过/,
      onlyIf: ({ width }) => width >= TWO_PANES_FROM,
      then: async (page) => {
        await page.getByText(orderIds.delivering, { exact: true }).first().click();
        await page.getByText('经过').waitFor();
      },
    },
    {
      name: 'delivery-choosing',
      path: SEARCH,
      remembers: true,
      shows: /最近查过/,
      then: async (page) => {
        await answerWithSeveral(page);
        await page.locator('wx-input input').fill(SHARED_END);
        await page.getByText('查骑手').click({ force: true });
        await page.getByText('选一个').waitFor();
      },
    },
    delivery('101', orderIds.waiting),
    delivery('201', orderIds['at-store']),
    delivery('301', orderIds.delivering),
    delivery('301-end-of-sheet', orderIds.delivering, {
      then: (page) => page.getByText('复制订单号').scrollIntoViewIfNeeded(),
    }),
    delivery('301-pulled-up', orderIds.delivering, {
      // From there on map and sheet stand beside each other.
      onlyIf: ({ width }) => width < TWO_PANES_FROM,
      then: async (page) => {
        await page.getByLabel('拉起详情').click();
        await page.getByText(/全部 \d+ 条/).click();
        await page.getByText('查到时在等待接单').waitFor();
      },
    }),
    delivery('302', orderIds.delivered),
    delivery('304', orderIds.returning),
    delivery('unknown', orderIds.odd, { remembers: false, fault: 'unknown-status' }),
    delivery('trouble-with-data', orderIds.delivering, { fault: 'http-500', shows: /显示 \d/ }),
    delivery('not-found', '20261124-0000', { remembers: false, shows: /没有找到/ }),
    delivery('not-staff', orderIds.delivering, {
      person: 'stranger',
      remembers: false,
      shows: /只对本店/,
    }),
    delivery('loading', orderIds.delivering, { remembers: false, fault: 'hang', shows: /(?:)/ }),
  ];
}
