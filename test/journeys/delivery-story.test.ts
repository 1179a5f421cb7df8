import type { Locator } from 'playwright-core';
import { COURIERS } from '../../dev/sandbox/couriers';
import { clockTime } from '../../miniprogram/ui/wording/measures';
import { statusOfCode } from '../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { REASON_NAMES } from '../../miniprogram/contract/delivery/reason-names';
import { REASON_WORDING } from '../../miniprogram/ui/wording/reason-wording';
import { statusWording } from '../../miniprogram/ui/wording/status-wording';
import { type ConsolePage, newPerson, openConsole, rowOf } from '../support/console-page';
import { type DeliveryPage, deliveryPageIn, pullUp, untilHeard } from '../support/delivery-screen';
import { eventually } from '../support/eventually';
import { serveConsole } from '../support/served-console';

const MINUTE = 60_000;

const { host } = serveConsole();
let shown: ConsolePage;
let page: DeliveryPage;

beforeAll(async () => {
  shown = await openConsole(await newPerson(), host());
  page = deliveryPageIn(shown);
});

async function lastAskFor(orderId: string): Promise<number> {
  return (await host().callsFor(orderId))[0]?.at ?? 0;
}

async function refresh(orderId: string): Promise<void> {
  const before = await lastAskFor(orderId);
  await page.press('刷新');
  await eventually(
    () => lastAskFor(orderId),
    (at) => at > before,
  );
  await untilHeard(shown.phone);
}

/** Presses a button of the console, then 刷新 until the page shows the effect. */
async function happen(
  orderId: string,
  press: (row: Locator) => Promise<void>,
  isTold: (text: string) => boolean,
): Promise<Happened> {
  const { changedAt } = await host().delivery((one) => one.orderId === orderId);
  const notBefore = await lastAskFor(orderId);
  await press(rowOf(shown, orderId));
  const { changedAt: at } = await eventually(
    () => host().delivery((one) => one.orderId === orderId),
    (one) => one.changedAt > changedAt,
  );
  await page.press('刷新');
  await page.until(({ text }) => isTold(text));
  return { notBefore, at, toldBy: await host().now() };
}

/** Times on the one clock. */
interface Happened {
  /** Time of the last poll before the event. */
  readonly notBefore: number;
  /** Time of the event, by the host. */
  readonly at: number;
  /** Time at which the page showed it. */
  readonly toldBy: number;
}

/** Matches either of two close times, as the page writes them. */
function either(one: number, other: number, pageNow: number): string {
  return `(${clockTime(one, pageNow)}|${clockTime(other, pageNow)})`;
}

const tagOf = (code: number): string => statusWording(statusOfCode(code)).tag;
const milestoneOf = (code: number): string => statusWording(statusOfCode(code)).historyLine;
const says = (code: number) => (text: string) => text.includes(tagOf(code));
const press = (name: string) => (row: Locator) => row.getByRole('button', { name }).click();

/** Script that finds the word of the status and the line below the time, which move when new. */
const PARTS_OF_STATUS = `[...document.querySelectorAll(
  '.summary__tag .tag__text, .line',
)]`;

/** Tells of each of them whether it is still the node that was marked. */
function partsSeen(): Promise<readonly boolean[]> {
  return shown.inPhone(`${PARTS_OF_STATUS}.map((node) => node.dataset.seen !== undefined)`);
}

/** Returns the page's 经过, the latest first, and its track of stages. */
async function toldStory(): Promise<{
  readonly history: readonly string[];
  readonly stages: readonly string[];
}> {
  return shown.inPhone(`(() => {
    const all = (name) => [...document.querySelectorAll('.' + name)].map((node) => node.innerText.trim());
    const pairs = (one, other) => all(one).map((words, n) => (words + ' ' + all(other)[n]).trim());
    return {
      history: pairs('history__time', 'history__text'),
      stages: pairs('track__name', 'track__detail'),
    };
  })()`);
}

