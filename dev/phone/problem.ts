/** A mistake in the mini-program's source, which prevents the build. */
export interface Problem {
  /** Path relative to the mini-program's folder. */
  readonly file: string;
  /** Line number, from 1. null means the whole file. */
  readonly line: number | null;
  readonly message: string;
}

/** Formats a problem for a terminal: `pages/search/search.wxml:12: …`. */
export function problemLine(problem: Problem): string {
  const place = problem.line === null ? problem.file : `${problem.file}:${problem.line}`;
  return `${place}: ${problem.message}`;
}

/** Error in a source file of the mini-program, thrown while the file is read. */
export class SourceError extends Error {
  readonly problem: Problem;

  constructor(file: string, line: number | null, message: string, options?: ErrorOptions) {
    const problem = { file, line, message };
    super(problemLine(problem), options);
    this.problem = problem;
  }
}
