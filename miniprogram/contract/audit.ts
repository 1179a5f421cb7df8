import { type } from 'superstruct';
import { type Of, amount, knownOr, text } from './schema';

/** Audit log (操作记录) as the function `shop` returns it (shop-api.ts). */

/** Acts that the audit log records; `unknown` stands for one of a newer release. */
export type AuditAct = (typeof AUDIT_ACTS)[number];
export const AUDIT_ACTS = [
  'claim',
  'invite',
  'revoke-invite',
  'accept-invite',
  'refuse-joiner',
  'join',
  'change-member',
  'remove-member',
  'leave',
  'save-store',
  'remove-store',
  'save-account',
  'remove-account',
  'make-register-key',
  'revoke-register-key',
  'save-mini-program',
  'remove-mini-program',
  'save-dark-map',
  'save-retention',
  'reveal-phone',
  'acknowledge',
  'take-off',
  'purge',
  'refused-often',
  'unknown',
] as const;

/**
 * Outcome of an act: done; refused, so that nothing has changed; unknown when it stopped half-way.
 */
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];
export const AUDIT_OUTCOMES = ['done', 'refused', 'unknown'] as const;

export type AuditLine = Of<typeof auditLine>;
export const auditLine = type({
  at: amount,
  who: text,
  /** Id of that person, which does not change; empty where it cannot be read. */
  staffId: text,
  act: knownOr('unknown', AUDIT_ACTS),
  /** Subject of the act: an order id, a name with its mark, an account's label; may be empty. */
  about: text,
  outcome: knownOr('unknown', AUDIT_OUTCOMES),
});
