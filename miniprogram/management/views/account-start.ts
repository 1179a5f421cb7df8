import type { MiniProgram } from '../../contract/mini-programs';
import type { Account } from '../../contract/shop-settings';
import { type KindChoice, kindChoice } from './account-list';
import type { Choice } from './choices';

/** What the page of an account begins with. */
export interface AccountStart extends KindChoice {
  /** AppID of its mini-program; empty while the person has to choose. */
  readonly appId: string;
  /** Mini-programs to choose from; none where there is no choice. */
  readonly owners: readonly Choice[];
  /** Name of the mini-program, where there are several but no choice; empty otherwise. */
  readonly ownerName: string;
}

/**
 * Returns what the page of an account begins with. Only a new account has a choice of its
 * mini-program and its kind. Where one mini-program alone has a secret, that is chosen at first.
 *
 * @param account stored account; null for a new one
 * @param given AppID and kind that the page before has given, if any
 * @param chosen AppID that the person has chosen; empty for none
 */
export function accountStart(
  account: Account | null,
  accounts: readonly Account[],
  miniPrograms: readonly MiniProgram[],
  given: Readonly<Record<string, string | undefined>>,
  chosen = '',
): AccountStart {
  const usable = miniPrograms.filter(({ isForeign }) => !isForeign);
  const ready = usable.filter(({ secret }) => secret === 'set');
  const [only] = usable.length === 1 ? usable : ready.length === 1 ? ready : [];
  const fixed = account?.appId ?? given['appId'] ?? '';
  const appId = fixed || chosen || (only?.appId ?? '');
  const isChoice = fixed === '' && usable.length > 1;
  const choices = usable.map((one) => ({ value: one.appId, title: one.name, detail: one.appId }));
  const name = miniPrograms.find((one) => one.appId === appId)?.name ?? '';
  const ofSame = accounts.filter((one) => one.appId === appId);
  return {
    appId,
    owners: isChoice ? choices : [],
    ownerName: isChoice || usable.length < 2 ? '' : name,
    ...kindChoice(account, ofSame, given['kind']),
  };
}
