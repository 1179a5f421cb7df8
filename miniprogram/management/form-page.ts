import type { CallResult } from '../contract/call-result';
import type { Store } from '../contract/shop';
import type { ShopAction, ShopCalls } from '../contract/shop-api';
import { type Question, confirmLoss } from '../platform/dialog';
import { askShop } from '../services/shop-session';
import { type PageState, afterFailure, PAGE_GONE, PAGE_KNOWN } from '../shop/page-state';
import { type EntryFailure, entryFailure } from '../ui/wording/failure-view';
import { type ReadForm, type Reasons, noReasons } from './views/typed-text';

/** Initial data of a page on which a person submits actions, such as a form. */
export const FORM_DATA = {
  /** Name of the action that is being submitted (`save` for a form); empty when none is. */
  busy: '',
  failure: null as EntryFailure | null,
};

/** Event of a `form-field` or a `choice-list`, with the `data-*` attributes of the element. */
export interface ValueEvent<Dataset = unknown, Value = string> {
  readonly detail: { readonly value: Value };
  readonly currentTarget: { readonly dataset: Dataset };
}

/** Tap on an element, with its `data-*` attributes. */
export type TapOn<Dataset> = Pick<ValueEvent<Dataset>, 'currentTarget'>;

/** Part of WeChat's `Page` that the functions below use. */
interface PageOf<Data, Change = Data> {
  readonly data: Data;
  setData(change: Change): void;
}
interface Loaded {
  readonly state: PageState;
}

/** Loads a page when it is shown or opened. */
export function loads(this: { load(): Promise<void> }): void {
  void this.load();
}

/**
 * Waits for the call that loads a page, and shows its data or its failure.
 *
 * @param shownOf builds the page data; returns null when the page's entry does not exist (any more)
 */
export async function showAnswer<Data, Shown extends object>(
  page: PageOf<Loaded, Loaded | (Loaded & Shown)>,
  asked: CallResult<Data> | Promise<CallResult<Data>>,
  shownOf: (data: Data) => Shown | null,
): Promise<void> {
  const answer = await asked;
  if (answer.ok) {
    const shown = shownOf(answer.data);
    page.setData(shown === null ? { state: PAGE_GONE } : { state: PAGE_KNOWN, ...shown });
  } else {
    page.setData({ state: afterFailure(page.data.state, answer) });
  }
}

/** Waits for two calls, and joins their data. If one fails, the result is its failure. */
export async function joinTwo<Data extends object, More extends object>(
  asked: Promise<CallResult<Data>>,
  askedMore: Promise<CallResult<More>>,
): Promise<CallResult<Data & More>> {
  const [answer, more] = await Promise.all([asked, askedMore]);
  if (!answer.ok) return answer;
  return more.ok ? { ...answer, data: { ...answer.data, ...more.data } } : more;
}

/** Loads the shop's stores in parallel with another call, and joins the data of both. */
export function withStores<Data extends object>(
  asked: Promise<CallResult<Data>>,
): Promise<CallResult<Data & { readonly stores: readonly Store[] }>> {
  return joinTwo(asked, askShop('list-stores', {}));
}

/** Submits an action unless one is being submitted already. A failure is shown beside the form. */
export async function submit<Data>(
  page: PageOf<typeof FORM_DATA>,
  action: string,
  ask: () => Promise<CallResult<Data>>,
  onDone?: (data: Data) => void,
): Promise<void> {
  if (page.data.busy !== '') return;
  page.setData({ busy: action, failure: null });
  const answer = await ask();
  page.setData({ busy: '', failure: answer.ok ? null : entryFailure(answer) });
  if (answer.ok) onDone?.(answer.data);
}

/** Asks for confirmation of an action that cannot be undone, and then submits the action. */
export async function submitConfirmed<Data>(
  page: PageOf<typeof FORM_DATA>,
  action: string,
  question: Question,
  ask: () => Promise<CallResult<Data>>,
  onDone?: (data: Data) => void,
): Promise<void> {
  if (page.data.busy === '' && (await confirmLoss(question)))
    await submit(page, action, ask, onDone);
}

/** Submits a valid form. For an invalid form, shows the reasons beside its fields instead. */
export async function submitForm<Action extends ShopAction, Field extends string>(
  page: PageOf<typeof FORM_DATA, typeof FORM_DATA | { reasons: Reasons<Field>; failure: null }>,
  action: Action,
  form: ReadForm<ShopCalls[Action]['input'], Field>,
  onDone: (data: ShopCalls[Action]['data']) => void,
): Promise<void> {
  if (page.data.busy !== '') return;
  page.setData({ reasons: form.ok ? noReasons<Field>() : form.reasons, failure: null });
  if (form.ok) await submit(page, 'save', () => askShop(action, form.value), onDone);
}

/** @returns the change of a page's data after typing into a `form-field` of its `form` */
export function typedInto({ currentTarget, detail }: ValueEvent<{ field: string }>) {
  const { field } = currentTarget.dataset;
  return { [`form.${field}`]: detail.value, [`reasons.${field}`]: '' };
}
