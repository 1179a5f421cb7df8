/** Error codes of the cloud's database. wx-server-sdk maps unknown codes to errCode -501001. */
export type DatabaseErrorCode =
  /** errCode -502001: the database refused, e.g. a duplicate `_id`. */
  | 'DATABASE_REQUEST_FAILED'
  | 'DATABASE_COLLECTION_NOT_EXIST'
  | 'DATABASE_COLLECTION_ALREADY_EXIST'
  /** errCode -502003: the collection's access rule forbids the client's request. */
  | 'DATABASE_PERMISSION_DENIED'
  /** errCode -501001: the service itself failed. */
  | 'SYS_ERR'
  | 'INVALID_PARAM';

/** Failed database request. The cloud answers HTTP 200 with `{ code, message, requestId }`. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';

  constructor(
    readonly code: DatabaseErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** Returns the error for a database feature that this local database does not support. */
export function notImitated(what: string): DatabaseError {
  return new DatabaseError(
    'DATABASE_REQUEST_FAILED',
    `[FailedOperation] The local cloud does not imitate ${what}.`,
  );
}
