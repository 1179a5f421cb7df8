import type { DeliveryReport } from '../../contract/delivery';
import type { DeliveryHistory, HistoryEntry } from '../../contract/delivery/delivery-history';
import { awaitsRider, riderAt } from '../../contract/delivery-status';
import { isStandstill } from '../../contract/delivery/urgency';
import { companyName } from '../../contract/shop';
import {
  timeOfDay,
  clockTime,
  dayNumberOf,
  durationWords,
  stopwatchWords,
  driftWords,
  lateByWords,
  minutesInWords,
} from '../../ui/wording/measures';
import { movementWords } from '../../ui/wording/order-row';
import { type Running, statusWording } from '../../ui/wording/status-wording';
import { type ExpectedArrival, beginningOf, firstPromise, orderOf } from './delivery-times';
import {
  currentStatusEntry,
  latestMomentWithStatus,
  momentsOf,
} from '../../contract/delivery/delivery-life';
import { handoverCode } from './next-step-view';

const MINUTE_MS = 60_000;
const NO_LINE = { before: '', strong: '', after: '' };
const EMPTY = {
  /** Word before the figure: 已等, 原, 约 …; may be empty. */
  prefix: '',
  /** Clock time, like `12:43`, running time, like `4:12`, or 取货码; empty when none is known. */
  figure: '',
  isCode: false,
  /** Sentence that replaces the figure; empty when there is a figure. */
  title: '',
  /** Remark beside the figure or the title, like `晚 3 分`; may be empty. */
  chip: '',
  /** Line below the figure. The part `strong` is emphasized. */
  line: NO_LINE,
  /** Words for screen readers, which would read `4:12` as a clock time; else empty. */
  spoken: '',
};

/** View of the one large figure of the page, with the line below it. */
export type HeroView = Readonly<typeof EMPTY>;

interface HeroFacts {
  readonly report: DeliveryReport;
  readonly history: DeliveryHistory;
  readonly moments: readonly HistoryEntry[];
  readonly now: number;
}

/**
 * Builds the large figure: 取货码 if there is one; after the end, the time of the end; on the way, the
 * promised arrival; otherwise the time so far, or a sentence.
 */
export function heroView(
  report: DeliveryReport,
  history: DeliveryHistory,
  arrival: ExpectedArrival | null,
  now: number,
): HeroView {
  const known: HeroFacts = { report, history, moments: momentsOf(history), now };
  const { status, stuck } = report;
  const code = handoverCode(report);
  if (code !== null) return { ...handoverHero(code, report), chip: lateChip(arrival) };
  if (status.isFinal) return endedHero(known);
  if (status.stage === 'returning') return returningHero(known);
  const { running } = statusWording(status);
  if (running === null) return titleHero(known, arrival);
  // While the goods do not move, the running time matters more than the promised arrival.
  const showsRunningTime =
    awaitsRider(status.name) || riderAt(status.name) === 'at-store' || isStandstill(stuck);
  return arrival !== null && !showsRunningTime
    ? promisedHero(known, arrival)
    : runningHero(known, running, arrival);
}

/** Returns the remark that a delivery is late; empty for one that is not. */
function lateChip(arrival: ExpectedArrival | null): string {
  return arrival !== null && arrival.minutesLate > 0 ? lateByWords(arrival.minutesLate) : '';
}

/** Builds the figure with 取货码, by which the shop checks the rider before the handover. */
function handoverHero(code: string, { handover }: DeliveryReport): HeroView {
  const strong = handover?.serial ?? '';
  const line =
    strong === ''
      ? { ...NO_LINE, before: '取货码对上，再把货给骑手' }
      : { before: '取货序号 ', strong, after: ' 和取货码都对上，再把货给骑手' };
  const spoken = `取货码 ${Array.from(code).join(' ')}`;
  return { ...EMPTY, prefix: '取货码', figure: code, isCode: true, line, spoken };
}

/** Builds a sentence instead of a figure, for a status without a time. */
function titleHero({ report }: HeroFacts, arrival: ExpectedArrival | null = null): HeroView {
  const { title, meaning } = statusWording(report.status);
  return { ...EMPTY, title, chip: lateChip(arrival), line: { ...NO_LINE, before: meaning } };
}

function promisedHero(known: HeroFacts, arrival: ExpectedArrival): HeroView {
  const { expectedAt, firstAt, minutesLate, isPutOff } = arrival;
  const figure = timeOfDay(expectedAt);
  const changed = driftWords(expectedAt, firstAt);
  if (minutesLate > 0) {
    const line = { ...NO_LINE, before: riderMovementWords(known) };
    return { ...EMPTY, prefix: '原', figure, chip: lateByWords(minutesLate), line };
  }
  const remainingMs = expectedAt - known.now;
  const line = countdownLine(remainingMs);
  if (isPutOff) return { ...EMPTY, figure, chip: changed, line };
  const after = changed === '' || remainingMs <= 0 ? line.after : `${line.after} · ${changed}`;
  return { ...EMPTY, figure, line: { ...line, after } };
}

/** Writes whether the rider of a late delivery moves; the status when that is unknown. */
function riderMovementWords({ report, history, now }: HeroFacts): string {
  // The next step already says that the rider has not moved for long.
  if (report.stuck?.reason === 'not-moving') return '配送公司没说新的时间';
  const words = movementWords(orderOf(report, history), now);
  return words === '' ? statusWording(report.status).title : words;
}

