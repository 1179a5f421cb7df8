import type { Page } from 'playwright-core';
import type { ShopAction } from '../../miniprogram/contract/shop-api';
import type { OpenPhone, ProductPhone } from './browser-phone';
import { eventually } from './eventually';

export interface ShopCall extends Readonly<Record<string, unknown>> {
  readonly action: ShopAction;
}

/** Data or envelopes of the cloud by action, made from the call where it matters. */
type Answers = Partial<Record<ShopAction, object | ((call: ShopCall) => object)>>;

/** Lets a phone's function `shop` answer as a test says. What has no answer fails for good. */
export function fakeShop(phone: ProductPhone, first: Answers = {}) {
  const shop = { asked: [] as ShopCall[], answers: first, gate: Promise.resolve() };
  beforeEach(() => {
    Object.assign(shop, { asked: [], answers: { ...first }, gate: Promise.resolve() });
    phone.host.functions['shop'] = async (event) => {
      const call = event as ShopCall;
      shop.asked.push(call);
      await shop.gate;
      const made = shop.answers[call.action];
      if (made === undefined) return { errCode: -504002, errMsg: 'no answer' };
      const data = made instanceof Function ? made(call) : made;
      const told = 'ok' in data ? data : { ok: true, data };
      return { result: { ...told, serverTime: Date.now() } };
    };
  });
  return Object.assign(shop, {
    /** Opens a page of the subpackage. */
    open: async (page: string, query = ''): Promise<OpenPhone> => {
      const opened = await phone.open();
      const url = `/management/pages/${page}/${page}${query}`;
      await opened.wx(`wx.navigateTo({ url: '${url}' }).then(() => null)`);
      return opened;
    },
    /** Waits for so many calls of an action. */
    calls: (action: ShopAction, count = 1): Promise<readonly ShopCall[]> =>
      eventually(
        () => Promise.resolve(shop.asked.filter((call) => call.action === action)),
        ({ length }) => length === count,
      ),
  });
}

/** Returns all that a page shows, and what it and the phone keep. */
export async function allOf(page: Page): Promise<string> {
  const kept = '[Object.entries(localStorage), getCurrentPages().map(({ data }) => data)]';
  return `${await page.content()}${await page.evaluate<string>(`JSON.stringify(${kept})`)}`;
}
