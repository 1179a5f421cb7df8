import { type Struct, nullable, refine, string, type } from 'superstruct';
import {
  type MiniProgram,
  type MiniProgramAtWeChat,
  isAppId,
  MINI_PROGRAM_BOUNDS,
} from '../../../miniprogram/contract/mini-programs';
import { USUAL_PROVIDER } from '../../../miniprogram/contract/providers';
import type { ShopCalls } from '../../../miniprogram/contract/shop-api';
import { SHOP_BOUNDS } from '../../../miniprogram/contract/shop';
import { type Actor, type Subject, OWNER_ONLY, staffAction } from '../access/access';
import { nothing, typedText, version } from '../access/input-shapes';
import { consumeLimit, tooManyLookUps } from '../access/rate-limits';
import type { ShopParts } from '../access/shop-context';
import { type BoundShop, getBoundShops } from '../providers/wechat-instant/bound-shops';
import { getQuota } from '../providers/wechat/quota';
import { PROVIDERS } from '../providers/providers';
import { obtainToken } from '../providers/wechat/access-token';
import { namingMiniProgram } from '../providers/wechat/ask-wechat';
import { forgetToken } from '../providers/wechat/stored-token';
import type { ConnectWeChat, WeChat } from '../providers/wechat/wechat';
import { WeChatError } from '../providers/wechat/wechat-error';
import { CloudFailure, nullIfFailsWith } from '../runtime/cloud-failure';
import type { CallContext } from '../runtime/define-function';
import { changeDocument } from '../storage/change-document';
import { listAll } from '../storage/documents';
import { addOneAtATime } from '../storage/one-at-a-time';
import {
  type StoredMiniProgram,
  appSecretSubject,
  listMiniPrograms,
  miniProgramIn,
  miniProgramView,
} from './mini-programs';

const LEFT_BY_ANOTHER = '这个 AppID 的记录是另一家店留下的：先删掉它，再添加。';

const appId: Struct<string> = refine(string(), 'AppID', isAppId);
const draftInput: Struct<ShopCalls['save-mini-program']['input']> = type({
  appId,
  name: typedText(MINI_PROGRAM_BOUNDS.name),
  secret: nullable(typedText(SHOP_BOUNDS.secret)),
});

/** Creates the owner's actions on mini-programs. A secret can be set, but is never returned. */
export function miniProgramActions(parts: ShopParts, wechat: ConnectWeChat) {
  const { collections, encryption } = parts;
  return {
    'list-mini-programs': staffAction({
      ...OWNER_ONLY,
      input: nothing,
      handle: async () => {
        const [shop, { ours, foreign }] = await Promise.all([
          parts.shop(0),
          listMiniPrograms(parts),
        ]);
        const all = [...ours, ...foreign];
        return { miniPrograms: all.map((each) => miniProgramView(each, shop, encryption)) };
      },
    }),
    'save-mini-program': staffAction({
      ...OWNER_ONLY,
      input: draftInput,
      handle: (wanted, _about, actor) => saveMiniProgram(parts, wanted, actor),
    }),
    'read-mini-program': staffAction({
      ...OWNER_ONLY,
      input: type({ appId }),
      about: (wanted) => miniProgramSubject(parts, wanted.appId),
      handle: async (wanted, _about, { staff, call }) => {
        if (!(await consumeLimit(collections.staff, staff, 'look-up', parts.now())))
          throw tooManyLookUps();
        return readAtWeChat(wechat(wanted.appId), call);
      },
    }),
    'remove-mini-program': staffAction({
      ...OWNER_ONLY,
      input: type({ appId, version }),
      about: (wanted) => miniProgramSubject(parts, wanted.appId),
      handle: (wanted, { entry }, actor) => removeMiniProgram(parts, wanted, entry, actor),
    }),
  };
}

/** Finds the mini-program that an action is about, even one that another shop has left. */
async function miniProgramSubject(
  { collections }: ShopParts,
  appId: string,
): Promise<(Subject & { readonly entry: StoredMiniProgram }) | null> {
  const document = await collections.miniPrograms.read(appId);
  if (document === null) return null;
  return { stores: 'all', entry: miniProgramIn({ ...document, _id: appId }) };
}

