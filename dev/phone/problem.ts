/** Something in the source that cannot be built, or that WeChat's compiler would warn of. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** Path as a person would open it, relative to the mini-program's folder. */
  readonly file: string;
  /** First line is 1; null when the problem is the file as a whole. */
  readonly line: number | null;
  readonly message: string;
}

/** One line for a terminal: `pages/search/search.wxml:12: …`. */
export function problemLine(problem: Problem): string {
  const place = problem.line === null ? problem.file : `${problem.file}:${problem.line}`;
  return `${place}: ${problem.message}`;
}

/** Thrown while one file is read: an error, with what {@link Problem} needs. */
export class SourceError extends Error {
  readonly problem: Problem;

  constructor(file: string, line: number | null, message: string, options?: ErrorOptions) {
    const problem: Problem = { severity: 'error', file, line, message };
    super(problemLine(problem), options);
    this.problem = problem;
  }
}
