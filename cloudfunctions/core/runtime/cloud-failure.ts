import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import type { LogFields } from './log';

interface FailureDetails {
  /**
   * Message for people, one sentence, where it says more than the code. It holds no phone, name,
   * token, sign or secret.
   */
  readonly message?: string | undefined;
  /** Label of the delivery account concerned. */
  readonly account?: string;
  /** Request id, which WeChat's staff ask for. */
  readonly rid?: string | undefined;
  readonly cause?: unknown;
  /** Fields for the call's log line. */
  readonly logged?: LogFields;
}

/** Failure with a code that the client knows. `defineFunction` turns it into an envelope. */
export class CloudFailure extends Error {
  readonly code: CloudErrorCode;
  readonly userMessage: string | undefined;
  readonly account: string | undefined;
  readonly rid: string | undefined;
  readonly logged: LogFields;

  constructor(code: CloudErrorCode, details: FailureDetails = {}) {
    const { message, account, rid, cause, logged = {} } = details;
    super(message ?? code, { cause });
    this.name = 'CloudFailure';
    this.code = code;
    this.userMessage = message;
    this.account = account;
    this.rid = rid;
    this.logged = logged;
  }
}
