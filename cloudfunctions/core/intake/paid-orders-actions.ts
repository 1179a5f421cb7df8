import { type Struct, boolean, refine, string, type } from 'superstruct';
import { isAppId, isPaidMatch, PAID_MATCH } from '../../../miniprogram/contract/mini-programs';
import { type Subject, staffAction } from '../access/access';
import type { ShopContext } from '../access/shop-context';
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

type MiniProgramSubject = Subject & { readonly entry: StoredMiniProgram };

/** Creates the owner's actions to compare a mini-program's paid orders and switch their reading. */
export function paidOrdersActions(context: ShopContext, deliveries: Deliveries) {
  const { collections, audit, encryption } = context;
  const { miniPrograms, limits } = collections;
  const forOwner = {
    grants: { owner: 'all' },
    findSubject: async ({ appId }: { appId: string }): Promise<MiniProgramSubject | null> => {
      const entry = await findMiniProgram(context, appId);
      return entry === null ? null : { stores: 'all', entry };
    },
  } as const;
  const viewOf = async (miniProgram: StoredMiniProgram) =>
    miniProgramView(miniProgram, await context.shop(0), encryption);
  return {
    'compare-paid-orders': staffAction({
      ...forOwner,
      input: type({ appId }),
      handle: async ({ appId }, { call }) => {
        const { match, ...otherResults } = await comparePaidOrders(deliveries, appId, call);
        // If too few deliveries have the number of a paid order, reading is switched off.
        const isSwitchedOff = match.of >= PAID_MATCH.minCount && !isPaidMatch(match);
        const changedFields = { match, ...(isSwitchedOff ? { isOn: false } : {}) };
        const entry = await changePaidOrders(miniPrograms, appId, () => changedFields);
        return { miniProgram: await viewOf(entry), ...otherResults };
      },
    }),
    'switch-paid-orders': staffAction({
      ...forOwner,
      input: type({ appId, isOn: boolean() }),
      handle: ({ appId, isOn }, { staff }, { entry }) =>
        audit.logAround({ by: staff, act: 'switch-paid-orders', about: entry.name }, async () => {
          // Without this reset, an old count of unmatched orders might stop the reading at once.
          await limits.putIf(paidCounterId(appId), {}, { unmatched: 0 });
          const changedEntry = await changePaidOrders(miniPrograms, appId, ({ match }) => {
            if (isOn && !isPaidMatch(match)) throw new CloudFailure('numbers-differ');
            return { isOn, stoppedAt: null };
          });
          return viewOf(changedEntry);
        }),
    }),
  };
}
