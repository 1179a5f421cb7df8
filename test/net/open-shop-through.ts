import type { CloudEdges } from './cloud-edges';

/** Sets the shop up through the function `shop`, as its people do. */
export async function openShopThrough(edges: CloudEdges): Promise<void> {
  const owner = async (event: object): Promise<Record<string, string>> => {
    const { answer } = await edges.call('shop', 'o-owner', event);
    const { data } = answer as { readonly data?: Record<string, string> };
    if (data === undefined) throw new Error(JSON.stringify(answer));
    return data;
  };
  await owner({ action: 'claim', code: 'x7Kp2mQ9vT4wZ8rB', name: '店主' });
  await owner({ action: 'save-app-secret', appSecret: 'app-secret-of-the-shop' });
  const thresholds = {
    noRiderMinutes: 15,
    atStoreMinutes: 10,
    notMovingMinutes: 8,
    overdueMinutes: 10,
  };
  const storeIds: string[] = [];
  for (const [name, longitude] of [
    ['一店', 113.32],
    ['二店', 113.4],
  ] as const) {
    const position = { longitude, latitude: 23.12 };
    const draft = { storeId: null, version: 0, name, position, thresholds };
    storeIds.push((await owner({ action: 'save-store', ...draft }))['storeId'] ?? '');
  }
  for (const [index, [company, shopId]] of [
    ['SFTC', 'shop-one'],
    ['DADA', 'shop-two'],
  ].entries())
    await owner({
      action: 'save-account',
      accountId: null,
      version: 0,
      provider: 'wechat-instant',
      company,
      label: `${company} 账号`,
      shopId,
      secret: `secret of ${shopId}`,
      bindings: [{ storeId: storeIds[index], shopNo: null }],
    });
  for (const [openId, role] of [
    ['o-manager', 'manager'],
    ['o-clerk', 'clerk'],
    ['o-reviewer', 'reviewer'],
  ] as const) {
    const stores = role === 'reviewer' ? [] : [storeIds[0]];
    const { secret, inviteId } = await owner({ action: 'invite', role, stores });
    await edges.call('shop', openId, { action: 'accept-invite', secret, name: openId });
    if (role === 'manager') await owner({ action: 'confirm-joiner', inviteId, name: openId });
  }
}
