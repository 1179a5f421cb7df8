import { type Struct, boolean, refine, string, type } from 'superstruct';
import { isAppId, isPaidMatch, PAID_MATCH } from '../../../miniprogram/contract/mini-programs';
import { type Subject, staffAction } from '../access/access';
import type { ShopParts } from '../access/shop-context';
import type { Deliveries } from '../deliveries/deliveries';
import { CloudFailure } from '../runtime/cloud-failure';
import {
  type StoredMiniProgram,
  changePaidOrders,
  findMiniProgram,
  miniProgramView,
} from '../shop/mini-programs';
import { comparePaidOrders } from './compare-paid-orders';
import { paidCounterId } from './paid-reads';

const appId: Struct<string> = refine(string(), 'AppID', isAppId);

type About = Subject & { readonly entry: StoredMiniProgram };

export function paidOrdersActions(parts: ShopParts, deliveries: Deliveries) {
  const { collections, audit, encryption } = parts;
  const { miniPrograms, limits } = collections;
  const owner = {
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
      input: type({ appId }),
      handle: async ({ appId }, _about, { call }) => {
        const { match, ...compared } = await comparePaidOrders(deliveries, appId, call);
        // If too few deliveries have the number of a paid order, paid orders are switched off.
        const isSwitchedOff = match.of >= PAID_MATCH.least && !isPaidMatch(match);
        const change = { match, ...(isSwitchedOff ? { isOn: false } : {}) };
        const entry = await changePaidOrders(miniPrograms, appId, () => change);
        return { miniProgram: await view(entry), ...compared };
      },
    }),
    'switch-paid-orders': staffAction({
      ...owner,
      input: type({ appId, isOn: boolean() }),
      handle: ({ appId, isOn }, { entry }, { staff }) =>
        audit.logAround({ by: staff, act: 'switch-paid-orders', about: entry.name }, async () => {
          // The count of unmatched orders is reset first: an old count might stop the reading
          // again.
          await limits.putIf(paidCounterId(appId), {}, { unmatched: 0 });
          const switched = await changePaidOrders(miniPrograms, appId, ({ match }) => {
            if (isOn && !isPaidMatch(match)) throw new CloudFailure('numbers-differ');
            return { isOn, stoppedAt: null };
          });
          return view(switched);
        }),
    }),
  };
}
