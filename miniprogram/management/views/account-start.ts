import type { MiniProgram } from '../../contract/mini-programs';
import { factsOf, PROVIDER_NAMES, USUAL_PROVIDER } from '../../contract/providers';
import type { Account } from '../../contract/shop-settings';

const KIND_DETAILS = {
  'wechat-instant': '看得到骑手位置；新店很难再开通',
  'wechat-intracity': '有取货码和准确时间；没有骑手位置',
};
const KINDS = PROVIDER_NAMES.map((value) => ({
  value,
  title: factsOf(value).title,
  detail: KIND_DETAILS[value],
}));
const USUAL_NOTE = '新开通的小程序一般只有同城配送。';
const ONE_NOTE = '同城配送的账号已经有了，一个小程序只要一个。这里添加即时配送的账号。';

/**
 * Computes the first state of an account's page: its mini-program (`appId`) and its service
 * (`kind`), each empty until the person has chosen one. Only a new account (null) has choices.
 *
 * @param given AppID and kind that the previous page passes in the link, if any
 */
export function accountStart(
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
  const hasOne = accounts.some((one) => one.appId === appId && factsOf(one.provider).hasOneAccount);
  return {
    appId,
    isOwn: owner?.isOwn === true,
    owners: isChoice ? choices : [],
    ownerName: isChoice || usable.length < 2 ? '' : (owner?.name ?? ''),
    kind: kind ?? (hasOne ? USUAL_PROVIDER : ''),
    kinds: kind === undefined && !hasOne ? KINDS : [],
    kindNote: kind !== undefined ? '' : hasOne ? ONE_NOTE : USUAL_NOTE,
  };
}
