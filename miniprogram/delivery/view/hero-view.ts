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
import { type TimerWording, statusWording } from '../../ui/wording/status-wording';
import { type ExpectedArrival, beginningOf, firstPromise, orderOf } from './delivery-times';
import {
  currentStatusEntry,
  latestMomentWithStatus,
  momentsOf,
} from '../../contract/delivery/delivery-life';
import { handoverCode } from './next-step-view';

const MINUTE_MS = 60_000;
const NO_LINE = { before: '', strong: '', after: '' };
const EMPTY_HERO = {
  /** Word before the figure, such as 已等, 原, 约; may be empty. */
  prefix: '',
  /** Clock time, like `12:43`, running time, like `4:12`, or 取货码; empty when none is known. */
  figure: '',
  isCode: false,
  /** Sentence that replaces the figure; empty when there is a figure. */
  title: '',
  /** Remark beside the large number or the title, like `晚 3 分`; may be empty. */
  chip: '',
  /** Line below the large number. The part `strong` is emphasized. */
  line: NO_LINE,
  /** Words for screen readers, for a running time or a code; empty: they read the figure. */
  spoken: '',
};

/** Large figure (hero) of the page of a delivery, with the line below the figure. */
export type HeroView = Readonly<typeof EMPTY_HERO>;

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
  const heroFacts: HeroFacts = { report, history, moments: momentsOf(history), now };
  const { status, stuck } = report;
  const code = handoverCode(report);
  if (code !== null) return { ...handoverHero(code, report), chip: lateChip(arrival) };
  if (status.isFinal) return endedHero(heroFacts);
  if (status.stage === 'returning') return returningHero(heroFacts);
  const { timer } = statusWording(status);
  if (timer === null) return titleHero(heroFacts, arrival);
  // While the goods do not move, the running time matters more than the promised arrival.
  const showsRunningTime =
    awaitsRider(status.name) || riderAt(status.name) === 'at-store' || isStandstill(stuck);
  return arrival !== null && !showsRunningTime
    ? promisedHero(heroFacts, arrival)
    : runningHero(heroFacts, timer, arrival);
}

/** Returns the remark that a delivery is late; empty for one that is not. */
function lateChip(arrival: ExpectedArrival | null): string {
  return arrival !== null && arrival.minutesLate > 0 ? lateByWords(arrival.minutesLate) : '';
}

/** Builds the figure with 取货码: the shop checks the rider's code before the handover. */
function handoverHero(code: string, { handover }: DeliveryReport): HeroView {
  const pickupSerial = handover?.serial ?? '';
  const heroLine =
    pickupSerial === ''
      ? { ...NO_LINE, before: '取货码对上，再把货给骑手' }
      : { before: '取货序号 ', strong: pickupSerial, after: ' 和取货码都对上，再把货给骑手' };
  const spoken = `取货码 ${Array.from(code).join(' ')}`;
  return { ...EMPTY_HERO, prefix: '取货码', figure: code, isCode: true, line: heroLine, spoken };
}

/** Builds a sentence instead of a figure, for a status without a time. */
function titleHero({ report }: HeroFacts, arrival: ExpectedArrival | null = null): HeroView {
  const { title, meaning } = statusWording(report.status);
  return { ...EMPTY_HERO, title, chip: lateChip(arrival), line: { ...NO_LINE, before: meaning } };
}

function promisedHero(heroFacts: HeroFacts, arrival: ExpectedArrival): HeroView {
  const { expectedAt, firstAt, minutesLate, isPutOff } = arrival;
  const figure = timeOfDay(expectedAt);
  const driftText = driftWords(expectedAt, firstAt);
  if (minutesLate > 0) {
    const heroLine = { ...NO_LINE, before: riderMovementWords(heroFacts) };
    return { ...EMPTY_HERO, prefix: '原', figure, chip: lateByWords(minutesLate), line: heroLine };
  }
  const remainingMs = expectedAt - heroFacts.now;
  const line = countdownLine(remainingMs);
  if (isPutOff) return { ...EMPTY_HERO, figure, chip: driftText, line };
  const after = driftText === '' || remainingMs <= 0 ? line.after : `${line.after} · ${driftText}`;
  return { ...EMPTY_HERO, figure, line: { ...line, after } };
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
  heroFacts: HeroFacts,
  runningWords: TimerWording,
  arrival: ExpectedArrival | null,
): HeroView {
  const { report, moments, now } = heroFacts;
  const statusEntry = currentStatusEntry(moments, report.status.name);
  const sinceTime = statusEntry?.seenAt ?? null;
  if (statusEntry === undefined || sinceTime === null) return titleHero(heroFacts, arrival);
  const beginText = beginningWords(statusEntry, sinceTime, runningWords.verb, now);
  const company = report.company === undefined ? '配送公司' : companyName(report.company);
  const arrivalText = arrival === null ? '' : ` · ${expectationWords(arrival)}`;
  return {
    ...stopwatchHero(sinceTime, runningWords.prefix, now),
    line: { ...NO_LINE, before: `${beginText}，${runningWords.activity(company)}${arrivalText}` },
  };
}

