import { type Struct, boolean, refine, string, type } from 'superstruct';
import { isAppId, isMatch, PAID_MATCH } from '../../../miniprogram/contract/mini-programs';
import type { ShopCalls } from '../../../miniprogram/contract/shop-api';
import { type Action, type Subject, staffAction } from '../access/access';
import type { ShopParts } from '../access/shop-context';
import type { Deliveries } from '../deliveries/deliveries';
import { CloudFailure } from '../runtime/cloud-failure';
import { CLIENT_SOURCES } from '../runtime/define-function';
import {
  type StoredMiniProgram,
  changePaidOrders,
  findMiniProgram,
  miniProgramView,
} from '../shop/mini-programs';
import { comparePaidOrders } from './compare-paid-orders';
import { paidCounterId } from './paid-reads';

const appId: Struct<string> = refine(string(), 'AppID', isAppId);
const comparisonInput: Struct<ShopCalls['compare-paid-orders']['input']> = type({ appId });
const switchInput: Struct<ShopCalls['switch-paid-orders']['input']> = type({
  appId,
  isOn: boolean(),
});

export function paidOrdersActions(
  parts: ShopParts,
  deliveries: Deliveries,
): Readonly<Record<'compare-paid-orders' | 'switch-paid-orders', Action>> {
  const { collections, audit, encryption } = parts;
  const { miniPrograms, limits } = collections;
  const owner = {
    sources: CLIENT_SOURCES,
    grants: { owner: 'all' },
    about: async ({ appId }: { readonly appId: string }): Promise<About | null> => {
      const entry = await findMiniProgram(parts, appId);
      return entry === null ? null : { stores: 'all', entry };
    },
  } as const;
  const view = async (entry: StoredMiniProgram) =>
    miniProgramView(entry, await parts.shop(0), encryption);
  return {
    'compare-paid-orders': staffAction({
      ...owner,
      input: comparisonInput,
      handle: async ({ appId }, _about, { call }) => {
        const { match, ...compared } = await comparePaidOrders(deliveries, appId, call);
        // Numbers that differ switch it off: no order would come by itself any more.
        const isOff = match.of >= PAID_MATCH.least && !isMatch(match);
        const change = { match, ...(isOff ? { isOn: false } : {}) };
        const entry = await changePaidOrders(miniPrograms, appId, () => change);
        return { miniProgram: await view(entry), ...compared };
      },
    }),
    'switch-paid-orders': staffAction({
      ...owner,
      input: switchInput,
      handle: ({ appId, isOn }, { entry }, { staff }) =>
        audit.logAround({ by: staff, act: 'switch-paid-orders', about: entry.name }, async () => {
          // First, so that what is on never begins with the counts of before.
          await limits.putIf(paidCounterId(appId), {}, { unmatched: 0 });
          const switched = await changePaidOrders(miniPrograms, appId, ({ match }) => {
            if (isOn && !isMatch(match)) throw new CloudFailure('numbers-differ');
            return { isOn, stoppedAt: null };
          });
          return view(switched);
        }),
    }),
  };
}

type About = Subject & { readonly entry: StoredMiniProgram };
