import type { ShopAction, ShopCalls } from '../../miniprogram/shared/shop-api';
import { parseShopAnswer } from '../../miniprogram/shared/shop-api';
import { DEFAULT_THRESHOLDS } from '../../miniprogram/shared/shop';
import type { Cloud } from '../cloud/cloud';
import type { SandboxAccount } from '../sandbox/account';

/** What the cloud's console holds for a shop of the demo: made up, all of it. */
export const DEMO_SHOP_SETTINGS: Readonly<Record<string, string>> = {
  SETTINGS_KEY: '0000000000000000000000000000000000000000000000000000000000000002',
  OWNER_SETUP_CODE: 'demo-setup-7q4kx',
};

/** The owner of the demo's shop. */
export const DEMO_OWNER = { openId: 'o-demo-owner', name: '店主' };

interface NewShop {
  readonly account: SandboxAccount;
  readonly clerks: readonly { readonly openId: string; readonly name: string }[];
}

/**
 * Sets a shop up as its owner would, through the function `shop`: claims it, enters the secrets, adds a store and an account, and lets clerks in.
 * What is there already stays.
 *
 * @throws Error when the function refuses
 */
export async function openShop(
  { invoke }: Pick<Cloud, 'invoke'>,
  { account, clerks }: NewShop,
): Promise<void> {
  const { appId, appSecret, shopId, deliverySecret } = account;
  const callAs =
    ({ openId }: { readonly openId: string }) =>
    async <Action extends ShopAction>(
      action: Action,
      input: ShopCalls[Action]['input'],
    ): Promise<ShopCalls[Action]['data']> => {
      const outcome = await invoke('shop', { action, ...input }, { openId, appId });
      const answer = 'result' in outcome ? parseShopAnswer(action, outcome.result) : null;
      if (answer?.ok === true) return answer.data;
      throw new Error(`The shop cannot be opened: ${action} failed (${JSON.stringify(outcome)}).`);
    };
  const asOwner = callAs(DEMO_OWNER);

  const isMember = async (person: { readonly openId: string }): Promise<boolean> =>
    (await callAs(person)('me', {})).kind === 'member';
  if ((await Promise.all(clerks.map(isMember))).every((isIn) => isIn)) return;
  const code = DEMO_SHOP_SETTINGS['OWNER_SETUP_CODE'] ?? '';
  await asOwner('claim', { code, name: DEMO_OWNER.name });
  await asOwner('save-app-secret', { appSecret });
  const [known] = (await asOwner('list-stores', {})).stores;
  const { storeId } =
    known ??
    (await asOwner('save-store', {
      storeId: null,
      version: 0,
      name: '演示一店',
      position: null,
      thresholds: DEFAULT_THRESHOLDS,
    }));
  if ((await asOwner('list-accounts', {})).accounts.length === 0) {
    await asOwner('save-account', {
      accountId: null,
      version: 0,
      provider: 'wechat-instant',
      company: 'DEMO',
      label: '演示配送账号',
      shopId,
      secret: deliverySecret,
      bindings: [{ storeId, shopNo: null }],
    });
  }
  for (const clerk of clerks) {
    if (await isMember(clerk)) continue;
    const { secret } = await asOwner('invite', { role: 'clerk', stores: [storeId] });
    await callAs(clerk)('accept-invite', { secret, name: clerk.name });
  }
}
