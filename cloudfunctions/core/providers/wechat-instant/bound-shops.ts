import type { FindingName } from '../../../../miniprogram/contract/self-check';
import { CloudFailure } from '../../runtime/cloud-failure';
import type { CallContext } from '../../runtime/define-function';
import { askWeChat } from '../wechat/ask-wechat';
import type { WeChat } from '../wechat/wechat';
import { throwIfWeChatError } from '../wechat/wechat-error';
import { type AnswerPart, parseAnswer } from '../wechat/wire';

/** Findings about WeChat's review of accounts (docs/getorder-contract.md §6 `audit_result` [O]). */
const REVIEW_FINDINGS: Readonly<Record<number, FindingName>> = {
  0: 'account-bound',
  1: 'account-under-review',
  2: 'account-refused',
};

/** Lists the accounts bound in a mini-program, by `shop/get` (docs/getorder-contract.md §6 [O]). */
export function getBoundShops(wechat: WeChat, call: CallContext): Promise<readonly BoundShop[]> {
  const path = '/cgi-bin/express/local/business/shop/get';
  return askWeChat(wechat, path, {}, readBoundShops, call);
}

function readBoundShops(body: string): readonly BoundShop[] {
  const answer = parseAnswer(body);
  throwIfWeChatError(answer);
  const resultcode = answer.code('resultcode');
  if (resultcode !== null && resultcode !== 0) {
    throw new CloudFailure('wechat-refused', {
      message: `微信没有给出绑定的账号（${resultcode}）。`,
    });
  }
  return answer.objects('shop_list').map(readBoundShop);
}

export type BoundShop = ReturnType<typeof readBoundShop>;

function readBoundShop(shopEntry: AnswerPart) {
  return {
    companyId: shopEntry.text('delivery_id') ?? '',
    shopId: shopEntry.text('shopid') ?? '',
    // A missing `audit_result` may stand for zero (docs/getorder-contract.md §1 [R]).
    review: REVIEW_FINDINGS[shopEntry.number('audit_result') ?? 0] ?? 'refused-otherwise',
  };
}
