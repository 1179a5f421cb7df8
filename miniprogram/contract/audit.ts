import { type } from 'superstruct';
import { type Of, amount, enumOr, text } from './schema';

/** Acts that the audit log records. `unknown` stands for acts of a newer release. */
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
  'switch-paid-orders',
  'save-robot',
  'remove-robot',
  'save-quiet-hours',
  'save-message-template',
  'save-dark-map',
  'save-retention',
  'reveal-phone',
  'acknowledge',
  'take-off',
  'purge',
  'refused-often',
  'unknown',
] as const;

/** Outcome of an act. `refused`: it changed nothing; `unknown`: it stopped half-way. */
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];
const AUDIT_OUTCOMES = ['done', 'refused', 'unknown'] as const;

export type AuditLine = Of<typeof auditLine>;
export const auditLine = type({
  at: amount,
  who: text,
  /** Lasting id of the person who acted; empty when the id cannot be read. */
  staffId: text,
  act: enumOr('unknown', AUDIT_ACTS),
  /** Order id, account label, or person (see nameAndMark) that the act is about; may be empty. */
  about: text,
  outcome: enumOr('unknown', AUDIT_OUTCOMES),
});
