/** Codes of the cloud's database; wx-server-sdk maps those that it knows to an `errCode`, all others to -501001. */
export type DatabaseErrorCode =
  /** errCode -502001: the database refused, e.g. a duplicate `_id`. */
  | 'DATABASE_REQUEST_FAILED'
  /** errCode -502005. */
  | 'DATABASE_COLLECTION_NOT_EXIST'
  | 'DATABASE_COLLECTION_ALREADY_EXIST'
  /** errCode -502003: the collection's rule keeps a client out. */
  | 'DATABASE_PERMISSION_DENIED'
  /** errCode -501001: the service itself failed. */
  | 'SYS_ERR'
  /** errCode -501007. */
  | 'INVALID_PARAM';

/** A refusal that the caller reads: HTTP 200 with `{ code, message, requestId }`, as the cloud answers. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';

  constructor(
    readonly code: DatabaseErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** The refusal of what the product does not ask for, in the cloud's words for what failed. */
export function notImitated(what: string): DatabaseError {
  return new DatabaseError(
    'DATABASE_REQUEST_FAILED',
    `[FailedOperation] The local cloud does not imitate ${what}.`,
  );
}
