import type { CloudErrorCode } from '../../../miniprogram/shared/cloud-error';

interface FailureDetails {
  /** One sentence for people, where it can say more than the code's own. No phone, name, token, sign or secret. */
  readonly message?: string;
  /** WeChat's request id, which its staff ask for. */
  readonly rid?: string | undefined;
  readonly cause?: unknown;
}

/** A failure with a code that the client knows; `defineFunction` makes the envelope of it. */
export class CloudFailure extends Error {
  readonly code: CloudErrorCode;
  readonly said: string | undefined;
  readonly rid: string | undefined;

  constructor(code: CloudErrorCode, { message, rid, cause }: FailureDetails = {}) {
    super(message ?? code, { cause });
    this.name = 'CloudFailure';
    this.code = code;
    this.said = message;
    this.rid = rid;
  }
}
