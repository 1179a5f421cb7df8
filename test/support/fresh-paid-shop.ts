import { type PaidList, paidList } from './answering-wechat';
import { boardPhone } from './board-phone';
import { NOON, SECOND, MINUTE } from './delivery-reports';
import { APP_ID } from './fake-wechat';
import { stored, world } from './fresh-shop';
import { switchOn } from './paid-shop';

export const PAID_AT = NOON + 9 * SECOND;
/** Paid orders of the fresh shop, which come by themselves: one, for each test of a file. */
export let paid: PaidList;

beforeEach(() => {
  paid = paidList({ id: 'A', at: PAID_AT });
  world.weChat.paid = paid;
  switchOn(world);
  world.clock.now = NOON + 10 * SECOND;
});

/** Calls an open board, some minutes later. @returns what it cost, and its rows */
export async function callBoard(openId = 'o-clerk', minutes = 0) {
  world.clock.now += minutes * MINUTE;
  const phone = boardPhone(world, openId);
  const called = await phone.refresh();
  return { ...called, rows: phone.rows().map(({ orderId }) => orderId) };
}
export const record = (orderId: string) => stored('deliveries', orderId);
/** The counter of the paid orders. */
export const counter = () => stored('limits', `paid ${APP_ID}`);
