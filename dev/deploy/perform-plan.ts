import type { Plan, Step } from './plan';
import { nameOf } from './plan';
import type { DeployRecord } from './record';
import type { TcbApi } from './tcb-api';

/** What of miniprogram-ci is used (developers.weixin.qq.com/miniprogram/dev/devtools/ci.html). */
export interface UploadModule {
  readonly upload: (version: string, description: string) => Promise<void>;
  readonly uploadFunction: (name: string, folder: string) => Promise<void>;
}

interface PerformParts {
  readonly uploads: UploadModule;
  /** Null where there is no AppSecret: then the plan holds nothing for it. */
  readonly tcb: TcbApi | null;
  /** Told of every step as it begins. */
  readonly say: (sentence: string) => void;
  /** Called after every step, so that one that breaks off goes on from there the next time. */
  readonly keep: (record: DeployRecord) => void;
}

/**
 * Does what a plan says, one step after the other.
 *
 * @throws Error of the step that failed; those before it are on record
 */
export async function performPlan(
  { steps }: Plan,
  before: DeployRecord,
  parts: PerformParts,
): Promise<DeployRecord> {
  let record = before;
  const existing = new Set(
    steps.some(({ kind }) => kind === 'collection') ? await opened(parts).collections() : [],
  );
  for (const step of steps) {
    parts.say(sentenceOf(step));
    if (step.kind !== 'collection' || !existing.has(step.id)) await perform(step, parts);
    record = { marks: { ...record.marks, [nameOf(step)]: step.mark } };
    parts.keep(record);
  }
  return record;
}

/** @throws Error when a plan wants what cannot be done without the AppSecret */
function opened({ tcb }: Pick<PerformParts, 'tcb'>): TcbApi {
  if (tcb === null) throw new Error('Collections, indexes and time-outs need the AppSecret.');
  return tcb;
}

async function perform(step: Step, parts: PerformParts): Promise<void> {
  const { uploads } = parts;
  switch (step.kind) {
    case 'collection':
      return opened(parts).addCollection(step.id);
    case 'index':
      return opened(parts)
        .addIndex(step.index)
        .catch((error: unknown) => {
          // From another computer, or by hand: it is what is wanted. A collection that does not exist is not.
          if (!/\balready exist/i.test(String(error))) throw error;
        });
    case 'function':
      return uploads.uploadFunction(step.id, step.folder);
    case 'function-config':
      return opened(parts).configureFunction(step.id, step.timeoutSeconds, step.environment);
    case 'mini-program':
      return uploads.upload(step.version, step.description);
  }
}

/** One line for the person at the terminal; settings by their names only. */
export function sentenceOf(step: Step): string {
  switch (step.kind) {
    case 'collection':
      return `collection ${step.id}`;
    case 'index':
      return `index of ${step.index.collection}: ${step.index.keys.map(({ name, direction }) => (direction === '1' ? name : `${name} descending`)).join(', ')}`;
    case 'function':
      return `function ${step.id}: upload ${Math.round(step.bytes / 1000)} kB`;
    case 'function-config': {
      const names = Object.keys(step.environment);
      const environment =
        names.length === 0
          ? 'environment left as it is'
          : `environment replaced by ${names.join(', ')}`;
      return `function ${step.id}: time-out ${step.timeoutSeconds} s, ${environment}`;
    }
    case 'mini-program':
      return `mini-program: upload version ${step.version} (${step.description})`;
  }
}
