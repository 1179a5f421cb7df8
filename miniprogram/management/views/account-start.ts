import type { MiniProgram } from '../../contract/mini-programs';
import { factsOf, PROVIDER_NAMES, USUAL_PROVIDER } from '../../contract/providers';
import type { Account } from '../../contract/shop-settings';

const SERVICE_DETAILS = {
  'wechat-instant': '看得到骑手位置；新店很难再开通',
  'wechat-intracity': '有取货码和准确时间；没有骑手位置',
};
const SERVICE_CHOICES = PROVIDER_NAMES.map((value) => ({
  value,
  title: factsOf(value).title,
  detail: SERVICE_DETAILS[value],
}));
const NEW_SHOP_NOTE = '新开通的小程序一般只有同城配送。';
const HAS_INTRACITY_NOTE = '同城配送的账号已经有了，一个小程序只要一个。这里添加即时配送的账号。';

/** Computes the choices that the page starts with. Mini-program and service: new accounts only. */
export function accountChoices(
  account: Account | null,
  accounts: readonly Account[],
  miniPrograms: readonly MiniProgram[],
  given: Readonly<Record<string, string | undefined>>,
  chosen = '',
) {
  const usable = miniPrograms.filter(({ isForeign }) => !isForeign);
  const ready = usable.filter(({ secret }) => secret === 'set');
  const [only] = usable.length === 1 ? usable : ready.length === 1 ? ready : [];
  const fixed = account?.appId ?? given['appId'] ?? '';
  const appId = fixed || chosen || (only?.appId ?? '');
  const isChoice = fixed === '' && usable.length > 1;
  const choices = usable.map((one) => ({ value: one.appId, title: one.name, detail: one.appId }));
  const owner = miniPrograms.find((one) => one.appId === appId);
  const kind = account?.provider ?? PROVIDER_NAMES.find((name) => name === given['kind']);
  const isOnlyAccountTaken = accounts.some(
    (one) => one.appId === appId && factsOf(one.provider).hasOneAccount,
  );
  return {
    appId,
    isOwn: owner?.isOwn === true,
    owners: isChoice ? choices : [],
    ownerName: isChoice || usable.length < 2 ? '' : (owner?.name ?? ''),
    kind: kind ?? (isOnlyAccountTaken ? USUAL_PROVIDER : ''),
    kinds: kind === undefined && !isOnlyAccountTaken ? SERVICE_CHOICES : [],
    kindNote: kind !== undefined ? '' : isOnlyAccountTaken ? HAS_INTRACITY_NOTE : NEW_SHOP_NOTE,
  };
}