function countdownLine(remainingMs: number): HeroView['line'] {
  if (remainingMs > MINUTE_MS) {
    const minutes = Math.ceil(remainingMs / MINUTE_MS);
    return { before: '还有 ', strong: minutesInWords(minutes), after: '送达' };
  }
  return remainingMs > 0
    ? { before: '', strong: '不到 1 分钟', after: '送达' }
    : { before: '', strong: '到预计时间了', after: '，还没送到' };
}

function runningHero(
  known: HeroFacts,
  running: Running,
  arrival: ExpectedArrival | null,
): HeroView {
  const { report, moments, now } = known;
  const entry = currentStatusEntry(moments, report.status.name);
  const since = entry?.seenAt ?? null;
  if (entry === undefined || since === null) return titleHero(known, arrival);
  const began = beginningWords(entry, since, running.verb, now);
  const company = report.company === undefined ? '配送公司' : companyName(report.company);
  const expected = arrival === null ? '' : ` · ${expectationWords(arrival)}`;
  return {
    ...stopwatchHero(since, running.prefix, now),
    line: { ...NO_LINE, before: `${began}，${running.activity(company)}${expected}` },
  };
}

function returningHero(known: HeroFacts): HeroView {
  const { report, moments, now } = known;
  const entry = moments.find(({ status }) => status.stage === 'returning');
  const since = entry?.seenAt ?? null;
  if (entry === undefined || since === null) return titleHero(known);
  const began = beginningOf(entry);
  const clock = clockTime(since, now);
  const seen = began === null ? ` · ${clock} 查到时已在返还` : ` · 约 ${clock} 起`;
  const strong = statusWording(report.status).title;
  return {
    ...stopwatchHero(since, '返还', now),
    line: { ...NO_LINE, strong, after: began?.isExact === true ? '' : seen },
  };
}

function stopwatchHero(since: number, prefix: string, now: number): HeroView {
  const ms = Math.max(0, now - since);
  return { ...EMPTY, prefix, figure: stopwatchWords(ms), spoken: `${prefix} ${durationWords(ms)}` };
}

/** Writes when a status began: `12:19 到店`, `约 12:19 到店`, `12:19 查到时已到店`. */
function beginningWords(entry: HistoryEntry, seenAt: number, verb: string, now: number): string {
  const began = beginningOf(entry);
  const clock = clockTime(seenAt, now);
  if (began === null) return `${clock} 查到时${statusWording(entry.status).already}`;
  return `${began.isExact ? '' : '约 '}${clock} ${verb}`;
}

/** Writes the promised arrival beside a running time: `预计 12:43 送到`, `原 12:39，晚 3 分`. */
function expectationWords({ expectedAt, minutesLate }: ExpectedArrival): string {
  const clock = timeOfDay(expectedAt);
  return minutesLate > 0 ? `原 ${clock}，${lateByWords(minutesLate)}` : `预计 ${clock} 送到`;
}

/** Builds the time of the end; no time when no look-up saw the delivery end. */
function endedHero(known: HeroFacts): HeroView {
  const { report, moments, now } = known;
  const { status } = report;
  const last = moments[moments.length - 1];
  const end = beginningOf(last);
  const isDelivered = status.outcome === 'delivered';
  if (status.outcome === 'untold' || end === null) {
    const seenAt = last?.seenAt ?? null;
    const hero = titleHero(known);
    if (!isDelivered || last === undefined || seenAt === null) return hero;
    return { ...hero, line: { ...NO_LINE, before: beginningWords(last, seenAt, '', now) } };
  }
  const line = isDelivered
    ? deliveryDurationLine(known, end)
    : { ...NO_LINE, strong: statusWording(status).title };
  return {
    ...EMPTY,
    prefix: end.isExact ? '' : '约',
    figure: timeOfDay(end.at),
    line: { ...line, before: dayBeforeTodayWords(end.at, now) + line.before },
  };
}

/** Writes the day of an end that was not today: `11-23 · `; empty for today. */
function dayBeforeTodayWords(time: number, now: number): string {
  return dayNumberOf(time) === dayNumberOf(now) ? '' : clockTime(time, now).replace(/ .*/, ' · ');
}

/** Writes the time from a rider's acceptance to the end: `用时 31 分钟 · 比最初早 2 分`. */
function deliveryDurationLine(
  { report, history, moments }: HeroFacts,
  end: NonNullable<ReturnType<typeof beginningOf>>,
): HeroView['line'] {
  const accepted = beginningOf(latestMomentWithStatus(moments, 'assigned'));
  const promisedAt = firstPromise(history);
  const changed = promisedAt === null ? '' : driftWords(end.at, promisedAt);
  const after = changed === '' ? '' : ` · ${changed}`;
  if (accepted === null) return { before: statusWording(report.status).title, strong: '', after };
  const minutes = Math.max(1, Math.round((end.at - accepted.at) / MINUTE_MS));
  const isExact = accepted.isExact && end.isExact;
  return { before: isExact ? '用时 ' : '用时约 ', strong: minutesInWords(minutes), after };
}
