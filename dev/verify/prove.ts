import { problemLine, SOURCE_CHECKS } from '../check/check-source';
import type { Problem } from '../check/problem';
import { copyProduct } from './broken-copy';
import type { Fault } from './broken-copies';
import { UPLOAD_CHECKS } from './upload-checks';

/** What a check said of a broken copy, and what it had to say. */
export interface Proof {
  readonly found: readonly Problem[];
  readonly expected: { readonly file: string; readonly line: number; readonly words: string };
  /** Whether what it had to say is among what it said. */
  readonly isFound: boolean;
}

/** Breaks a copy of the product in one way, and asks the check that has to notice. */
export async function prove(root: string, fault: Fault): Promise<Proof> {
  const copy = copyProduct(root);
  try {
    const [file, line] = fault.breakIt(copy);
    const checks = { ...SOURCE_CHECKS, ...UPLOAD_CHECKS };
    const found = await checks[fault.foundBy](copy.root);
    const isFound = found.some(
      (one) => one.file === file && one.line === line && one.message.includes(fault.words),
    );
    return { found, expected: { file, line, words: fault.words }, isFound };
  } finally {
    copy.discard();
  }
}

/** A proof as it is told on a terminal. */
export function proofLine({ name, foundBy }: Fault, { found, expected, isFound }: Proof): string {
  const said = found.map(problemLine);
  if (isFound)
    return `  ${name} (${foundBy}): ${said.find((line) => line.includes(expected.words)) ?? ''}`;
  const { file, line, words } = expected;
  return `  NOT NOTICED: ${name} (${foundBy}) should say ${problemLine({ file, line, message: words })}; it said ${said.join(' | ') || 'nothing'}`;
}
