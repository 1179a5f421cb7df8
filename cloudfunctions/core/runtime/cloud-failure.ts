import type { CloudError, CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import type { LogFields } from './log';

/** Details of a failure for the phone. `message` has no phone number, name or secret. */
type SentDetails = Partial<Omit<CloudError, 'code' | 'fixer' | 'retryable' | 'traceId'>>;

interface FailureDetails extends SentDetails {
  readonly cause?: unknown;
  readonly logged?: LogFields;
}

/** Error with a code that clients understand. `defineFunction` sends it as `error`. */
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

  /** Returns a copy of this failure, of the same class, with more details for the phone. */
  withDetails(addedDetails: SentDetails): this {
    const sentDetails = { ...this.sentDetails, ...addedDetails };
    return Object.create(this, { sentDetails: { value: sentDetails } }) as this;
  }
}

/** Waits for an answer; null if it fails with a CloudFailure of one of these codes. */
export function nullIfFailsWith<Answer>(
  codes: readonly CloudErrorCode[],
  answer: Promise<Answer>,
): Promise<Answer | null> {
  return answer.catch((error: unknown) => {
    if (error instanceof CloudFailure && codes.includes(error.code)) return null;
    throw error;
  });
}
