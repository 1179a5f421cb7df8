import { concernsOneMiniProgram } from '../../cloudfunctions/core/providers/wechat/ask-wechat';
import { CloudFailure } from '../../cloudfunctions/core/runtime/cloud-failure';
import { type LookUpFault, LOOK_UP_FAULTS } from '../../dev/faults/fault-table';
import type { ShownCall, ShownDelivery } from '../../dev/protocol/host-state';
import { COURIERS } from '../../dev/sandbox/couriers';
import { MALL } from '../../dev/sandbox/mini-programs';
import { type CloudErrorCode, CLOUD_ERRORS } from '../../miniprogram/contract/cloud-error';
import { failureView, isForOwner, isRetryable } from '../../miniprogram/ui/wording/failure-view';
import { type ConsolePage, newPerson, openPhone } from '../support/console-page';
import { type DeliveryPage, type DeliveryScreen, deliveryPageIn } from '../support/delivery-screen';
import { eventually } from '../support/eventually';
import { errorOf } from '../support/failed-calls';
import { type Code, type Meaning, MEANINGS } from '../support/fault-meanings';
import { serveConsole } from '../support/served-console';
import type { ServedHost } from '../support/served-host';

/** Wait beyond the first pause after failure. */
const PAUSE_AFTER_TROUBLE_MS = 30_000;
/** Pause between faults, within the limits of 60 look-ups a minute and 20 reveals an hour. */
const PAUSE_MS = 4 * 60_000;
const TAG = '配送中';

let host: () => ServedHost;
let shown: ConsolePage;
let page: DeliveryPage;
let order: ShownDelivery;
/** The rider's number, which only the dialler may show, and the one in a courier's words. */
let numbers: readonly string[] = [];

const act = (name: string, body: object): Promise<void> => host().act(name, body);

async function calls(): Promise<readonly ShownCall[]> {
  return (await host().state()).calls;
}

/** Runs an action under a fault, and checks that the fault acted. */
async function under(
  name: LookUpFault,
  happen: () => Promise<void>,
  isAsExpected: (screen: DeliveryScreen) => boolean,
): Promise<DeliveryScreen> {
  const { also = [], met } = MEANINGS[name];
  const before = (await calls()).length;
  for (const fault of [...also, name])
    await act('fault', { name: fault, orderId: order.orderId, times: null });
  if (name === 'phone-offline') await page.untilOnline(false);
  await happen();
  if (met !== undefined) {
    const since = async (): Promise<readonly ShownCall[]> => {
      const all = await calls();
      return all.slice(0, all.length - before);
    };
    await eventually(since, (made) => made.some(met));
  }
  return page.until(isAsExpected);
}

async function faultOff(): Promise<void> {
  await act('fault-off', { name: null });
  await page.untilOnline(true);
}

/** Presses 刷新, or 重试 unless the page asks again first, and waits: the next fault meets no other. */
async function pressUntilAsked(button: '刷新' | '重试'): Promise<void> {
  const before = (await calls()).length;
  const isAsked = async () => (await calls()).length > before;
  const retry = async () => (await isAsked()) || page.press(button).then(() => true, isAsked);
  await (button === '刷新' ? page.press(button) : eventually(retry, Boolean));
  await eventually(isAsked, Boolean);
}

const hasAllData = ({ headline, riderName, hasMarker, notice }: DeliveryScreen): boolean =>
  headline === TAG && riderName === order.riderName && hasMarker && notice === '';

/** Returns the product's own wording, which names the mall where that is what failed. */
function wordingOf(code: Code) {
  const failure = isCloudError(code)
    ? errorOf(code, isOfMall(code) ? { miniProgram: MALL.name } : {})
    : ({ ok: false, noAnswer: code, detail: '' } as const);
  return {
    ...failureView(failure),
    retryable: isRetryable(failure),
    isForOwner: isForOwner(failure),
  };
}

const isOfMall = (code: CloudErrorCode): boolean => concernsOneMiniProgram(new CloudFailure(code));

