import type { DocumentedApi } from '../../manifest';
import { asyncApi, ApiFailure } from './api';

const WORDS = 'not supported by the local phone';

/**
 * Adds every documented API that the phone does not have, so that each fails as WeChat fails: asynchronous ones call fail or reject, the others throw. None
 * resolves quietly.
 */
export function addUnsupported(
  target: Record<string, unknown>,
  api: Pick<DocumentedApi, 'asynchronous' | 'synchronous'>,
): void {
  for (const name of api.asynchronous) {
    target[name] ??= asyncApi(name, () => {
      throw new ApiFailure(WORDS);
    });
  }
  for (const name of api.synchronous) target[name] ??= throwing(name);
}

/** A call that throws with the words of a failing API. */
export function throwing(name: string): () => never {
  return () => {
    throw new Error(`${name}:fail ${WORDS}`);
  };
}
