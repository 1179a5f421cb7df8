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
import { type Actor, OWNER_ONLY, staffAction } from '../access/access';
import { nothing, typedText, version } from '../access/input-shapes';
import { consumeLimit, tooManyLookUps } from '../access/rate-limits';
import type { ShopContext } from '../access/shop-context';
import { type BoundShop, getBoundShops } from '../providers/wechat-instant/bound-shops';
import { getQuota } from '../providers/wechat/quota';
import { PROVIDERS } from '../providers/providers';
import { fetchTokenForCheck } from '../providers/wechat/access-token';
import { addMiniProgramName } from '../providers/wechat/ask-wechat';
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

const LEFT_BY_ANOTHER_SHOP = '这个 AppID 的记录是另一家店留下的：先删掉它，再添加。';

const appId: Struct<string> = refine(string(), 'AppID', isAppId);
const draftInput: Struct<ShopCalls['save-mini-program']['input']> = type({
  appId,
  name: typedText(MINI_PROGRAM_BOUNDS.name),
  secret: nullable(typedText(SHOP_BOUNDS.secret)),
});

/** Creates the owner's actions on mini-programs. A secret can be set, but is never returned. */
export function miniProgramActions(context: ShopContext, wechat: ConnectWeChat) {
  const { collections, encryption } = context;
  return {
    'list-mini-programs': staffAction({
      ...OWNER_ONLY,
      input: nothing,
      handle: async () => {
        const [shop, { ours, foreign }] = await Promise.all([
          context.shop(0),
          listMiniPrograms(context),
        ]);
        const miniPrograms = [...ours, ...foreign];
        return { miniPrograms: miniPrograms.map((one) => miniProgramView(one, shop, encryption)) };
      },
    }),
    'save-mini-program': staffAction({
      ...OWNER_ONLY,
      input: draftInput,
      handle: (input, actor) => saveMiniProgram(context, input, actor),
    }),
    'read-mini-program': staffAction({
      ...OWNER_ONLY,
      input: type({ appId }),
      findSubject: (input) => findSubject(context, input.appId),
      handle: async (input, { staff, call }) => {
        if (!(await consumeLimit(collections.staff, staff, 'look-up', context.now())))
          throw tooManyLookUps();
        return readAtWeChat(wechat(input.appId), call);
      },
    }),
    'remove-mini-program': staffAction({
      ...OWNER_ONLY,
      input: type({ appId, version }),
      findSubject: (input) => findSubject(context, input.appId),
      handle: (input, actor, { stored }) => removeMiniProgram(context, input, stored, actor),
    }),
  };
}

/** Finds the mini-program that an action is about, even one that another shop has left. */
async function findSubject({ collections }: ShopContext, appId: string) {
  const document = await collections.miniPrograms.read(appId);
  if (document === null) return null;
  return { stores: 'all' as const, stored: miniProgramIn({ ...document, _id: appId }) };
}

async function saveMiniProgram(
  context: ShopContext,
  { appId, name, secret }: ShopCalls['save-mini-program']['input'],
  { staff }: Actor,
): Promise<MiniProgram> {
  const { collections, encryption, audit } = context;
  const shop = await context.shop(0);
  const { shopKey } = shop;
  const secretFields =
    secret === null
      ? {}
      : { appSecret: encryption().encrypt(secret.trim(), appSecretSubject(appId)) };
  const checkOthers = async (): Promise<void> => {
    const { ours, foreign } = await listMiniPrograms(context);
    const others = [...ours, ...foreign].filter((program) => program.appId !== appId);
    if (others.length >= MINI_PROGRAM_BOUNDS.entries) throw new CloudFailure('limit-reached');
    if (others.some((program) => program.name === name.trim()))
      throw new CloudFailure('name-taken', { message: `已经有一个叫“${name.trim()}”的小程序了。` });
  };
  const writeEntry = () =>
    changeDocument(collections.miniPrograms, appId, (current) => {
      if (current === null) return { appSecret: null, shopKey, name: name.trim(), ...secretFields };
      if (miniProgramIn({ ...current, _id: appId }).shopKey !== shopKey)
        throw new CloudFailure('mini-program-in-use', { message: LEFT_BY_ANOTHER_SHOP });
      return { name: name.trim(), ...secretFields };
    });
  const fields = await audit.logAround(
    { by: staff, act: 'save-mini-program', about: name.trim() },
    () => addOneAtATime(context, 'accounts', checkOthers, writeEntry),
  );
  return miniProgramView(miniProgramIn({ version: 0, ...fields, _id: appId }), shop, encryption);
}

/** Tests a mini-program's AppSecret at WeChat, then reads the bound shops and the quota. */
async function readAtWeChat(wechat: WeChat, call: CallContext): Promise<MiniProgramAtWeChat> {
  await addMiniProgramName(wechat, fetchTokenForCheck(wechat, call));
  const [boundShops, quota] = await Promise.all([
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
      boundShops?.map(({ companyId, shopId, review }) => ({
        company: companyId,
        shopId,
        review: REVIEW_STATES[review] ?? 'unknown',
      })) ?? null,
    quota: quota === null ? null : { limit: quota.dailyLimit, left: quota.leftToday },
  };
}

const REVIEW_STATES: Partial<Record<BoundShop['review'], 'accepted' | 'under-review' | 'refused'>> =
  {
    'account-bound': 'accepted',
    'account-under-review': 'under-review',
    'account-refused': 'refused',
  };

async function removeMiniProgram(
  context: ShopContext,
  { appId, version: versionRead }: ShopCalls['remove-mini-program']['input'],
  { name, shopKey }: StoredMiniProgram,
  { staff }: Actor,
): Promise<object> {
  const { collections, audit } = context;
  const shop = await context.shop(0);
  const isOurs = shopKey === shop.shopKey;
  if (isOurs && appId === shop.appId) throw new CloudFailure('not-allowed');
  const checkAccounts = async (): Promise<void> => {
    // The search also finds accounts that cannot be read.
    const accounts = await listAll(collections.accounts, { equal: { appId } });
    const accountLabels = accounts.map(({ label }) => String(label));
    if (isOurs && accountLabels.length > 0)
      throw new CloudFailure('mini-program-in-use', {
        message: `先删掉它的配送账号：${accountLabels.join('、')}。`,
      });
  };
  await audit.logAround({ by: staff, act: 'remove-mini-program', about: name }, () =>
    addOneAtATime(context, 'accounts', checkAccounts, async () => {
      if (!(await collections.miniPrograms.remove(appId, versionRead)))
        throw new CloudFailure('changed-meanwhile');
      await forgetToken(collections.tokens, appId);
    }),
  );
  return {};
}
