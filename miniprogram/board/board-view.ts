import { type FailedCall, failureOf, isRefusal } from '../contract/call-result';
import type { AnyRow } from '../contract/board-api';
import { orderClassOf } from '../contract/delivery/urgency';
import type { Role } from '../contract/shop';
import { agoWords, clockTime } from '../ui/wording/measures';
import { failureView, isForOwner, traceIdOf } from '../ui/wording/failure-view';
import { statusWording } from '../ui/wording/status-wording';
import { type Tone, statusOf } from '../contract/delivery-status';
import type { FeedState } from './board-feed';
import { type Filter, filterChips, FILTERS } from './board-filters';
import type { StoreOnMap } from './riders';

export type BoardView = ReturnType<typeof boardView>;

interface ListState {
  readonly filter: Filter;
  readonly searchText: string;
  readonly rowCount: number;
  readonly stores: readonly StoreOnMap[];
}

/** Builds the page around the list. `role`: null if unknown; `now`: ms on the cloud's clock. */
export function boardView(feed: FeedState, list: ListState, role: Role | null, now: number) {
  const rows = feed.lastRows?.rows ?? null;
  const chips = filterChips(rows, list.filter, now, list.stores);
  const countOf = (name: Filter): number => Number(chips.find(({ chip }) => chip === name)?.count);
  const endedCount = countOf('ended');
  const isUnfiltered = list.filter === 'all' && list.searchText === '';
  const showsEnded = isUnfiltered && endedCount > 0;
  const { awaitedMore = 0 } = feed.lastAnswer ?? {};
  return {
    phase: phaseOf(feed),
    chips,
    ...freshnessOf(feed, now),
    /** True while the rows are from an earlier answer. Their figures are then drawn in grey. */
    isFaded: !feed.isFresh || feed.failure !== null,
    notice: noticeOf(feed, now),
    noticeTraceId: feed.failure === null ? '' : traceIdOf(failureOf(feed.failure)),
    empty: list.rowCount > 0 ? '' : emptyListText(list),
    /** Words below the list: how many orders ended, when the last did, how many are awaited. */
    ended: showsEnded ? `刚结束 ${endedCount}` : '',
    latestEnd: showsEnded ? latestEndWords(rows ?? [], now) : '',
    awaitedMore: isUnfiltered && awaitedMore > 0 ? `另有 ${awaitedMore} 单在等微信` : '',
    toHandle: countOf('to-handle'),
    ...quotaView(feed, role),
  };
}

/** `loading`: no rows yet; `refused`: person outside the shop; `failed`: the first call failed. */
type Phase = 'loading' | 'refused' | 'failed' | 'known';

function phaseOf({ lastRows, failure }: FeedState): Phase {
  if (failure !== null && isRefusal(failureOf(failure))) return 'refused';
  if (lastRows !== null) return 'known';
  return failure === null ? 'loading' : 'failed';
}

function freshnessOf(
  feed: FeedState,
  now: number,
): { readonly freshness: string; readonly freshnessTone: Tone } {
  const { lastRows, isFresh, failure, lastAnswer } = feed;
  if (lastRows === null)
    return { freshness: failure === null ? '正在更新' : '', freshnessTone: 'neutral' };
  if (!isFresh || failure !== null)
    return { freshness: `${clockTime(lastRows.at, now)} 的数据`, freshnessTone: 'wait' };
  const seconds = lastAnswer?.slowedToSeconds ?? null;
  if (seconds !== null) return { freshness: `已放慢到 ${seconds} 秒`, freshnessTone: 'wait' };
  if (lastAnswer?.isStretched === true)
    return { freshness: '单多，先查急的', freshnessTone: 'wait' };
  return { freshness: `${agoWords(now - lastRows.at)}更新`, freshnessTone: 'done' };
}

/** Writes the line below the filters: `网络不稳，显示 12:31 的数据 · 8 秒后重试`, or why orders are missing. */
function noticeOf(feed: FeedState, now: number): string {
  const { failure, lastRows, lastAnswer } = feed;
  if (failure === null)
    return lastAnswer?.isCut === true ? TOO_MANY_TEXT : skippedText(lastAnswer?.skipped ?? []);
  // People outside the shop see a panel, which says why the board is empty.
  if (phaseOf(feed) === 'refused') return '';
  const { title } = failureView(failureOf(failure));
  const words = lastRows === null ? title : `${title}，显示 ${clockTime(lastRows.at, now)} 的数据`;
  return `${words}${nextTryWords(failure, feed.nextCallAt, now)}`;
}

const TOO_MANY_TEXT = '在路上的单太多，最早查的那些没有列出来；订单号还是查得到。';

function skippedText(names: readonly string[]): string {
  if (names.length === 0) return '';
  return `下单小程序${names.map((name) => `“${name}”`).join('、')}今天的查询次数用完了，那些单暂不自动更新。`;
}

function nextTryWords(failedCall: FailedCall, nextCallAt: number | null, now: number): string {
  if (isForOwner(failureOf(failedCall))) return ' · 请店主处理';
  if (nextCallAt === null) return ' · 正在重试';
  return ` · ${Math.max(1, Math.ceil((nextCallAt - now) / 1000))} 秒后重试`;
}

function emptyListText({ filter, searchText }: ListState): string {
  if (searchText === '') return FILTERS[filter].emptyText;
  return `看板上没有“${searchText.trim()}”，到“查单”找找`;
}

/** Writes which order ended last: `最近一单 12:34 送达`. */
function latestEndWords(rows: readonly AnyRow[], now: number): string {
  const endedOrders = rows.flatMap((row) => {
    if (row.kind !== 'known' || orderClassOf(row, now) !== 'ended') return [];
    const { tag } = statusWording(statusOf(row.status, row.detail));
    return [{ at: row.endedAt ?? row.askedAt, tag }];
  });
  const [latestEnd] = endedOrders.sort((one, other) => other.at - one.at);
  return latestEnd === undefined ? '' : `最近一单 ${clockTime(latestEnd.at, now)} ${latestEnd.tag}`;
}

/** Used share of WeChat's daily quota from which clerks, too, see how much is left. */
const CLERK_SEES_QUOTA_FROM = 0.8;

/** Writes how much of WeChat's daily quota is left; empty while a clerk need not know it. */
function quotaView({ lastAnswer }: FeedState, role: Role | null) {
  if (lastAnswer === null) return { budget: '', isSlowed: false };
  const { usedShare, slowedToSeconds } = lastAnswer;
  const leftPercent = Math.max(0, Math.round((1 - usedShare) * 100));
  const showsQuota = role === 'owner' || role === 'manager' || usedShare >= CLERK_SEES_QUOTA_FROM;
  const budget = showsQuota ? `今日查询额度还剩 ${leftPercent}%` : '';
  return { budget, isSlowed: slowedToSeconds !== null };
}
