import {
  type ShopAction,
  type ShopCalls,
  parseShopAnswer,
} from '../../miniprogram/contract/shop-api';
import type { Cloud } from '../cloud/cloud';
import { STAFF_MINI_PROGRAM } from '../sandbox/mini-programs';

/** Calls the cloud function `shop` as one person. @throws Error when the function refuses */
export type CallShop = <Action extends ShopAction>(
  action: Action,
  input: ShopCalls[Action]['input'],
) => Promise<ShopCalls[Action]['data']>;

/** Returns a function that calls the cloud function `shop` as the phone of this person does. */
export function callShopAs(
  { invoke }: Pick<Cloud, 'invoke'>,
  { openId }: { readonly openId: string },
): CallShop {
  return async (action, input) => {
    const caller = { openId, appId: STAFF_MINI_PROGRAM.appId };
    const outcome = await invoke('shop', { action, ...input }, caller);
    const answer = 'result' in outcome ? parseShopAnswer(action, outcome.result) : null;
    if (answer?.ok === true) return answer.data;
    throw new Error(`The shop cannot be set up: ${action} failed (${JSON.stringify(outcome)}).`);
  };
}
