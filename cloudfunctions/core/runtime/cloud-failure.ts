import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import type { LogFields } from './log';

interface FailureDetails {
  /**
   * One sentence for people, where it can say more than the code. No phone, name, token, sign or
   * secret.
   */
  readonly message?: string | undefined;
  /** The label of the delivery account that it is about. */
  readonly account?: string;
  /** WeChat's request id, which its staff ask for. */
  readonly rid?: string | undefined;
  readonly cause?: unknown;
  /** For the log line of the call. */
  readonly logged?: LogFields;
}

/** A failure with a code that the client knows; `defineFunction` makes the envelope of it. */
export class CloudFailure extends Error {
  readonly code: CloudErrorCode;
  readonly said: string | undefined;
  readonly account: string | undefined;
  readonly rid: string | undefined;
  readonly logged: LogFields;

  constructor(code: CloudErrorCode, details: FailureDetails = {}) {
    const { message, account, rid, cause, logged = {} } = details;
    super(message ?? code, { cause });
    this.name = 'CloudFailure';
    this.code = code;
    this.said = message;
    this.account = account;
    this.rid = rid;
    this.logged = logged;
  }
}
