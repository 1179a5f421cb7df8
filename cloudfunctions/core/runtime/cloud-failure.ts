import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import type { LogFields } from './log';

/** Details of a failure that are sent to the client together with the code of the failure. */
export interface SentDetails {
  /** Sentence for the user, which replaces the standard text. It has no phone, name or secret. */
  readonly message?: string | undefined;
  /** Label of the delivery account that the failure concerns. */
  readonly account?: string | undefined;
  readonly miniProgram?: string | undefined;
  /** IP address of the cloud that WeChat refused. */
  readonly address?: string | undefined;
  /** True where another mini-program may have placed the order. */
  readonly isMaybeElsewhere?: boolean | undefined;
  /** Label of an account that was asked without a store's number, and has never found an order. */
  readonly withoutShopNo?: string | undefined;
  /** Seconds until the same call can succeed; only for a failure with the code `queued`. */
  readonly waitSeconds?: number | undefined;
  /** Request id (`rid`) from WeChat's answer, by which WeChat's support can trace the request. */
  readonly rid?: string | undefined;
}

interface FailureDetails extends SentDetails {
  readonly cause?: unknown;
  /** Extra fields for the log line of the call that failed. */
  readonly logged?: LogFields;
}

/** Error with a code that the client knows. `defineFunction` sends it to the client as `error`. */
export class CloudFailure extends Error {
  readonly code: CloudErrorCode;
  readonly userMessage: string | undefined;
  readonly rid: string | undefined;
  readonly sentDetails: SentDetails;
  readonly logged: LogFields;

  constructor(code: CloudErrorCode, details: FailureDetails = {}) {
    const { cause, logged = {}, ...sentDetails } = details;
    super(sentDetails.message ?? code, { cause });
    this.name = 'CloudFailure';
    this.code = code;
    this.userMessage = sentDetails.message;
    this.rid = sentDetails.rid;
    this.sentDetails = sentDetails;
    this.logged = logged;
  }

  /** Returns a copy of this failure, of the same class, with more details. */
  with(more: SentDetails): this {
    const sentDetails = { ...this.sentDetails, ...more };
    return Object.create(this, { sentDetails: { value: sentDetails } }) as this;
  }
}
