import type { CheckLine, CheckName } from '../../../miniprogram/contract/self-check';
import { checkLine } from '../../../miniprogram/contract/self-check';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Call } from '../runtime/define-function';
import { withLessTime } from '../runtime/define-function';
import { within } from '../runtime/in-time';
import { obtainToken } from '../providers/wechat/access-token';
import { getBoundShops } from '../providers/wechat/bound-shops';
import type { Quota } from '../providers/wechat/quota';
import { getQuota } from '../providers/wechat/quota';
import type { WeChat } from '../providers/wechat/wechat';
import { WeChatError } from '../providers/wechat/wechat-error';
import type { UsableAccount } from '../shop/account-book';
import { checkIntracity, intracityWaits } from './intracity-check';
import { checkAccount, checkOrders } from './orders-check';
import { failedCheck } from './failed-check';
import type { OrderAtAccount } from '../records/known-orders';

/** Dependencies of the self-check at WeChat. */
export interface SelfCheckPorts {
  readonly wechat: WeChat;
  readonly accounts: () => Promise<readonly UsableAccount[]>;
  /** Lists known orders, the latest first. */
  readonly knownOrders: () => Promise<readonly OrderAtAccount[]>;
  /** Stores the quota that WeChat has told, which bounds the shop's questions. */
  readonly storeQuota: (quota: Quota) => Promise<void>;
}

/** Fraction of WeChat's daily quota. The owner is warned when less is left. */
const LEAST_QUOTA_LEFT = 0.1;
/** Fraction of the remaining time that fetching the access token may take. */
const TOKEN_SHARE = 0.4;
/** Maximum number of delivery accounts that are checked at the same time. */
const AT_ONCE = 5;

/**
 * Checks with WeChat and the delivery companies whether the shop is set up. A failed check does not
 * stop the others, and all end in time.
 *
 * @returns at least one line for each of `ip`, `token` and `quota`; the checks of 即时配送, unless all
 *   accounts are of 同城配送, whose own checks follow
 */
export async function checkWeChat(
  ports: SelfCheckPorts,
  call: Call,
): Promise<readonly CheckLine[]> {
  const { wechat } = ports;
  const [tokenLines, accounts] = await Promise.all([
    checkToken(wechat, call),
    settled(inTime(ports.accounts(), call.timeLeftMs())),
  ]);
  const token = tokenLines.find(({ check }) => check === 'token');
  const { instant, intracity } = byService(accounts);
  if (token?.finding !== 'token-obtained') {
    const waits = (check: CheckName) => checkLine(check, 'waits', { value: 'token' });
    const names = instant === null ? [] : (['accounts', 'sign', 'shop-no'] as const);
    const waiting = ([...names, 'quota'] as const).map(waits);
    return [...tokenLines, ...waiting, ...intracity.flatMap(intracityWaits)];
  }
  const lines = await Promise.all([
    checkQuota(ports, call),
    ...(instant === null
      ? []
      : [checkAccounts(ports, instant, call), checkAllOrders(ports, instant, call)]),
    ...intracity.map((one) => checkIntracity(one, wechat, call)),
  ]);
  return [...tokenLines, ...lines.flat()];
}

/** Checks whether WeChat issues the access token, and whether it accepts the cloud's IP address. */
async function checkToken(wechat: WeChat, call: Call): Promise<readonly CheckLine[]> {
  const limitMs = call.timeLeftMs() * TOKEN_SHARE;
  const hurried = withLessTime(call, call.timeLeftMs() - limitMs);
  try {
    await inTime(obtainToken(wechat, hurried), limitMs);
    return [checkLine('ip', 'ip-allowed'), checkLine('token', 'token-obtained')];
  } catch (error) {
    if (error instanceof CloudFailure && error.code === 'ip-not-allowed') {
      return [checkLine('ip', 'ip-not-allowed'), failedCheck('token', error)];
    }
    return [checkLine('ip', 'waits', { value: 'token' }), tokenLine(error)];
  }
}

/** Values of `errcode` for an unknown or missing AppID (docs/getorder-contract.md §5 [O]). */
const APP_ID = [40013, 41002];

