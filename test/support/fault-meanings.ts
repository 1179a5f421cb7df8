import type { FaultName, FaultOf, LookUpFault } from '../../dev/faults/fault-table';
import type { ShownCall } from '../../dev/protocol/host-state';
import type { NoAnswerReason } from '../../miniprogram/contract/call-result';
import type { CloudErrorCode } from '../../miniprogram/contract/cloud-error';

/** A failure of a look-up on the phone. */
export type Code = CloudErrorCode | NoAnswerReason;

/** A fault's effect: an error, or a delivery. */
export interface Meaning {
  readonly looked: Code | 'ok';
  /** Error of 拨打, if different. */
  readonly revealed?: Code;
  /** Visible parts of an incomplete delivery. */
  readonly shown?: { readonly headline?: string; readonly rider?: false };
  readonly says?: RegExp;
  readonly stores?: RegExp;
  /** Further faults that it needs: a dead token to replace, or a shorter time-out to save time. */
  readonly also?: readonly FaultName[];
  /** Recognizes the fault in a call. */
  readonly met?: (call: ShownCall) => boolean;
  /** Waiting time after the fault, on the one clock, until the next look-up asks. */
  readonly healsAfterMs?: number;
  /** Marks faults that the page's next poll heals, without 刷新. */
  readonly healsAlone?: true;
  /** Marks faults that end the delivery. */
  readonly ends?: true;
}

/** Time for which an end is told again. */
const ENDED_MS = 61_000;

const fails = (looked: Code): Meaning => ({ looked });
const healed: Meaning = { looked: 'ok', met: ({ deadToken }) => deadToken !== null };
const withoutStore: Meaning = { ...healed, also: ['token-dead'] };

/** Effects of all faults, by docs/getorder-contract.md. */
export const MEANINGS: Readonly<Record<LookUpFault, Meaning>> = {
  slow: { looked: 'ok', met: ({ ms }) => ms > 2900 },
  hang: { ...fails('upstream-timeout'), also: ['time-out-short'] },
  reset: fails('upstream-unreachable'),
  'http-500': { looked: 'upstream-failed', healsAlone: true },
  'not-json': fails('upstream-malformed'),
  empty: fails('upstream-malformed'),
  truncated: fails('upstream-malformed'),
  huge: fails('upstream-malformed'),

  'token-dead': healed,
  'token-stuck': { ...fails('token-exchanged-elsewhere'), healsAfterMs: 30_000 },
  'token-rotating': healed,
  'token-taken': fails('token-exchanged-elsewhere'),

  busy: fails('wechat-busy'),
  'failed-930555': fails('upstream-timeout'),
  'failed-930556': fails('upstream-timeout'),
  'failed-930557': fails('upstream-timeout'),
  'courier-refused-930558': fails('courier-refused'),
  'ip-not-allowed': fails('ip-not-allowed'),
  'quota-exceeded': fails('quota-exceeded'),
  'too-frequent': fails('too-frequent'),
  'api-not-opened': fails('api-not-opened'),
  'account-not-bound': fails('account-not-bound'),
  'account-not-authorised': fails('account-not-admitted'),
  'account-personal': fails('account-not-admitted'),
  'account-not-admitted': fails('account-not-admitted'),
  'order-not-found': fails('order-not-found'),
  'order-over': {
    looked: 'ok',
    revealed: 'phone-unavailable',
    shown: { headline: '已结束' },
    ends: true,
    healsAfterMs: ENDED_MS,
  },

  'sign-rejected': fails('sign-rejected'),
  'courier-order-not-found': fails('order-not-found'),
  'courier-refused': fails('courier-refused'),
  'courier-refused-with-rider': fails('courier-refused'),

  'odd-types': { looked: 'ok', revealed: 'phone-unavailable', shown: { rider: false } },
  'no-values': {
    looked: 'ok',
    revealed: 'phone-unavailable',
    shown: { rider: false },
    says: /配送公司未提供位置|位置是 .+前的/,
  },
  'unknown-status': { looked: 'ok', shown: { headline: '状态未知' } },
  'negative-time': { looked: 'ok' },
  'long-digits': { looked: 'ok', stores: /"waybillId\\+":\\+"\d{26}\\+"/ },

  // A dead token and a question that is counted before it is asked leave a call no time for both.
  'database-slow': { ...withoutStore, revealed: 'database-failed' },
  'database-down': fails('database-failed'),
  'database-refuses': fails('database-failed'),

  'phone-offline': { looked: 'offline', healsAlone: true },
};

/** Effects of the faults of 同城配送 on its look-ups (docs/intracity-contract.md §3, §4). */
export const INTRACITY_MEANINGS: Readonly<Record<FaultOf<'intracity'>, CloudErrorCode | 'ok'>> = {
  'intracity-not-opened': 'intracity-not-opened',
  'intracity-sign-rejected': 'signature-rejected',
  'intracity-key-missing': 'api-keys-missing',
  'intracity-clock-slow': 'clock-rejected',
  'intracity-certificate-rotating': 'ok',
  'intracity-certificate-replaced': 'certificate-unknown',
  'intracity-answer-changed': 'answer-unverified',
};
