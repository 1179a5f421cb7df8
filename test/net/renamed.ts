import { statusOfCode } from '../../cloudfunctions/core/providers/wechat-instant/status-codes';
import type { CloudErrorCode } from '../../miniprogram/contract/cloud-error';
import { ERROR_WORDING } from '../../miniprogram/ui/wording/failure-wording';
import type { RecordedCall } from './cloud-edges';

/**
 * Renames in a recorded call what has been renamed since. WeChat's codes have become names (`code`
 * → `name` or `status`): in answers, in the history, in keys of the page's rows, in the log. A
 * request of `getOrder` names its `action`; without one it is no look-up any more. A page's phase
 * `trouble` is a `failure`. The phone's own text about an error is no `message` any more, and the
 * account concerned is an `account`. The action `latest-orders` is `refresh-orders`. A store's
 * position comes with its name.
 */
export function asNow<Call extends RecordedCall>(recorded: Call): Call {
  const { fn, event } = recorded;
  if (fn !== 'getOrder') return renamed(recorded, '') as Call;
  const names = isFields(event) && !('action' in event);
  return renamed(
    names ? { ...recorded, event: withAction(event) } : withoutAction(recorded),
    '',
  ) as Call;
}

/**
 * Leaves of a call only what the records know: lists of orders tell more of each since, every list
 * tells the key of its shop, and the answer to a refresh when to ask again, and how the map looks
 * in the dark. The large figure
 * of a delivery says since whether it is a 取货码, which 即时配送 does not have, and a stage says by
 * 了 that it goes on.
 */
export function asRecorded<Call extends RecordedCall>(call: Call): Call {
  return reduced(call, '') as Call;
}

/** The phone's own text about an account that is not admitted, when there was one service only. */
const BEFORE_TWO_SERVICES = '没有获准使用即时配送。';

/** Fields of an order in a list, as the records know them. */
const LISTED = ['orderId', 'status', 'detail', 'askedAt', 'expectedAt'];

function reduced(value: unknown, within: string): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => reduced(item, within));
  if (!isFields(value)) return value;
  const fields = Object.entries(value).filter(([name, field]) => {
    if (within === 'data' && name === 'shopKey') return false;
    if (within === 'hero' && name === 'isCode') return field !== false;
    if (within === 'orders' || within === 'choices')
      return !('orderId' in value) || LISTED.includes(name);
    const isOfRefresh = within === 'data' && 'orders' in value;
    return !(isOfRefresh && ['nextAskInSeconds', 'darkMap'].includes(name));
  });
  return Object.fromEntries(
    fields.map(([name, field]) => [
      name,
      within === 'stages' && name === 'detail' && typeof field === 'string'
        ? field.replace(/^(约 .*)了$/, '$1')
        : reduced(field, name),
    ]),
  );
}

function withoutAction<Call extends RecordedCall>(recorded: Call): Call {
  const { action: _, ...log } = recorded.log;
  return { ...recorded, log };
}

function withAction({ latest, reveal, check, ...input }: Fields): Fields {
  if (latest !== undefined) return { action: 'refresh-orders', orderIds: [], ...input };
  if (check !== undefined) return { action: 'check-function', ...input };
  return { action: reveal === undefined ? 'look-up' : 'reveal-phone', ...input };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Fields = Readonly<Record<string, unknown>>;

/** Names of the stores of the stories, by their longitude. */
const STORE_NAMES: Fields = { '113.32': '一店', '113.4': '二店', '113.3245': '示例门店' };

function renamed(value: unknown, within: string): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => renamed(item, within));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => renamedField(name, field, within)),
  );
}

function errorAsNow({ message, ...error }: Fields): Fields {
  const [, account, own = String(message)] = /^配送账号“(.*)”：(.*)$/.exec(String(message)) ?? [];
  const { title, detail = `${title}。` } = ERROR_WORDING[error['code'] as CloudErrorCode];
  return {
    ...error,
    ...(own === detail || own === BEFORE_TWO_SERVICES ? {} : { message: own }),
    ...(account === undefined ? {} : { account }),
  };
}

function renamedField(name: string, value: unknown, within: string): [string, unknown][] {
  if (name === 'error' && within === 'answer' && isFields(value))
    return [[name, errorAsNow(value)]];
  const isCode = value === null || typeof value === 'number';
  if (name === 'code' && isCode) {
    const status = statusOfCode(value);
    if (within === 'status')
      return [
        ['name', status.name],
        ['detail', status.detail],
      ];
    // A sighting has a detail only where there is one.
    const isListed = within === 'orders' || within === 'choices';
    return [
      ['status', status.name],
      ...(isListed || status.detail !== null
        ? ([['detail', status.detail]] as [string, unknown][])
        : []),
    ];
  }
  if (within === 'log' && name === 'status' && isCode) return [[name, statusOfCode(value).name]];
  if (name === 'key' && typeof value === 'string')
    return [
      [
        name,
        value.replace(
          /^(\d+)-(\d+|null)$/,
          (_whole, index: string, code: string) =>
            `${index}-${statusOfCode(code === 'null' ? null : Number(code)).name}`,
        ),
      ],
    ];
  if (name === 'storePosition' && isFields(value))
    return [
      [name, value],
      ['storeName', STORE_NAMES[String(value['longitude'])]],
    ];
  if (name === 'phase' && value === 'trouble') return [[name, 'failure']];
  if (within === 'log' && value === 'latest-orders') return [[name, 'refresh-orders']];
  return [[name, renamed(value, name)]];
}
