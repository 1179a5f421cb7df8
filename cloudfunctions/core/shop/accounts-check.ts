import { companyName } from '../../../miniprogram/shared/companies';
import type { CheckLine, FindingName } from '../../../miniprogram/shared/self-check';
import { checkLine } from '../../../miniprogram/shared/self-check';
import type { AuditResult, BoundShop } from '../wechat/bound-shops';
import type { UsableAccount } from './account-book';

const FINDING_OF: Readonly<Record<AuditResult, FindingName>> = {
  passed: 'account-bound',
  'under-review': 'account-under-review',
  refused: 'account-refused',
  unknown: 'refused-otherwise',
};

/** Whether a delivery account is bound to the mini-program, and how its review came out. */
export function checkAccount(account: UsableAccount, bound: readonly BoundShop[]): CheckLine {
  const { label: about, company } = account;
  const ofTheShop = bound.filter(({ shopId }) => shopId === account.shopId);
  // The environment's account does not say which company's it is.
  const shop = ofTheShop.find(({ companyId }) => company === '' || companyId === company);
  if (shop !== undefined) return checkLine('accounts', FINDING_OF[shop.audit], { about });
  const [other] = ofTheShop;
  return other === undefined
    ? checkLine('accounts', 'account-not-bound', { about })
    : checkLine('accounts', 'account-at-another-company', {
        about,
        value: companyName(other.companyId),
      });
}
