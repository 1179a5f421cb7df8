/** Codes of the cloud's database; wx-server-sdk maps those that it knows to an `errCode`, all others to -501001. */
export type DatabaseErrorCode =
  /** errCode -502001: the database refused, e.g. a duplicate `_id`. */
  | 'DATABASE_REQUEST_FAILED'
  /** errCode -502005. */
  | 'DATABASE_COLLECTION_NOT_EXIST'
  | 'DATABASE_COLLECTION_ALREADY_EXIST'
  /** runTransaction of the SDK tries again on this one. */
  | 'DATABASE_TRANSACTION_CONFLICT'
  | 'DATABASE_TRANSACTION_FAIL'
  /** errCode -502003: the collection's rule keeps a client out. */
  | 'DATABASE_PERMISSION_DENIED'
  /** errCode -501001: the service itself failed. */
  | 'SYS_ERR'
  /** errCode -501007. */
  | 'INVALID_PARAM'
  /** Ours: what the stand-in does not imitate. */
  | 'NOT_IMITATED';

/** A refusal that the caller reads: HTTP 200 with `{ code, message, requestId }`, as the cloud answers. */
export class DatabaseError extends Error {
  readonly code: DatabaseErrorCode;

  constructor(code: DatabaseErrorCode, message: string) {
    super(message);
    this.name = 'DatabaseError';
    this.code = code;
  }
}