function tokenLine(error: unknown): CheckLine {
  if (!(error instanceof WeChatError && error.code === 'token-rejected')) {
    return failedCheck('token', error);
  }
  const finding = APP_ID.includes(error.errcode) ? 'app-id-rejected' : 'app-secret-rejected';
  return checkLine('token', finding, { value: String(error.errcode) });
}

async function checkQuota(
  { wechat, storeQuota }: SelfCheckPorts,
  call: Call,
): Promise<readonly CheckLine[]> {
  try {
    const quota = await inTime(getQuota(wechat, call), call.timeLeftMs());
    if (quota === null) return [checkLine('quota', 'quota-untold')];
    await inTime(storeQuota(quota), call.timeLeftMs()).catch(() => {
      // The check of the shop's own use (`questions`) tells of a database that fails.
      call.note({ quotaStore: 'failed' });
    });
    const { left, limit } = quota;
    const value = `${left} / ${limit}`;
    if (left === 0) return [checkLine('quota', 'quota-used-up')];
    const finding = left < limit * LEAST_QUOTA_LEFT ? 'quota-low' : 'quota-ample';
    return [checkLine('quota', finding, { value })];
  } catch (error) {
    // If WeChat refuses to tell the quota, look-ups may still work.
    if (error instanceof WeChatError) {
      return [checkLine('quota', 'quota-untold', { value: String(error.errcode) })];
    }
    return [failedCheck('quota', error)];
  }
}

type Accounts = Settled<readonly UsableAccount[]>;

/**
 * Parts the accounts by their service.
 *
 * @returns `instant`: accounts of 即时配送, or the error instead of any; null when all accounts are
 *   of 同城配送, so that the other service need not be opened
 */
function byService(accounts: Accounts): {
  readonly instant: Accounts | null;
  readonly intracity: readonly UsableAccount[];
} {
  if ('error' in accounts) return { instant: accounts, intracity: [] };
  const intracity = accounts.value.filter(({ provider }) => provider === 'wechat-intracity');
  const value = accounts.value.filter((one) => !intracity.includes(one));
  return { instant: value.length === 0 && intracity.length > 0 ? null : { value }, intracity };
}

async function checkAccounts(
  { wechat }: SelfCheckPorts,
  accounts: Accounts,
  call: Call,
): Promise<readonly CheckLine[]> {
  try {
    const bound = await inTime(getBoundShops(wechat, call), call.timeLeftMs());
    const known = valueOf(accounts);
    if (known.length === 0) return [checkLine('accounts', 'waits', { value: 'settings' })];
    return known.map((account) => checkAccount(account, bound));
  } catch (error) {
    return [failedCheck('accounts', error)];
  }
}

async function checkAllOrders(
  { wechat, knownOrders }: SelfCheckPorts,
  accounts: Accounts,
  call: Call,
): Promise<readonly CheckLine[]> {
  try {
    const known = valueOf(accounts);
    if (known.length === 0) return [checkLine('shop-no', 'shop-no-needless')];
    const orders = await inTime(knownOrders(), call.timeLeftMs());
    const lines: CheckLine[] = [];
    for (let start = 0; start < known.length; start += AT_ONCE) {
      const round = known.slice(start, start + AT_ONCE);
      const checked = round.map((one) => checkOrders(one, orders, wechat, call));
      lines.push(...(await Promise.all(checked)).flat());
    }
    const isNumbered = lines.some(({ check }) => check === 'shop-no');
    return isNumbered ? lines : [...lines, checkLine('shop-no', 'shop-no-needless')];
  } catch (error) {
    return [failedCheck('sign', error), checkLine('shop-no', 'waits', { value: 'sign' })];
  }
}

/** Waits for a promise, and throws `upstream-timeout` after the limit. */
function inTime<Value>(work: Promise<Value>, limitMs: number): Promise<Value> {
  return within(work, limitMs, () => new CloudFailure('upstream-timeout'));
}

/** Result or error of a promise, kept for later use. */
type Settled<Value> = { readonly value: Value } | { readonly error: unknown };

function settled<Value>(work: Promise<Value>): Promise<Settled<Value>> {
  return work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
}

function valueOf<Value>(of: Settled<Value>): Value {
  if ('error' in of) throw of.error;
  return of.value;
}