test('the page tells the story of a delivery that was moved at the console: when each step was, another rider, what nobody saw, the way back', async () => {
  const { orderId } = await host().delivery(
    ({ status, courier }) => status === 101 && courier === COURIERS.SFTC.name,
  );
  await page.openAnew(orderId);
  await page.until(({ text }) => says(101)(text));

  await shown.inPhone(`${PARTS_OF_STATUS}.forEach((node) => { node.dataset.seen = 1; })`);
  await shown.letPass(1 * MINUTE);
  await refresh(orderId);
  expect(await partsSeen()).toEqual([true, true]);
  const accepted = await happen(orderId, press('下一步'), says(102));
  expect(await partsSeen()).toEqual([false, false]);
  await shown.letPass(1 * MINUTE);
  await refresh(orderId);
  const changed = await happen(orderId, press('换骑手'), (text) => text.includes('骑手已更换'));
  await shown.letPass(5 * MINUTE);
  await refresh(orderId);
  const atStore = await happen(orderId, press('下一步'), says(201));
  // The page's timers stand still, so nobody polls while two steps pass.
  await host().act('jump', { byMs: 5 * MINUTE });
  const advance = () => host().act('advance', { orderId, status: 301 });
  const onTheWay = await happen(orderId, advance, says(301));
  await shown.letPass(1 * MINUTE);
  await refresh(orderId);
  const turned = await happen(orderId, press('联系不上'), says(304));
  await shown.letPass(5 * MINUTE);
  await refresh(orderId);
  const returned = await happen(orderId, press('下一步'), says(401));

  await pullUp(shown.phone);
  await shown.phone.getByText('全部 8 条').click();
  const exact = ({ at, toldBy }: Happened): string => either(at, toldBy, returned.toldBy);
  const range = (happened: Happened): string => {
    const { notBefore } = happened;
    return `${either(notBefore, notBefore + 1000, returned.toldBy)}–${exact(happened)} 之间`;
  };
  const wanted = [
    `${exact(returned)} ${milestoneOf(401)}`,
    `${exact(turned)} ${milestoneOf(304)}`,
    `${range(onTheWay)} ${milestoneOf(301)}`,
    `${milestoneOf(202)} *推断`,
    `${exact(atStore)} ${milestoneOf(201)}`,
    `${exact(changed)} ${milestoneOf(102)}（骑手已更换）`,
    `${exact(accepted)} ${milestoneOf(102)}`,
    String.raw`(\d\d-\d\d )?\d\d:\d\d 查到时${statusWording(statusOfCode(101)).firstSeenLine}`,
  ];
  const { history, stages } = await toldStory();
  expect(history).toEqual(
    wanted.map((line): unknown => expect.stringMatching(new RegExp(`^${line}$`))),
  );
  // Five minutes and the step's own seconds passed from 304 to 401.
  expect(stages).toEqual([
    '取货 推断',
    '配送 约 1 分',
    '返还 5 分',
    expect.stringMatching(new RegExp(`^退回本店 ${exact(returned)}$`)),
  ]);
  const { text } = await page.look();
  expect(text).toContain(statusWording(statusOfCode(401)).nextStep?.text);
  expect(await shown.errors()).toEqual([]);
});

test('a delivery that is left standing at the store says so on the page, and what to do, without anybody’s doing', async () => {
  const { orderId } = await host().delivery(({ status }) => status === 102);
  await page.openAnew(orderId);
  await page.until(({ text }) => says(102)(text));
  await happen(orderId, press('下一步'), says(201));
  const undisturbed = statusWording(statusOfCode(201)).nextStep?.text ?? '';
  expect((await page.look()).text).toContain(undisturbed);

  await shown.letPass(15 * MINUTE);
  const { text } = await page.until((screen) => !screen.text.includes(undisturbed));
  const { nextStep } = REASON_WORDING['at-store'];
  expect(text).toMatch(
    new RegExp(
      `${REASON_NAMES['at-store']} 1[5-9] 分。${nextStep?.('在“达达”的系统里联系骑手，问')}`,
    ),
  );
  expect(await shown.errors()).toEqual([]);
});
