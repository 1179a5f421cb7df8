import { failureOf } from '../../contract/call-result';
import type { Tone } from '../../contract/delivery-status';
import type { BoundAccount } from '../../contract/mini-programs';
import { factsOf } from '../../contract/providers';
import { companyName } from '../../contract/shop';
import type { Account } from '../../contract/shop-settings';
import { initialOf } from '../../shop/roles';
import { clockOf } from '../../ui/wording/clock-time';
import { type EntryFailure, entryFailure } from '../../ui/wording/failure-view';
import type { Reading } from './mini-program-cards';
import { shortened } from './account-list';

/** Account that is bound in a mini-program. */
interface BoundRow extends BoundAccount {
  readonly key: string;
  readonly initial: string;
  readonly title: string;
  readonly detail: string;
  readonly tag: string;
  readonly tone: Tone;
  /** Why no account can be made of it (any more); empty where one can. */
  readonly told: string;
}

/** What the page of a mini-program shows of what WeChat tells. */
export interface ReadingView {
  /** When it was read; empty until then. */
  readonly told: string;
  /** False where 即时配送 is not opened. */
  readonly isOpened: boolean;
  readonly rows: readonly BoundRow[];
  /** Id of its account of 同城配送; empty where it has none. */
  readonly intracityId: string;
  /** Address that WeChat did not let in; empty where it named none. */
  readonly address: string;
  readonly failure: EntryFailure | null;
}

const REVIEWS: Readonly<Record<BoundAccount['review'], readonly [tag: string, tone: Tone]>> = {
  accepted: ['审核通过', 'done'],
  'under-review': ['审核中', 'wait'],
  refused: ['没通过', 'bad'],
  unknown: ['审核没有说', 'neutral'],
};

/** @param accounts delivery accounts of this mini-program */
export function readingView(reading: Reading, accounts: readonly Account[]): ReadingView {
  const intracity = accounts.find(({ provider }) => factsOf(provider).hasOneAccount);
  const failure = reading?.ok === false ? failureOf(reading) : null;
  const { readAt, bound } = reading?.ok === true ? reading.data : { readAt: 0, bound: [] };
  return {
    told: readAt === 0 ? '' : `${clockOf(readAt)} 从微信读来。`,
    isOpened: bound !== null,
    rows: (bound ?? []).map((one) => boundRow(one, accounts)),
    intracityId: intracity?.accountId ?? '',
    address: failure !== null && 'code' in failure ? (failure.address ?? '') : '',
    failure: reading?.ok === false ? entryFailure(reading) : null,
  };
}

function boundRow(one: BoundAccount, accounts: readonly Account[]): BoundRow {
  const title = companyName(one.company);
  const [tag, tone] = REVIEWS[one.review];
  const isMade = accounts.some(
    ({ company, shopId }) => company === one.company && shopId === one.shopId,
  );
  const waits = tone === 'wait' ? `等${title}` : tone === 'bad' ? `问${title}` : '';
  const words = { initial: initialOf(title), title, detail: `shopid ${shortened(one.shopId)}` };
  const key = `${one.company} ${one.shopId}`;
  return { ...one, key, ...words, tag, tone, told: isMade ? '建好了' : waits };
}
