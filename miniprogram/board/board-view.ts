import { type FailedCall, failureOf, isRefusal } from '../contract/call-result';
import type { AnyRow } from '../contract/board-api';
import { orderClassOf } from '../contract/delivery/urgency';
import type { Role } from '../contract/shop';
import { agoWords, clockTime } from '../ui/wording/measures';
import { failureView, isForOwner, traceIdOf } from '../ui/wording/failure-view';
import { statusWording } from '../ui/wording/status-wording';
import { type Tone, statusOf } from '../contract/delivery-status';
import type { FeedState } from './board-feed';
import { type Chip, chipViews, FILTERS } from './board-filters';
import type { StoreOnMap } from './riders';

export type BoardView = ReturnType<typeof boardView>;

interface WantedRows {
  readonly chip: Chip;
  readonly searched: string;
  readonly count: number;
  readonly stores: readonly StoreOnMap[];
}

/** Builds the view around the list. `role`: null while unknown; `now`: ms on the cloud's clock. */
export function boardView(feed: FeedState, wanted: WantedRows, role: Role | null, now: number) {
  const rows = feed.lastRows?.rows ?? null;
  const chips = chipViews(rows, wanted.chip, now, wanted.stores);
  const countOf = (name: Chip): number => Number(chips.find(({ chip }) => chip === name)?.count);
  const ended = countOf('ended');
  const isAll = wanted.chip === 'all' && wanted.searched === '';
  const showsEnded = isAll && ended > 0;
  const { awaitedMore = 0 } = feed.lastAnswer ?? {};
  return {
    phase: phaseOf(feed),
    chips,
    ...freshnessOf(feed, now),
    /** True while the rows are those of an earlier answer: figures are grey. */
    isFaded: !feed.isFresh || feed.failed !== null,
    notice: noticeOf(feed, now),
    noticeTraceId: feed.failed === null ? '' : traceIdOf(failureOf(feed.failed)),
    empty: wanted.count > 0 ? '' : emptyOf(wanted),
    /** Line at the end of 全部, about ended orders and awaited ones beyond those in the list. */
    ended: showsEnded ? `刚结束 ${ended}` : '',
    latestEnd: showsEnded ? latestEndOf(rows ?? [], now) : '',
    awaitedMore: isAll && awaitedMore > 0 ? `另有 ${awaitedMore} 单在等微信` : '',
    toHandle: countOf('to-handle'),
    ...budgetOf(feed, role),
  };
}

/** `loading`: no rows yet; `refused`: a stranger; `failed`: no answer to the first call. */
type Phase = 'loading' | 'refused' | 'failed' | 'known';

function phaseOf({ lastRows, failed }: FeedState): Phase {
  if (failed !== null && isRefusal(failureOf(failed))) return 'refused';
  if (lastRows !== null) return 'known';
  return failed === null ? 'loading' : 'failed';
}

function freshnessOf(
  feed: FeedState,
  now: number,
): { readonly freshness: string; readonly freshnessTone: Tone } {
  const { lastRows, isFresh, failed, lastAnswer } = feed;
  if (lastRows === null)
    return { freshness: failed === null ? '正在更新' : '', freshnessTone: 'neutral' };
  if (!isFresh || failed !== null)
    return { freshness: `${clockTime(lastRows.at, now)} 的数据`, freshnessTone: 'wait' };
  const slowed = lastAnswer?.slowedToSeconds ?? null;
  if (slowed !== null) return { freshness: `已放慢到 ${slowed} 秒`, freshnessTone: 'wait' };
  if (lastAnswer?.isStretched === true)
    return { freshness: '单多，先查急的', freshnessTone: 'wait' };
  return { freshness: `${agoWords(now - lastRows.at)}更新`, freshnessTone: 'done' };
}

/** Writes the line below the filters: `网络不稳，显示 12:31 的数据 · 8 秒后重试`, or that orders are missing. */
function noticeOf(feed: FeedState, now: number): string {
  const { failed, lastRows, lastAnswer } = feed;
  if (failed === null)
    return lastAnswer?.isCut === true ? CUT : skippedWords(lastAnswer?.skipped ?? []);
  // The panel for strangers says it.
  if (phaseOf(feed) === 'refused') return '';
  const { title } = failureView(failureOf(failed));
  const shown = lastRows === null ? title : `${title}，显示 ${clockTime(lastRows.at, now)} 的数据`;
  return `${shown}${whatNext(failed, feed.nextAt, now)}`;
}

const CUT = '在路上的单太多，最早查的那些没有列出来；订单号还是查得到。';

function skippedWords(names: readonly string[]): string {
  if (names.length === 0) return '';
  return `点单小程序${names.map((name) => `“${name}”`).join('、')}今天的查询次数用完了，那些单暂不自动更新。`;
}

function whatNext(failed: FailedCall, nextAt: number | null, now: number): string {
  if (isForOwner(failureOf(failed))) return ' · 请店主处理';
  if (nextAt === null) return ' · 正在重试';
  return ` · ${Math.max(1, Math.ceil((nextAt - now) / 1000))} 秒后重试`;
}

function emptyOf({ chip, searched }: WantedRows): string {
  return searched === '' ? FILTERS[chip].none : `看板上没有“${searched.trim()}”，到“查单”找找`;
}

/** Writes the end that came last: `最近一单 12:34 送达`. */
function latestEndOf(rows: readonly AnyRow[], now: number): string {
  const ends = rows.flatMap((row) => {
    if (row.kind !== 'known' || orderClassOf(row, now) !== 'ended') return [];
    const { tag } = statusWording(statusOf(row.status, row.detail));
    return [{ at: row.endedAt ?? row.askedAt, tag }];
  });
  const [latest] = ends.sort((one, other) => other.at - one.at);
  return latest === undefined ? '' : `最近一单 ${clockTime(latest.at, now)} ${latest.tag}`;
}

/** Clerks see the rest of the daily quota once this share of it is used. */
const MUCH_USED = 0.8;

/** Writes the rest of WeChat's daily quota; empty while a clerk need not know. */
function budgetOf({ lastAnswer }: FeedState, role: Role | null) {
  if (lastAnswer === null) return { budget: '', isSlowed: false };
  const { usedShare, slowedToSeconds } = lastAnswer;
  const left = Math.max(0, Math.round((1 - usedShare) * 100));
  const isTold = role === 'owner' || role === 'manager' || usedShare >= MUCH_USED;
  const budget = isTold ? `今日查询额度还剩 ${left}%` : '';
  return { budget, isSlowed: slowedToSeconds !== null };
}
