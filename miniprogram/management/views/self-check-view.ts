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
import { CHECK_TITLES, isWell, remedyOf, WELL_WORDING } from './self-check-wording';
import { type FailedCall, failureOf } from '../../contract/call-result';
import { failureView, sentenceForOwner } from '../../ui/wording/failure-view';
import type { CheckPart, FoundLines } from './run-self-check';

export type SelfCheckView = ReturnType<typeof selfCheckView>;
/** Row of the page: one check, its result and its problems. */
export type CheckRow = SelfCheckView['rows'][number];

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
  'messages',
];
const STATES: readonly FindingState[] = ['wrong', 'note', 'ok'];

export function isFailedCall(part: FoundLines[CheckPart]): part is FailedCall {
  return part !== undefined && 'ok' in part;
}

export function selfCheckView(found: FoundLines) {
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

function headline(isDone: boolean, wrong: number, notes: number) {
  if (!isDone) return { title: '正在检查', tone: 'neutral' };
  if (wrong > 0) return { title: `${wrong} 项要处理`, tone: 'bad' };
  if (notes > 0) return { title: `没有要处理的，${notes} 项留意`, tone: 'wait' };
  return { title: '全部正常', tone: 'done' };
}

/** Builds the row of a check. Until the check has ended, `tag` and `summary` are empty. */
function rowOf(check: CheckName, found: FoundLines) {
  const parts: readonly CheckPart[] = PARTS_OF_CHECK[check] ?? ['shop'];
  const results = parts.flatMap((part) => resultsOf(check, part, found[part])).filter(isNews);
  const of = (state: FindingState) => results.filter((result) => result.state === state);
  const problems = [...of('wrong'), ...of('note')].map(({ finding, state, ...problem }, index) => {
    // Titles are no keys, since accounts may have equal names.
    return { key: String(index), tone: TAGS[state].tone, ...problem };
  });
  const row = { check, title: CHECK_TITLES[check], problems };
  if (parts.some((part) => found[part] === undefined))
    return { ...row, summary: '', tag: '', tone: 'neutral' as const };
  const state = STATES.find((one) => of(one).length > 0) ?? 'note';
  return { ...row, summary: summaryOf(of(state), state), ...TAGS[state] };
}

/** Result of a check in words: its summary as `title`, and of a problem also the solution. */
interface Result {
  readonly finding?: FindingName;
  readonly state: FindingState;
  readonly title: string;
  readonly what: string;
  readonly by: string;
  readonly where: string;
}

/** Shows a failed call only in the row 设置 (settings). The other rows wait for that row. */
function resultsOf(
  check: CheckName,
  part: CheckPart,
  found: FoundLines[CheckPart],
): readonly Result[] {
  if (found === undefined) return [];
  if (!isFailedCall(found)) return found.filter((line) => line.check === check).map(resultOf);
  if (check !== 'settings') return [resultOf(checkLine(check, 'waits', { value: 'settings' }))];
  const { title, detail, steps } = failureView(failureOf(found));
  const what = detail === '' ? `${title}。` : detail;
  const where = steps.map(sentenceForOwner).join('');
  return [{ state: 'wrong', title: `云函数 ${part} 没有结果`, what, by: '店主', where }];
}

function resultOf(line: CheckLine): Result {
  const { finding, about } = line;
  if (isWell(finding))
    return { state: 'ok', title: WELL_WORDING[finding](line), what: '', by: '', where: '' };
  const { title, ...remedy } = remedyOf({ ...line, finding });
  const named = about === '' ? title : `${about}：${title}`;
  return { finding, state: FINDINGS[finding], title: named, ...remedy };
}

/** Tells whether a result says something new: a check may wait twice for the same other one. */
function isNews(result: Result, _index: number, all: readonly Result[]): boolean {
  const { finding, title, where } = result;
  const first = all.find((one) => one.title === title && one.where === where);
  return finding !== 'waits' || first === result;
}

function summaryOf(results: readonly Result[], state: FindingState): string {
  // One summary is enough, because all accounts without problems have the same summary.
  const isOne = state === 'ok' || results.length === 1;
  return isOne ? (results[results.length - 1]?.title ?? '') : `${results.length} 处`;
}

const TONE_SIGNS: Partial<Record<Tone, string>> = { done: '✓', wait: '!', bad: '✗' };

/** Formats the result as text to copy, for a person who helps. */
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
