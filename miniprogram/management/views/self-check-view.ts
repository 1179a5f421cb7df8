import { clockTime } from '../../ui/wording/measures';
import type { Tone } from '../../contract/delivery-status';
import { factsOf, PROVIDER_NAMES, USUAL_PROVIDER } from '../../contract/providers';
import {
  type CheckLine,
  type CheckName,
  type FindingName,
  type FindingState,
  checkLine,
  CHECKS,
  FINDINGS,
} from '../../contract/self-check';
import { CHECK_TITLES, isGoodFinding, remedyOf, GOOD_WORDING } from './self-check-wording';
import { type FailedCall, failureOf } from '../../contract/call-result';
import { failureView, sentenceForOwner } from '../../ui/wording/failure-view';
import type { CheckPart, PartFindings } from './run-self-check';

export type SelfCheckView = ReturnType<typeof selfCheckView>;
/** Row of the page: one check, its result and its problems. */
export type CheckRow = SelfCheckView['rows'][number];

const FUNCTION_PARTS: readonly CheckPart[] = ['shop', 'getOrder'];
/** Parts from which a check gets findings. Checks that are not listed get them from `shop` only. */
const PARTS_OF_CHECK: Readonly<Partial<Record<CheckName, readonly CheckPart[]>>> = {
  settings: FUNCTION_PARTS,
  'time-limit': FUNCTION_PARTS,
  database: ['database'],
  clock: ['clock'],
};

const STATE_TAGS: Readonly<Record<FindingState, { readonly tag: string; readonly tone: Tone }>> = {
  ok: { tag: '正常', tone: 'done' },
  note: { tag: '留意', tone: 'wait' },
  wrong: { tag: '要处理', tone: 'bad' },
};
/** Checks that have no row unless they have findings: not every shop uses what they check. */
const OPTIONAL_CHECKS: readonly CheckName[] = [
  ...PROVIDER_NAMES.flatMap((name) => factsOf(name).checks),
  'paid-orders',
  'robots',
  'messages',
];
const STATES_WORST_FIRST: readonly FindingState[] = ['wrong', 'note', 'ok'];

export function isFailedCall(part: PartFindings[CheckPart]): part is FailedCall {
  return part !== undefined && 'ok' in part;
}

export function selfCheckView(found: PartFindings) {
  const rows = CHECKS.filter((check) => hasRow(check, found)).map((check) => rowOf(check, found));
  const isDone = rows.every(({ tag }) => tag !== '');
  const count = (wanted: Tone): number => rows.filter(({ tone }) => tone === wanted).length;
  const [wrong, notes] = [count(STATE_TAGS.wrong.tone), count(STATE_TAGS.note.tone)];
  return { isDone, rows, ...pageHeadline(isDone, wrong, notes) };
}

/** Tells whether a check has a row: it is not optional, has findings, or may still get some. */
function hasRow(check: CheckName, { shop }: PartFindings): boolean {
  if (!OPTIONAL_CHECKS.includes(check)) return true;
  if (shop === undefined || isFailedCall(shop))
    return factsOf(USUAL_PROVIDER).checks.includes(check);
  return shop.some((line) => line.check === check);
}

function pageHeadline(isDone: boolean, wrong: number, notes: number) {
  if (!isDone) return { title: '正在检查', tone: 'neutral' };
  if (wrong > 0) return { title: `${wrong} 项要处理`, tone: 'bad' };
  if (notes > 0) return { title: `没有要处理的，${notes} 项留意`, tone: 'wait' };
  return { title: '全部正常', tone: 'done' };
}

/** Builds the row of a check. `tag` and `summary` are empty until the check has ended. */
function rowOf(check: CheckName, found: PartFindings) {
  const parts: readonly CheckPart[] = PARTS_OF_CHECK[check] ?? ['shop'];
  const results = parts.flatMap((part) => resultsOf(check, part, found[part])).filter(isDistinct);
  const of = (state: FindingState) => results.filter((result) => result.state === state);
  const problems = [...of('wrong'), ...of('note')].map(({ finding, state, ...problem }, index) => {
    // The index is the key. Titles cannot be keys, because accounts may have equal names.
    return { key: String(index), tone: STATE_TAGS[state].tone, ...problem };
  });
  const row = { check, title: CHECK_TITLES[check], problems };
  if (parts.some((part) => found[part] === undefined))
    return { ...row, summary: '', tag: '', tone: 'neutral' as const };
  const state = STATES_WORST_FIRST.find((one) => of(one).length > 0) ?? 'note';
  return { ...row, summary: summaryOf(of(state), state), ...STATE_TAGS[state] };
}

/** Result of a check in words: a summary (`title`) and, for a problem, its solution. */
interface CheckResult {
  readonly finding?: FindingName;
  readonly state: FindingState;
  readonly title: string;
  readonly what: string;
  readonly by: string;
  readonly where: string;
}

/** Shows a failed call only in the row 设置. All other rows say that they wait for that row. */
function resultsOf(
  check: CheckName,
  part: CheckPart,
  found: PartFindings[CheckPart],
): readonly CheckResult[] {
  if (found === undefined) return [];
  if (!isFailedCall(found)) return found.filter((line) => line.check === check).map(resultOf);
  if (check !== 'settings') return [resultOf(checkLine(check, 'waits', { value: 'settings' }))];
  const { title, detail, steps } = failureView(failureOf(found));
  const what = detail === '' ? `${title}。` : detail;
  const where = steps.map(sentenceForOwner).join('');
  return [{ state: 'wrong', title: `云函数 ${part} 没有结果`, what, by: '店主', where }];
}

function resultOf(line: CheckLine): CheckResult {
  const { finding, about } = line;
  if (isGoodFinding(finding))
    return { state: 'ok', title: GOOD_WORDING[finding](line), what: '', by: '', where: '' };
  const { title, ...remedy } = remedyOf({ ...line, finding });
  const named = about === '' ? title : `${about}：${title}`;
  return { finding, state: FINDINGS[finding], title: named, ...remedy };
}

/** Tells whether a result has not been listed before. Two parts may wait for the same check. */
function isDistinct(result: CheckResult, _index: number, all: readonly CheckResult[]): boolean {
  const { finding, title, where } = result;
  const first = all.find((one) => one.title === title && one.where === where);
  return finding !== 'waits' || first === result;
}

function summaryOf(results: readonly CheckResult[], state: FindingState): string {
  // Good results have one summary for all: accounts without problems have equal summaries.
  const isOne = state === 'ok' || results.length === 1;
  return isOne ? (results[results.length - 1]?.title ?? '') : `${results.length} 处`;
}

const TONE_SIGNS: Partial<Record<Tone, string>> = { done: '✓', wait: '!', bad: '✗' };

/** Writes the result as text to copy, for a person who helps the owner. */
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
