import type { MiniProgram } from '../../contract/mini-programs';
import { factsOf, PROVIDER_NAMES, USUAL_PROVIDER } from '../../contract/providers';
import type { Account } from '../../contract/shop-settings';

const SERVICE_DETAILS = {
  'wechat-instant': '看得到骑手位置；新店很难再开通',
  'wechat-intracity': '有取货码和准确时间；没有骑手位置',
};
const SERVICE_CHOICES = PROVIDER_NAMES.map((providerName) => ({
  value: providerName,
  title: factsOf(providerName).title,
  detail: SERVICE_DETAILS[providerName],
}));
const NEW_SHOP_NOTE = '新开通的小程序一般只有同城配送。';
const HAS_INTRACITY_NOTE = '同城配送的账号已经有了，一个小程序只要一个。这里添加即时配送的账号。';

/** Lists mini-programs and services to choose for an account, and says which are chosen already. */
export function accountChoices(
  account: Account | null,
  accounts: readonly Account[],
  miniPrograms: readonly MiniProgram[],
  preset: Readonly<Record<string, string | undefined>>,
  chosenAppId = '',
) {
  const programs = miniPrograms.filter(({ isForeign }) => !isForeign);
  const withSecret = programs.filter(({ secret }) => secret === 'set');
  const [onlyOne] = programs.length === 1 ? programs : withSecret.length === 1 ? withSecret : [];
  const fixedAppId = account?.appId ?? preset['appId'] ?? '';
  const appId = fixedAppId || chosenAppId || (onlyOne?.appId ?? '');
  const hasOwnerChoice = fixedAppId === '' && programs.length > 1;
  const choices = programs.map((one) => ({ value: one.appId, title: one.name, detail: one.appId }));
  const program = miniPrograms.find((miniProgram) => miniProgram.appId === appId);
  const fixedKind = account?.provider ?? PROVIDER_NAMES.find((name) => name === preset['kind']);
  const hasOnlyAccount = accounts.some(
    (one) => one.appId === appId && factsOf(one.provider).hasOneAccount,
  );
  return {
    appId,
    isOwn: program?.isOwn === true,
    owners: hasOwnerChoice ? choices : [],
    ownerName: hasOwnerChoice || programs.length < 2 ? '' : (program?.name ?? ''),
    kind: fixedKind ?? (hasOnlyAccount ? USUAL_PROVIDER : ''),
    kinds: fixedKind === undefined && !hasOnlyAccount ? SERVICE_CHOICES : [],
    kindNote: fixedKind !== undefined ? '' : hasOnlyAccount ? HAS_INTRACITY_NOTE : NEW_SHOP_NOTE,
  };
}
