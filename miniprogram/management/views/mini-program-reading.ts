import { type CallResult, failureOf } from '../../contract/call-result';
import type { CloudErrorCode } from '../../contract/cloud-error';
import type { Tone } from '../../contract/delivery-status';
import type { BoundAccount, MiniProgram, MiniProgramAtWeChat } from '../../contract/mini-programs';
import { factsOf, USUAL_PROVIDER } from '../../contract/providers';
import { companyName } from '../../contract/shop';
import { type Account, accountName } from '../../contract/shop-settings';
import { initialOf } from '../../shop/roles';
import { timeOfDay } from '../../ui/wording/measures';
import { actionFailure, failureView } from '../../ui/wording/failure-view';
import { shortNumber } from './account-list';

/** WeChat's answer about a mini-program, or the failure of the call; null before the call ends. */
export type Reading = CallResult<MiniProgramAtWeChat> | null;

/** Share of the daily quota of calls to WeChat that is kept for look-ups that a person starts. */
const LOW_QUOTA_SHARE = 0.2;

const FAILURES: Readonly<Partial<Record<CloudErrorCode, readonly [tag: string, line: string]>>> = {
  'token-rejected': ['密钥不对', '密钥换过？填上现在的；商城的，向他们要新的。别的照常查。'],
  'app-secret-frozen': ['已冻结', '先问是谁冻结的、为什么。别的照常查。'],
  'ip-not-allowed': ['没让进', '微信没让云函数进。点开看要加哪个地址。别的照常查。'],
  'quota-exceeded': ['额度用完', '今天的用完了，明天零点恢复。别的照常查。'],
};

/** Tells whether the cloud can ask WeChat about a mini-program: its secret is set, by this shop. */
export function canAskWeChat({ secret, isForeign }: MiniProgram): boolean {
  return secret === 'set' && !isForeign;
}

/** Builds a mini-program's card. `tag`: its state in a word, empty until WeChat has answered. */
export function miniProgramCard(
  miniProgram: MiniProgram,
  accounts: readonly Account[],
  reading: Reading,
) {
  const ownAccounts = accounts.filter(({ appId }) => appId === miniProgram.appId);
  return {
    ...miniProgram,
    initial: initialOf(miniProgram.name),
    ...cardState(miniProgram, ownAccounts, reading),
    accounts: ownAccounts.length === 0 ? '' : `${ownAccounts.length} 个账号`,
    accountNames: ownAccounts.map((account) => accountName(account, accounts)).join('、'),
  };
}

interface CardState {
  readonly tag: string;
  readonly tone: Tone;
  /** Facts with their names; or a single sentence with an empty name. */
  readonly facts: readonly (readonly [name: string, text: string])[];
}

function lineState(tag: string, tone: Tone, line: string): CardState {
  return { tag, tone, facts: [['', line]] };
}

function cardState(entry: MiniProgram, accounts: readonly Account[], reading: Reading): CardState {
  const isUnused = accounts.length === 0;
  if (entry.isForeign)
    return lineState('别的店的', 'neutral', '别的店铺留下的，这里不用它。可以删掉。');
  if (entry.secret === 'lost') return lineState('要重填', 'wait', '密钥读不出来了，请重新填写。');
  if (entry.secret === 'missing')
    return isUnused
      ? lineState(
          '没有账号',
          'neutral',
          `没有配送账号，不问它订单；${entry.isOwn ? '要发订阅消息，才填密钥' : '密钥不用填'}。`,
        )
      : lineState('还没有密钥', 'wait', '它的账号要用它的密钥去问微信。');
  if (reading === null) return { tag: '', tone: 'neutral', facts: [] };
  if (!reading.ok) {
    const failure = failureOf(reading);
    const texts = 'code' in failure ? FAILURES[failure.code] : undefined;
    return texts === undefined
      ? lineState('没问到', 'wait', `${failureView(failure).title}。`)
      : lineState(texts[0], 'bad', texts[1]);
  }
  const { readAt, bound, quota } = reading.data;
  const quotaShare = quota === null ? 1 : quota.left / Math.max(quota.limit, 1);
  const quotaWords = `${entry.isOwn ? '' : '商城'}还剩 ${Math.floor(quotaShare * 100)}%`;
  if (quotaShare < LOW_QUOTA_SHARE)
    return lineState('额度快用完', 'wait', `${quotaWords}：只问有人在查的，看板等等。`);
  const titles = accounts.map(({ provider }) => factsOf(provider).title);
  const openTitles = new Set(bound === null ? titles : [factsOf(USUAL_PROVIDER).title, ...titles]);
  const halfNote = entry.isOwn ? '' : '，这里最多用一半';
  return {
    tag: isUnused ? '没有账号' : '正常',
    tone: isUnused ? 'neutral' : 'done',
    facts: [
      ['密钥', `${timeOfDay(readAt)} 试过，可用`],
      ['IP 白名单', '没拦住云函数，不用管'],
      ['开通了', [...openTitles].join('、') || '没有即时配送'],
      ['今日额度', (quota === null ? '微信没有说' : quotaWords) + halfNote],
    ],
  };
}

const REVIEW_TEXTS: Readonly<Record<BoundAccount['review'], readonly [tag: string, tone: Tone]>> = {
  accepted: ['审核通过', 'done'],
  'under-review': ['审核中', 'wait'],
  refused: ['没通过', 'bad'],
  unknown: ['审核没有说', 'neutral'],
};

/** Builds the view of WeChat's answer. `address`: IP address that WeChat refused; else empty. */
export function readingView(reading: Reading, accounts: readonly Account[]) {
  const intracity = accounts.find(({ provider }) => factsOf(provider).hasOneAccount);
  const failure = reading?.ok === false ? failureOf(reading) : null;
  const { readAt, bound } = reading?.ok === true ? reading.data : { readAt: 0, bound: [] };
  return {
    readWhen: readAt === 0 ? '' : `${timeOfDay(readAt)} 从微信读来。`,
    isOpened: bound !== null,
    rows: (bound ?? []).map((boundAccount) => boundAccountRow(boundAccount, accounts)),
    intracityId: intracity?.accountId ?? '',
    address: failure !== null && 'code' in failure ? (failure.address ?? '') : '',
    failure: reading?.ok === false ? actionFailure(reading) : null,
  };
}

/** @returns the row of an account at WeChat; `reason`: why nobody can add it now, else empty */
function boundAccountRow(bound: BoundAccount, accounts: readonly Account[]) {
  const title = companyName(bound.company);
  const [tag, tone] = REVIEW_TEXTS[bound.review];
  const isAdded = accounts.some(
    ({ company, shopId }) => company === bound.company && shopId === bound.shopId,
  );
  const waitWords = tone === 'wait' ? `等${title}` : tone === 'bad' ? `问${title}` : '';
  const words = { initial: initialOf(title), title, detail: `shopid ${shortNumber(bound.shopId)}` };
  const key = `${bound.company} ${bound.shopId}`;
  return { ...bound, key, ...words, tag, tone, reason: isAdded ? '建好了' : waitWords };
}
