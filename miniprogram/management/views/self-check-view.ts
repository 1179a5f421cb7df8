import { clockTime } from '../../ui/wording/measures';
import type { Tone } from '../../contract/delivery-status';
import { factsOf, PROVIDER_NAMES, USUAL_PROVIDER } from '../../contract/providers';
import {
  type CheckLine,
  type CheckName,
  type FindingState,
  checkLine,
  CHECKS,
  FINDINGS,
} from '../../contract/self-check';
import { CHECK_TITLES, isWell, remedyOf, WELL_WORDING } from './self-check-wording';
import { type FailedCall, failureOf } from '../../contract/call-result';
import { failureView, sentenceForOwner } from '../../ui/wording/failure-view';
import type { CheckPart, FoundLines } from './run-self-check';

/** Texts of a problem and its solution, which are shown below its check. */
export interface CheckProblem {
  /** Index of the problem in its row. Titles are no keys, since accounts may have equal names. */
  readonly key: string;
  readonly tone: Tone;
  readonly title: string;
  readonly what: string;
  readonly by: string;
  readonly where: string;
}

/** Row of the page: one check, its result and its problems. */
export interface CheckRow {
  readonly check: CheckName;
  readonly title: string;
  /** Result in a few words; empty while the check runs. */
  readonly summary: string;
  /** Result in one word; empty while the check runs. */
  readonly tag: string;
  readonly tone: Tone;
  readonly problems: readonly CheckProblem[];
}

export interface SelfCheckView {
  readonly isDone: boolean;
  readonly title: string;
  readonly tone: Tone;
  readonly rows: readonly CheckRow[];
}

const FUNCTION_PARTS: readonly CheckPart[] = ['shop', 'getOrder'];
/** Parts that have findings of a check. A check that is not listed has findings of `shop` only. */
const PARTS_OF_CHECK: Readonly<Partial<Record<CheckName, readonly CheckPart[]>>> = {
  settings: FUNCTION_PARTS,
  'time-limit': FUNCTION_PARTS,
  database: ['database'],
  clock: ['clock'],
};

const TAGS: Readonly<Record<FindingState, { readonly tag: string; readonly tone: Tone }>> = {
  ok: { tag: '正常', tone: 'done' },
  note: { tag: '留意', tone: 'wait' },
  wrong: { tag: '要处理', tone: 'bad' },
};
/** Checks without a row when they have no findings, because a shop may not use what they check. */
const OPTIONAL_CHECKS: readonly CheckName[] = [
  ...PROVIDER_NAMES.flatMap((name) => factsOf(name).checks),
  'paid-orders',
  'robots',
];
const STATES: readonly FindingState[] = ['wrong', 'note', 'ok'];

export function isFailedCall(part: FoundLines[CheckPart]): part is FailedCall {
  return part !== undefined && 'ok' in part;
}

export function selfCheckView(found: FoundLines): SelfCheckView {
  const rows = CHECKS.filter((check) => isShown(check, found)).map((check) => rowOf(check, found));
  const isDone = rows.every(({ tag }) => tag !== '');
  const count = (wanted: Tone): number => rows.filter(({ tone }) => tone === wanted).length;
  const [wrong, notes] = [count(TAGS.wrong.tone), count(TAGS.note.tone)];
  return { isDone, rows, ...headline(isDone, wrong, notes) };
}

/** Tells whether a check has a row: it has findings, or may still get some. */
function isShown(check: CheckName, { shop }: FoundLines): boolean {
  if (!OPTIONAL_CHECKS.includes(check)) return true;
  if (shop === undefined || isFailedCall(shop))
    return factsOf(USUAL_PROVIDER).checks.includes(check);
  return shop.some((line) => line.check === check);
}

function headline(
  isDone: boolean,
  wrong: number,
  notes: number,
): Pick<SelfCheckView, 'title' | 'tone'> {
  if (!isDone) return { title: '正在检查', tone: 'neutral' };
  if (wrong > 0) return { title: `${wrong} 项要处理`, tone: 'bad' };
  if (notes > 0) return { title: `没有要处理的，${notes} 项留意`, tone: 'wait' };
  return { title: '全部正常', tone: 'done' };
}