function isCloudError(code: Code): code is CloudErrorCode {
  return code in CLOUD_ERRORS;
}

/** Returns the expected time of the last good data. */
function timeOfData({ stored }: DeliveryScreen): string {
  const askedAt = /"askedAt\\+":(\d+),\\+"nextAsk/.exec(stored)?.[1] ?? '';
  return new Date(Number(askedAt)).toLocaleTimeString('zh-CN', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** Checks that ⓘ shows the failure's trace id, and that it can be copied. */
async function expectTraceId(): Promise<void> {
  await page.unfold();
  expect((await page.look()).traceId).toMatch(/^(编号 [\w -]+|错误信息 .*)$/);
  const beginning = (traceId: string): string =>
    /^编号 ([\w-]+)/.exec(traceId)?.[1] ?? 'cloud.callFunction:fail';
  // A poll during the press may fail with a new trace id.
  await eventually(
    async () => {
      await page.unfold();
      await page.press('复制');
      return page.look();
    },
    ({ clipboard, traceId }) => clipboard.startsWith(beginning(traceId)),
  );
}

function expectNoNumber({ text, stored }: DeliveryScreen): void {
  for (const number of numbers) expect(text + stored).not.toContain(number);
}

/** Returns the expected page of a delivery under a fault. */
function tellsRightly({ shown: odd = {}, says, stores, ends }: Meaning) {
  return (screen: DeliveryScreen): boolean =>
    screen.panel === null &&
    !screen.text.includes('正在查询') &&
    screen.notice === '' &&
    screen.headline === (odd.headline ?? TAG) &&
    screen.riderName === (odd.rider === false || ends === true ? '' : order.riderName) &&
    screen.hasMarker !== (ends === true || screen.text.includes('配送公司未提供位置')) &&
    (says?.test(screen.text) ?? true) &&
    (stores?.test(screen.stored) ?? true);
}

async function checkBeforeFirstData(name: LookUpFault): Promise<void> {
  const meaning = MEANINGS[name];
  // An answer that the page got before the fault is too old to be shown then.
  const open = async (): Promise<void> => {
    await act('jump', { byMs: PAUSE_MS });
    await page.openAnew(order.orderId);
  };
  if (meaning.looked === 'ok') {
    expectNoNumber(await under(name, open, tellsRightly(meaning)));
    return;
  }
  const { title, head, steps } = wordingOf(meaning.looked);
  const screen = await under(name, open, ({ panel }) => panel !== null);
  expect(screen.panel).toEqual({ title, head, steps, canRetry: true });
  await expectTraceId();
  expect(screen).toMatchObject({ headline: '', riderName: '', hasMarker: false, notice: '' });
  expect(screen.text).not.toContain(order.riderName);
  // Keys of stored deliveries. The list may know the rider from before.
  expect(screen.stored).not.toContain('delivery/');
  expectNoNumber(screen);
}

async function checkWhileWatching(name: LookUpFault): Promise<void> {
  const meaning = MEANINGS[name];
  const time = timeOfData(await page.look());
  const refresh = (): Promise<void> => page.press('刷新');
  if (meaning.looked === 'ok') {
    expectNoNumber(await under(name, refresh, tellsRightly(meaning)));
    return;
  }
  const { title, retryable, isForOwner } = wordingOf(meaning.looked);
  const screen = await under(
    name,
    refresh,
    ({ notice }) => notice !== '' && !notice.endsWith('正在重试'),
  );
  const later = meaning.looked === 'quota-exceeded' ? '1 小时后重试' : '5 分后重试';
  const isSoon = retryable || meaning.looked === 'courier-refused';
  const then = isForOwner ? '请店主处理' : isSoon ? String.raw`\d+ (秒|分)后重试` : later;
  expect(screen.notice).toMatch(new RegExp(`^${title}，显示 ${time} 的数据 · ${then}$`));
  expect(hasAllData({ ...screen, notice: '' })).toBe(true);
  expectNoNumber(screen);
  await expectTraceId();
}

async function checkWhileRevealing(name: LookUpFault): Promise<void> {
  const { looked, revealed = looked, ends, shown } = MEANINGS[name];
  const call = (): Promise<void> => page.press('拨打');
  if (revealed === 'ok') {
    const screen = await under(name, call, ({ dialler }) => dialler !== '');
    const rider = COURIERS.SFTC.riders.find(({ name }) => name === order.riderName);
    expect(screen.dialler).toBe(`呼叫 ${rider?.phone}`);
    expect(hasAllData(screen)).toBe(true);
    expectNoNumber(screen);
    await page.hangUp();
    return;
  }
  const { title, retryable, isForOwner } = wordingOf(revealed);
  const screen = await under(name, call, ({ callFailure }) => callFailure !== '');
  const then = retryable
    ? '稍后再点“拨打”。'
    : `${isForOwner ? '请告诉店主；急的话，' : ''}请在配送公司的系统里联系骑手。`;
  expect(screen.callFailure).toBe(`${title}。${then}`);
  expect(screen.dialler).toBe('');
  // The next poll of the page may have told an end already, or odd data.
  const isChanged = ends === true || shown !== undefined;
  expect(isChanged || hasAllData({ ...screen, notice: '' })).toBe(true);
  expectNoNumber(screen);
  await expectTraceId();
}

/** Ends a fault. The phone reports its network at once; other faults end at the next poll. */
async function heal(fault: LookUpFault, press: () => Promise<void>): Promise<void> {
  await faultOff();
  const { healsAfterMs = 0 } = MEANINGS[fault];
  if (healsAfterMs > 0) await act('jump', { byMs: healsAfterMs });
  if (fault !== 'phone-offline') await press();
  await page.until(hasAllData);
}

/** Returns what distinguishes faults on the page. */
function kindOf(fault: LookUpFault): string {
  const { looked, revealed, shown: odd, stores, healsAlone } = MEANINGS[fault];
  if (looked === 'ok') return JSON.stringify([odd, stores?.source]);
  const { head, steps, retryable, isForOwner } = wordingOf(looked);
  const isNoAnswer = !isCloudError(looked);
  return JSON.stringify([
    ...[head, steps.length, retryable, isForOwner, isNoAnswer],
    ...[looked === 'quota-exceeded', revealed !== undefined, healsAlone],
  ]);
}

/** One fault of each kind for the quick test. The long one has the others. */
export const ONE_OF_EACH_KIND: readonly LookUpFault[] = [
  ...new Map([...LOOK_UP_FAULTS].reverse().map((fault) => [kindOf(fault), fault])).values(),
].reverse();
export const THE_OTHERS: readonly LookUpFault[] = LOOK_UP_FAULTS.filter(
  (fault) => !ONE_OF_EACH_KIND.includes(fault),
);

/** Tests the delivery's page under faults: before, with and after data. */
export function testFaults(faults: readonly LookUpFault[]): void {
  ({ host } = serveConsole());

  beforeAll(async () => {
    shown = await openPhone(await newPerson({ viewport: { width: 375, height: 812 } }), host());
    page = deliveryPageIn(shown);
    order = await host().delivery(
      ({ status, courier }) => status === 301 && courier === COURIERS.SFTC.name,
    );
    numbers = [...COURIERS.SFTC.riders.map(({ phone }) => phone), '12000000999'];
  });

  afterEach(() => act('fault-off', { name: null }));

  test.each(faults)(
    '%s: before the first data, while watching, while revealing; and it heals',
    async (fault) => {
      const { looked, healsAlone } = MEANINGS[fault];
      await checkBeforeFirstData(fault);
      await heal(fault, () => pressUntilAsked(looked === 'ok' ? '刷新' : '重试'));

      await checkWhileWatching(fault);
      await heal(fault, () =>
        healsAlone === true ? shown.letPass(PAUSE_AFTER_TROUBLE_MS) : pressUntilAsked('刷新'),
      );

      await checkWhileRevealing(fault);
      expect(await shown.errors()).toEqual([]);
    },
  );
}
