import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import type { LogFields } from './log';

interface FailureDetails {
  /** Sentence for the user, in place of the standard text; no phone, name or secret in it. */
  readonly message?: string | undefined;
  /** Label of the delivery account that the failure concerns. */
  readonly account?: string | undefined;
  /** Name of the mini-program that the failure concerns. */
  readonly miniProgram?: string | undefined;
  /** Address of the cloud that WeChat did not let in. */
  readonly address?: string | undefined;
  /** Request id (`rid`) from WeChat's answer, by which WeChat's support can trace the request. */
  readonly rid?: string | undefined;
  readonly cause?: unknown;
  /** Extra fields for the log line of the call that failed. */
  readonly logged?: LogFields;
}

/** Error with a code that the client knows. `defineFunction` sends it to the client as `error`. */
export class CloudFailure extends Error {
  readonly code: CloudErrorCode;
  readonly userMessage: string | undefined;
  readonly account: string | undefined;
  readonly miniProgram: string | undefined;
  readonly address: string | undefined;
  readonly rid: string | undefined;
  readonly logged: LogFields;

  constructor(code: CloudErrorCode, details: FailureDetails = {}) {
    const { message, account, miniProgram, address, rid, cause, logged = {} } = details;
    super(message ?? code, { cause });
    this.name = 'CloudFailure';
    this.code = code;
    this.userMessage = message;
    this.account = account;
    this.miniProgram = miniProgram;
    this.address = address;
    this.rid = rid;
    this.logged = logged;
  }

  /** Returns this failure as one that concerns an account or a mini-program. */
  with(about: Pick<FailureDetails, 'account' | 'miniProgram'>): CloudFailure {
    const { code, userMessage: message, account, miniProgram, address, rid, logged } = this;
    const own = { message, account, miniProgram, address, rid, logged };
    return new CloudFailure(code, { ...own, ...about, cause: this });
  }
}