function rowOf(check: CheckName, found: FoundLines): CheckRow {
  const title = CHECK_TITLES[check];
  const parts: readonly CheckPart[] = PARTS_OF_CHECK[check] ?? ['shop'];
  const isKnown = parts.every((part) => found[part] !== undefined);
  const lines = parts.flatMap((part) => linesOf(check, part, found[part])).filter(isNews);
  const problems = lines
    .flatMap(problemOf)
    .sort(
      ({ tone }, other) =>
        Number(other.tone === TAGS.wrong.tone) - Number(tone === TAGS.wrong.tone),
    )
    .map((problem, index) => ({ key: String(index), ...problem }));
  if (!isKnown) return { check, title, summary: '', tag: '', tone: 'neutral', problems };
  const state = STATES.find((one) => lines.some((line) => stateOf(line) === one)) ?? 'note';
  return { check, title, summary: summaryOf(lines, state), ...TAGS[state], problems };
}

type Line = CheckLine | { readonly part: CheckPart; readonly failed: FailedCall };

/** Shows a failed call only in the row 设置 (settings). The other rows wait for that row. */
function linesOf(check: CheckName, part: CheckPart, found: FoundLines[CheckPart]): readonly Line[] {
  if (found === undefined) return [];
  if (!isFailedCall(found)) return found.filter((line) => line.check === check);
  return check === 'settings'
    ? [{ part, failed: found }]
    : [checkLine(check, 'waits', { value: 'settings' })];
}

/** Tells whether a line is new; when two functions fail, a check gets the same `waits` twice. */
function isNews(line: Line, index: number, lines: readonly Line[]): boolean {
  if ('failed' in line || line.finding !== 'waits') return true;
  const text = JSON.stringify(line);
  return lines.findIndex((one) => JSON.stringify(one) === text) === index;
}

function stateOf(line: Line): FindingState {
  return 'failed' in line ? 'wrong' : FINDINGS[line.finding];
}

function summaryOf(lines: readonly Line[], state: FindingState): string {
  const wanted = lines.filter((line) => stateOf(line) === state);
  if (state !== 'ok') return wanted.length === 1 ? titleOf(wanted[0]) : `${wanted.length} 处`;
  const summaries = wanted.flatMap((line) =>
    'failed' in line || !isWell(line.finding) ? [] : [WELL_WORDING[line.finding](line)],
  );
  // One summary is enough, because all accounts without problems have the same summary.
  return summaries[summaries.length - 1] ?? '';
}

function titleOf(line: Line | undefined): string {
  return line === undefined ? '' : (problemOf(line)[0]?.title ?? '');
}

function problemOf(line: Line): readonly Omit<CheckProblem, 'key'>[] {
  const { tone } = TAGS[stateOf(line)];
  if ('failed' in line) {
    const { title, detail, steps } = failureView(failureOf(line.failed));
    const what = detail === '' ? `${title}。` : detail;
    const where = steps.map(sentenceForOwner).join('');
    return [{ tone, title: `云函数 ${line.part} 没有结果`, what, by: '店主', where }];
  }
  const { finding, about } = line;
  if (isWell(finding)) return [];
  const { title, ...remedy } = remedyOf({ ...line, finding });
  return [{ tone, title: about === '' ? title : `${about}：${title}`, ...remedy }];
}

const TONE_SIGNS: Partial<Record<Tone, string>> = { done: '✓', wait: '!', bad: '✗' };

/**
 * Formats the result as text to copy, for a person who helps.
 *
 * @param now current time in ms on the cloud's clock
 */
export function selfCheckText({ title, rows }: SelfCheckView, now: number): string {
  return [
    `骑手在哪 自检 ${clockTime(now, 0)}：${title}`,
    ...rows.flatMap((row) => [
      `${TONE_SIGNS[row.tone] ?? '…'} ${row.title}：${row.summary}`,
      ...row.problems.map(
        (one) => `  ${one.title}。${one.what}谁来改：${one.by}。在哪里：${one.where}`,
      ),
    ]),
  ].join('\n');
}
