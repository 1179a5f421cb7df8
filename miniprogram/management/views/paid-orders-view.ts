import { type CallResult, failureOf } from '../../contract/call-result';
import { type MiniProgram, isPaidMatch, PAID_MATCH } from '../../contract/mini-programs';
import { failureView } from '../../ui/wording/failure-view';
import { clockTime } from '../../ui/wording/measures';

/** Builds the block about paid orders. `tag`: state in a word; empty before ids were compared. */
export function paidOrdersView({ isOn, stoppedAt, match }: MiniProgram['paidOrders'], now: number) {
  const common = { isOn, hasSwitch: isOn, isDifferent: false, act: '再比一次' };
  if (!isOn && stoppedAt !== null && stoppedAt >= (match?.at ?? 0)) {
    const when = `${clockTime(stoppedAt, now)} 停的。`;
    const title = '连着 50 单付了款，都没对上配送，自己停了';
    const detail = `${when}再比一次，一样了就能再打开。`;
    return { ...common, tag: '停了', tone: 'wait', title, detail };
  }
  if (match === null)
    return {
      ...common,
      ...{ tag: '', tone: 'neutral', act: '比一比订单号' },
      title: '顾客付了款、叫了骑手的单，自己上看板，不用扫码、登记。',
      detail: '先比一比：付款时的订单号，要和配送的一样。',
    };
  const { of, same, at } = match;
  const when = `${clockTime(at, now)} 比的。`;
  if (isPaidMatch(match)) {
    const title = `${of} 单里 ${same} 单的订单号一样`;
    return { ...common, tag: '对得上', tone: 'done', title, detail: when, hasSwitch: true };
  }
  if (of < PAID_MATCH.minCount) {
    const title = `只比出 ${of} 单，还差 ${PAID_MATCH.minCount - of} 单`;
    const detail = `那时付款的单太多，没有看全；过些时候再比。${when}`;
    return { ...common, tag: '还少', tone: 'wait', title, detail };
  }
  const title = '商户单号和配送单号不一样，用扫码或登记';
  const sameWords = same === 0 ? '一单一样的也没有' : ` ${same} 单一样`;
  const detail = `${of} 单里${sameWords}，${Math.ceil(of * PAID_MATCH.minShare)} 单才够。${when}`;
  return { ...common, tag: '对不上', tone: 'wait', title, detail, isDifferent: true };
}

/** Returns what the owner must wait for before order ids can be compared again; empty: nothing. */
export function whatToWaitFor(answer: CallResult<unknown>): string {
  const failure = answer.ok ? null : failureOf(answer);
  if (failure === null || 'noAnswer' in failure) return '';
  if (failure.code === 'too-frequent')
    return failure.message ?? '隔 10 分钟才能再比，过一会儿再点。';
  const { detail, steps } = failureView(failure);
  return failure.code === 'too-few-deliveries' ? [detail, ...steps].join('') : '';
}
