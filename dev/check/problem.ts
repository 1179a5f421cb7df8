/** What a check has against a file. Lines count from 1. */
export interface Problem {
  /** Path from the mini-program's folder, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}
