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
/** Parts that report a check. A check that is not listed here is reported only by `shop`. */
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
/** Checks that have a row only if they have findings. Not every shop uses what they check. */
const OPTIONAL_CHECKS: readonly CheckName[] = [
  ...PROVIDER_NAMES.flatMap((name) => factsOf(name).checks),
  'paid-orders',
  'robots',
  'messages',
];
const STATES_WORST_FIRST: readonly FindingState[] = ['wrong', 'note', 'ok'];

export function isFailedCall(findings: PartFindings[CheckPart]): findings is FailedCall {
  return findings !== undefined && 'ok' in findings;
}

export function selfCheckView(findings: PartFindings) {
  const shownChecks = CHECKS.filter((check) => hasRow(check, findings));
  const rows = shownChecks.map((check) => rowOf(check, findings));
  const isDone = rows.every(({ tag }) => tag !== '');
  const countRows = (wanted: Tone): number => rows.filter(({ tone }) => tone === wanted).length;
  const wrongCount = countRows(STATE_TAGS.wrong.tone);
  const noteCount = countRows(STATE_TAGS.note.tone);
  return { isDone, rows, ...pageHeadline(isDone, wrongCount, noteCount) };
}

/** Tells whether a check has a row: an optional one only if `shop` has reported findings of it. */
function hasRow(check: CheckName, { shop }: PartFindings): boolean {
  if (!OPTIONAL_CHECKS.includes(check)) return true;
  // Checks of the usual service have a row even while there are no findings of `shop`.
  if (shop === undefined || isFailedCall(shop))
    return factsOf(USUAL_PROVIDER).checks.includes(check);
  return shop.some((line) => line.check === check);
}

function pageHeadline(isCheckDone: boolean, wrongCount: number, noteCount: number) {
  if (!isCheckDone) return { title: '正在检查', tone: 'neutral' };
  if (wrongCount > 0) return { title: `${wrongCount} 项要处理`, tone: 'bad' };
  if (noteCount > 0) return { title: `没有要处理的，${noteCount} 项留意`, tone: 'wait' };
  return { title: '全部正常', tone: 'done' };
}

/** Builds the row of a check. `tag` and `summary` are empty until the check has ended. */
function rowOf(check: CheckName, findings: PartFindings) {
  const checkParts: readonly CheckPart[] = PARTS_OF_CHECK[check] ?? ['shop'];
  const partResults = checkParts.flatMap((part) => resultsOf(check, part, findings[part]));
  const results = partResults.filter(isDistinct);
  const resultsIn = (state: FindingState) => results.filter((result) => result.state === state);
  const badResults = [...resultsIn('wrong'), ...resultsIn('note')];
  const problems = badResults.map(({ finding, state, ...problem }, index) => {
    // Titles cannot be keys of the list, because accounts may have equal names.
    return { key: String(index), tone: STATE_TAGS[state].tone, ...problem };
  });
  const row = { check, title: CHECK_TITLES[check], problems };
  if (checkParts.some((checkPart) => findings[checkPart] === undefined))
    return { ...row, summary: '', tag: '', tone: 'neutral' as const };
  const state = STATES_WORST_FIRST.find((state) => resultsIn(state).length > 0) ?? 'note';
  return { ...row, summary: summaryOf(resultsIn(state), state), ...STATE_TAGS[state] };
}

/** Finding in words: a summary (`title`) and, for a problem, what it is and how to solve it. */
interface CheckResult {
  readonly finding?: FindingName;
  readonly state: FindingState;
  readonly title: string;
  readonly what: string;
  readonly by: string;
  readonly where: string;
}

/** Lists a check's results. If a call failed, row 设置 says so, and other rows refer to that row. */
function resultsOf(
  check: CheckName,
  checkPart: CheckPart,
  findings: PartFindings[CheckPart],
): readonly CheckResult[] {
  if (findings === undefined) return [];
  if (!isFailedCall(findings)) return findings.filter((line) => line.check === check).map(resultOf);
  if (check !== 'settings') return [resultOf(checkLine(check, 'waits', { value: 'settings' }))];
  const { title, detail, steps } = failureView(failureOf(findings));
  const what = detail === '' ? `${title}。` : detail;
  const where = steps.map(sentenceForOwner).join('');
  return [{ state: 'wrong', title: `云函数 ${checkPart} 没有结果`, what, by: '店主', where }];
}

function resultOf(line: CheckLine): CheckResult {
  const { finding, about } = line;
  if (isGoodFinding(finding))
    return { state: 'ok', title: GOOD_WORDING[finding](line), what: '', by: '', where: '' };
  const { title, ...remedy } = remedyOf({ ...line, finding });
  const fullTitle = about === '' ? title : `${about}：${title}`;
  return { finding, state: FINDINGS[finding], title: fullTitle, ...remedy };
}

/** Tells whether to keep a result: if two parts of a check refer to row 设置, only the first. */
function isDistinct(result: CheckResult, _index: number, results: readonly CheckResult[]): boolean {
  const { finding, title, where } = result;
  const firstEqual = results.find((result) => result.title === title && result.where === where);
  return finding !== 'waits' || firstEqual === result;
}

function summaryOf(results: readonly CheckResult[], state: FindingState): string {
  // Shows only the last of several good results, because their titles are usually the same.
  const hasOneTitle = state === 'ok' || results.length === 1;
  return hasOneTitle ? (results[results.length - 1]?.title ?? '') : `${results.length} 处`;
}

const TONE_SIGNS: Partial<Record<Tone, string>> = { done: '✓', wait: '!', bad: '✗' };

/** Writes all results as a text that the owner can send to a person who helps. */
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
