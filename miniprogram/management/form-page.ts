import type { CallResult } from '../contract/call-result';
import type { Store } from '../contract/shop';
import type { ShopAction, ShopCalls } from '../contract/shop-api';
import { type Question, askLossConfirmation } from '../platform/dialog';
import { askShop } from '../services/shop-session';
import { type PageState, afterFailure, PAGE_GONE, PAGE_KNOWN } from '../shop/page-state';
import { type ActionFailure, actionFailure } from '../ui/wording/failure-view';
import { type ReadForm, type Reasons, noReasons } from './views/typed-text';

/** Initial data of a page on which a person submits something, such as a form. */
export const FORM_DATA = {
  /** Name of the action that is being submitted (`save` for a form); empty at other times. */
  busy: '',
  failure: null as ActionFailure | null,
};

/** Event of a `form-field` or a `choice-list`, with the `data-*` attributes of the element. */
export interface ValueEvent<Dataset = unknown, Value = string> {
  readonly detail: { readonly value: Value };
  readonly currentTarget: { readonly dataset: Dataset };
}

/** Tap on an element, with its `data-*` attributes. */
export type TapOn<Dataset> = Pick<ValueEvent<Dataset>, 'currentTarget'>;

/** Part of WeChat's `Page` that the functions below use. */
interface PageLike<Data, Change = Data> {
  readonly data: Data;
  setData(change: Change): void;
}
interface PageWithState {
  readonly state: PageState;
}

export function loadPage(this: { load(): Promise<void> }): void {
  void this.load();
}

/** Shows a call's data or failure. If `shownOf` returns null, says that the entry was deleted. */
export async function showAnswer<Data, Shown extends object>(
  page: PageLike<PageWithState, PageWithState | (PageWithState & Shown)>,
  pendingAnswer: CallResult<Data> | Promise<CallResult<Data>>,
  shownOf: (data: Data) => Shown | null,
): Promise<void> {
  const answer = await pendingAnswer;
  if (answer.ok) {
    const shown = shownOf(answer.data);
    page.setData(shown === null ? { state: PAGE_GONE } : { state: PAGE_KNOWN, ...shown });
  } else {
    page.setData({ state: afterFailure(page.data.state, answer) });
  }
}

/** Waits for two calls, and joins their data. If a call has failed, returns its failure. */
export async function joinTwo<Data extends object, More extends object>(
  callA: Promise<CallResult<Data>>,
  callB: Promise<CallResult<More>>,
): Promise<CallResult<Data & More>> {
  const [answerA, answerB] = await Promise.all([callA, callB]);
  if (!answerA.ok) return answerA;
  return answerB.ok ? { ...answerA, data: { ...answerA.data, ...answerB.data } } : answerB;
}

/** Loads the shop's stores in parallel with another call, and joins the data of both. */
export function withStores<Data extends object>(
  otherCall: Promise<CallResult<Data>>,
): Promise<CallResult<Data & { readonly stores: readonly Store[] }>> {
  return joinTwo(otherCall, askShop('list-stores', {}));
}

/** Submits an action, unless one is already being submitted. Shows a failure beside the form. */
export async function submit<Data>(
  page: PageLike<typeof FORM_DATA>,
  action: string,
  callCloud: () => Promise<CallResult<Data>>,
  onDone?: (data: Data) => void,
): Promise<void> {
  if (page.data.busy !== '') return;
  page.setData({ busy: action, failure: null });
  const answer = await callCloud();
  page.setData({ busy: '', failure: answer.ok ? null : actionFailure(answer) });
  if (answer.ok) onDone?.(answer.data);
}

/** Asks the person to confirm an action that cannot be undone, and then submits the action. */
export async function submitConfirmed<Data>(
  page: PageLike<typeof FORM_DATA>,
  action: string,
  question: Question,
  callCloud: () => Promise<CallResult<Data>>,
  onDone?: (data: Data) => void,
): Promise<void> {
  if (page.data.busy === '' && (await askLossConfirmation(question)))
    await submit(page, action, callCloud, onDone);
}

/** Submits a form. If fields are not valid, shows the reasons beside the fields instead. */
export async function submitForm<Action extends ShopAction, Field extends string>(
  page: PageLike<typeof FORM_DATA, typeof FORM_DATA | { reasons: Reasons<Field>; failure: null }>,
  action: Action,
  form: ReadForm<ShopCalls[Action]['input'], Field>,
  onDone: (data: ShopCalls[Action]['data']) => void,
): Promise<void> {
  if (page.data.busy !== '') return;
  page.setData({ reasons: form.ok ? noReasons<Field>() : form.reasons, failure: null });
  if (form.ok) await submit(page, 'save', () => askShop(action, form.value), onDone);
}

/** Returns the change of a page's data after a person has typed into a `form-field`. */
export function typingChange({ currentTarget, detail }: ValueEvent<{ field: string }>) {
  const { field } = currentTarget.dataset;
  return { [`form.${field}`]: detail.value, [`reasons.${field}`]: '' };
}
