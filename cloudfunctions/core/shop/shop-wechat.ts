import type { ShopContext } from '../access/shop-context';
import { type ConnectWeChat, connectWeChat } from '../providers/wechat/wechat';
import { readApiBaseUrl } from '../runtime/settings';
import type { Database } from '../storage/database';
import { once } from '../storage/cached';
import { findMiniProgram, readAppSecret } from './mini-programs';

/** Connects to WeChat on first use, because calls by strangers never need the connection. */
export function openWeChat(shop: ShopContext, database: () => Database): ConnectWeChat {
  const { encryption, environment, now, log } = shop;
  const connect = once(() =>
    connectWeChat({
      apiBaseUrl: readApiBaseUrl(environment),
      appSecret: (appId) => readAppSecret(shop, appId),
      nameOf: async (appId) => (await findMiniProgram(shop, appId).catch(() => null))?.name ?? '',
      database,
      encryption,
      now,
      log,
    }),
  );
  return (appId) => connect()(appId);
}