async function saveMiniProgram(
  parts: ShopParts,
  { appId, name, secret }: ShopCalls['save-mini-program']['input'],
  { staff }: Actor,
): Promise<MiniProgram> {
  const { collections, encryption, audit } = parts;
  const shop = await parts.shop(0);
  const { shopKey } = shop;
  const entered =
    secret === null
      ? {}
      : { appSecret: encryption().encrypt(secret.trim(), appSecretSubject(appId)) };
  const check = async (): Promise<void> => {
    const { ours, foreign } = await listMiniPrograms(parts);
    const others = [...ours, ...foreign].filter((other) => other.appId !== appId);
    if (others.length >= MINI_PROGRAM_BOUNDS.entries) throw new CloudFailure('limit-reached');
    if (others.some((other) => other.name === name.trim()))
      throw new CloudFailure('name-taken', { message: `已经有一个叫“${name.trim()}”的小程序了。` });
  };
  const add = () =>
    changeDocument(collections.miniPrograms, appId, (current) => {
      if (current === null) return { appSecret: null, shopKey, name: name.trim(), ...entered };
      if (miniProgramIn({ ...current, _id: appId }).shopKey !== shopKey)
        throw new CloudFailure('mini-program-in-use', { message: LEFT_BY_ANOTHER });
      return { name: name.trim(), ...entered };
    });
  const saved = await audit.logAround(
    { by: staff, act: 'save-mini-program', about: name.trim() },
    () => addOneAtATime(parts, 'accounts', check, add),
  );
  return miniProgramView(miniProgramIn({ version: 0, ...saved, _id: appId }), shop, encryption);
}

/** Tests the AppSecret by a token, then reads the bound shops and the quota. */
async function readAtWeChat(wechat: WeChat, call: CallContext): Promise<MiniProgramAtWeChat> {
  await namingMiniProgram(wechat, obtainToken(wechat, call));
  const [bound, quota] = await Promise.all([
    // Null when 即时配送 is not opened for the mini-program.
    nullIfFailsWith(['api-not-opened'], getBoundShops(wechat, call)),
    // Null when WeChat refuses to send the quota, because look-ups may still work.
    getQuota(wechat, PROVIDERS[USUAL_PROVIDER].path, call).catch((error: unknown) => {
      if (error instanceof WeChatError) return null;
      throw error;
    }),
  ]);
  return {
    readAt: wechat.now(),
    bound:
      bound?.map(({ companyId, shopId, review }) => ({
        company: companyId,
        shopId,
        review: REVIEW_STATES[review] ?? 'unknown',
      })) ?? null,
    quota: quota === null ? null : { limit: quota.limit, left: quota.left },
  };
}

const REVIEW_STATES: Partial<Record<BoundShop['review'], 'accepted' | 'under-review' | 'refused'>> =
  {
    'account-bound': 'accepted',
    'account-under-review': 'under-review',
    'account-refused': 'refused',
  };

async function removeMiniProgram(
  parts: ShopParts,
  { appId, version: wanted }: ShopCalls['remove-mini-program']['input'],
  { name, shopKey }: StoredMiniProgram,
  { staff }: Actor,
): Promise<object> {
  const { collections, audit } = parts;
  const shop = await parts.shop(0);
  const isOurs = shopKey === shop.shopKey;
  if (isOurs && appId === shop.appId) throw new CloudFailure('not-allowed');
  const check = async (): Promise<void> => {
    // The list includes accounts that cannot be read.
    const accounts = await listAll(collections.accounts, { equal: { appId } });
    const labels = accounts.map(({ label }) => String(label));
    if (isOurs && labels.length > 0)
      throw new CloudFailure('mini-program-in-use', {
        message: `先删掉它的配送账号：${labels.join('、')}。`,
      });
  };
  await audit.logAround({ by: staff, act: 'remove-mini-program', about: name }, () =>
    addOneAtATime(parts, 'accounts', check, async () => {
      if (!(await collections.miniPrograms.remove(appId, wanted)))
        throw new CloudFailure('changed-meanwhile');
      await forgetToken(collections.tokens, appId);
    }),
  );
  return {};
}