function returningHero(heroFacts: HeroFacts): HeroView {
  const { report, moments, now } = heroFacts;
  const statusEntry = moments.find(({ status }) => status.stage === 'returning');
  const sinceTime = statusEntry?.seenAt ?? null;
  if (statusEntry === undefined || sinceTime === null) return titleHero(heroFacts);
  const beginning = beginningOf(statusEntry);
  const clockText = clockTime(sinceTime, now);
  const sinceText = beginning === null ? ` · ${clockText} 查到时已在返还` : ` · 约 ${clockText} 起`;
  const statusTitle = statusWording(report.status).title;
  return {
    ...stopwatchHero(sinceTime, '返还', now),
    line: { ...NO_LINE, strong: statusTitle, after: beginning?.isExact === true ? '' : sinceText },
  };
}

function stopwatchHero(sinceTime: number, prefix: string, now: number): HeroView {
  const durationMs = Math.max(0, now - sinceTime);
  const spoken = `${prefix} ${durationWords(durationMs)}`;
  return { ...EMPTY_HERO, prefix, figure: stopwatchWords(durationMs), spoken };
}

/** Writes when a status began: `12:19 到店`, `约 12:19 到店`, `12:19 查到时已到店`. */
function beginningWords(entry: HistoryEntry, seenAt: number, verb: string, now: number): string {
  const beginning = beginningOf(entry);
  const clockText = clockTime(seenAt, now);
  if (beginning === null) return `${clockText} 查到时${statusWording(entry.status).firstSeenLine}`;
  return `${beginning.isExact ? '' : '约 '}${clockText} ${verb}`;
}

/** Writes the promised arrival beside a running time: `预计 12:43 送到`, `原 12:39，晚 3 分`. */
function expectationWords({ expectedAt, minutesLate }: ExpectedArrival): string {
  const clock = timeOfDay(expectedAt);
  return minutesLate > 0 ? `原 ${clock}，${lateByWords(minutesLate)}` : `预计 ${clock} 送到`;
}

/** Builds the figure of an ended delivery: the time of its end, if a look-up saw the end. */
function endedHero(heroFacts: HeroFacts): HeroView {
  const { report, moments, now } = heroFacts;
  const { status } = report;
  const lastMoment = moments[moments.length - 1];
  const endTime = beginningOf(lastMoment);
  const isDelivered = status.outcome === 'delivered';
  if (status.outcome === 'untold' || endTime === null) {
    const seenAt = lastMoment?.seenAt ?? null;
    const hero = titleHero(heroFacts);
    if (!isDelivered || lastMoment === undefined || seenAt === null) return hero;
    return { ...hero, line: { ...NO_LINE, before: beginningWords(lastMoment, seenAt, '', now) } };
  }
  const heroLine = isDelivered
    ? deliveryDurationLine(heroFacts, endTime)
    : { ...NO_LINE, strong: statusWording(status).title };
  return {
    ...EMPTY_HERO,
    prefix: endTime.isExact ? '' : '约',
    figure: timeOfDay(endTime.at),
    line: { ...heroLine, before: dayBeforeTodayWords(endTime.at, now) + heroLine.before },
  };
}

/** Writes the day of an end that was not today: `11-23 · `; empty for today. */
function dayBeforeTodayWords(time: number, now: number): string {
  return dayNumberOf(time) === dayNumberOf(now) ? '' : clockTime(time, now).replace(/ .*/, ' · ');
}

/** Writes the time from a rider's acceptance to the end: `用时 31 分钟 · 比最初早 2 分`. */
function deliveryDurationLine(
  { report, history, moments }: HeroFacts,
  ending: NonNullable<ReturnType<typeof beginningOf>>,
): HeroView['line'] {
  const acceptance = beginningOf(latestMomentWithStatus(moments, 'assigned'));
  const promisedAt = firstPromise(history);
  const driftText = promisedAt === null ? '' : driftWords(ending.at, promisedAt);
  const after = driftText === '' ? '' : ` · ${driftText}`;
  if (acceptance === null) return { before: statusWording(report.status).title, strong: '', after };
  const minutes = Math.max(1, Math.round((ending.at - acceptance.at) / MINUTE_MS));
  const isExact = acceptance.isExact && ending.isExact;
  return { before: isExact ? '用时 ' : '用时约 ', strong: minutesInWords(minutes), after };
}
