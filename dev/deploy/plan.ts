import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Struct } from 'superstruct';
import { array, create, defaulted, literal, string, type } from 'superstruct';
import { COLLECTION_NAMES } from '../../miniprogram/contract/shop-collections';
import type { FunctionManifest } from '../cloud/function-manifest';
import { readManifest } from '../cloud/function-manifest';
import { INDEXES } from './indexes';
import type { DeployRecord } from './record';
import type { DeploySettings } from './settings';
import type { TcbApi } from './tcb-api';
import type { Trigger, UploadModule } from './upload-module';

/** Tools of a deployment. */
export interface Tools {
  readonly uploads: UploadModule;
  readonly tcb: TcbApi;
  /** Receives each step's sentence as it begins. */
  readonly say: (sentence: string) => void;
  /** Saves the record after each step, so that the next deployment resumes there. */
  readonly keep: (record: DeployRecord) => void;
}

export interface Step {
  /** Name in the record: `function shop`. */
  readonly name: string;
  /** Hash of the content, to detect changes. */
  readonly mark: string;
  /** Line for the terminal. Settings appear by name only. */
  readonly sentence: string;
  readonly perform: (tools: Tools) => Promise<void>;
  /** Manual task that replaces a failed step. Without one the deployment ends. */
  readonly manualTask?: ManualTask;
}

/** Manual task after a failed step: a function's configuration, or the timer. */
export type ManualTask = 'configuration' | 'timer';

/** A failed step that did not end the deployment. */
export interface Refusal {
  readonly sentence: string;
  readonly reason: string;
  readonly manualTask: ManualTask;
}

export interface Plan {
  readonly steps: readonly Step[];
  /** Names of unchanged steps. */
  readonly unchanged: readonly string[];
}

export interface Project {
  readonly folder: string;
  /** Folder of built functions, one folder each. */
  readonly functionsFolder: string;
  readonly version: string;
  readonly description: string;
}

/** Settings in each function's environment. Only `shop` gets the owner's set-up code. */
const ENVIRONMENT_OF: Readonly<Record<string, readonly string[]>> = {
  getOrder: ['SETTINGS_KEY', 'SETTINGS_KEY_PREVIOUS'],
  shop: ['SETTINGS_KEY', 'SETTINGS_KEY_PREVIOUS', 'OWNER_SETUP_CODE'],
  sweep: [],
};

/** The deployed part of config.json: timers, seven fields in UTC+8. */
const functionConfig = type({
  triggers: defaulted(
    array<Struct<Trigger>>(type({ name: string(), type: literal('timer'), config: string() })),
    [],
  ),
});

/** Plans what has changed: collections, functions, pages, then what may become manual. */
export function makePlan(project: Project, settings: DeploySettings, record: DeployRecord): Plan {
  const functions = Object.keys(ENVIRONMENT_OF).map((name) => builtFunction(name, project));
  const hasSecret = settings.appSecret !== null;
  const all = [
    ...(hasSecret ? databaseSteps() : []),
    ...functions.map(codeStep),
    miniProgramStep(project),
    ...functions.flatMap(timerSteps),
    ...(hasSecret ? functions.map((one) => configurationStep(one, settings)) : []),
  ];
  const isDone = ({ name, mark }: Step): boolean => record.marks[name] === mark;
  return {
    steps: all.filter((step) => !isDone(step)),
    unchanged: all.filter(isDone).map(({ name }) => name),
  };
}

/**
 * Performs a plan, step by step.
 *
 * @returns failed steps that became manual tasks
 * @throws Error of any other failed step; earlier steps are on record
 */
export async function performPlan(
  { steps }: Plan,
  before: DeployRecord,
  tools: Tools,
): Promise<readonly Refusal[]> {
  let { marks } = before;
  const refused: Refusal[] = [];
  for (const { name, mark, sentence, perform, manualTask } of steps) {
    tools.say(sentence);
    try {
      await perform(tools);
    } catch (error) {
      if (manualTask === undefined) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      refused.push({ sentence, reason, manualTask });
      continue;
    }
    marks = { ...marks, [name]: mark };
    tools.keep({ marks });
  }
  return refused;
}

function databaseSteps(): readonly Step[] {
  return [
    ...COLLECTION_NAMES.map((collection) => ({
      name: `collection ${collection}`,
      mark: collection,
      sentence: `collection ${collection}`,
      perform: ({ tcb }: Tools) => tcb.haveCollection(collection),
    })),
    ...INDEXES.map((index) => {
      const fields = index.keys.map(({ name, direction }) =>
        direction === '1' ? name : `${name} descending`,
      );
      return {
        name: `index ${index.collection}.${index.name}`,
        mark: markOf(JSON.stringify(index)),
        sentence: `index of ${index.collection}: ${fields.join(', ')}`,
        perform: ({ tcb }: Tools) => tcb.haveIndex(index),
      };
    }),
  ];
}

function builtFunction(name: string, { functionsFolder }: Project): FunctionManifest {
  const manifest = readManifest(functionsFolder, name);
  if (manifest === null) throw new Error(`The function ${name} has not been built.`);
  return manifest;
}

function codeStep({ name, folder }: FunctionManifest): Step {
  const { mark, bytes } = contentOf(folder);
  return {
    name: `function ${name}`,
    mark,
    sentence: `function ${name}: upload ${Math.round(bytes / 1000)} kB`,
    perform: ({ uploads }) => uploads.uploadFunction(name, folder),
  };
}

/** Plans the timer of a function that has one. */
function timerSteps({ name, folder }: FunctionManifest): readonly Step[] {
  const config = readFileSync(path.join(folder, 'config.json'), 'utf8');
  const { triggers } = create(JSON.parse(config), functionConfig);
  if (triggers.length === 0) return [];
  return [
    {
      name: `timer ${name}`,
      mark: markOf(JSON.stringify(triggers)),
      sentence: `function ${name}: timer ${triggers.map(({ config: when }) => when).join(', ')}`,
      perform: ({ uploads }) => uploads.makeTimer(name, triggers),
      manualTask: 'timer',
    },
  ];
}

/**
 * Plans a function's configuration. WeChat documents only a third-party platform's token for
 * `uploadfuncconfig` [O], so the mini-program's own may be refused.
 */
function configurationStep(
  { name, timeoutSeconds }: FunctionManifest,
  { functionEnvironment }: DeploySettings,
): Step {
  const names = ENVIRONMENT_OF[name] ?? [];
  const environment = Object.fromEntries(
    Object.entries(functionEnvironment).filter(([setting]) => names.includes(setting)),
  );
  const given = Object.keys(environment).join(', ');
  const kept = given === '' ? 'environment left as it is' : `environment replaced by ${given}`;
  return {
    name: `function-config ${name}`,
    mark: markOf(JSON.stringify({ timeoutSeconds, environment })),
    sentence: `function ${name}: time-out ${timeoutSeconds} s, ${kept}`,
    perform: ({ tcb }) => tcb.configureFunction(name, timeoutSeconds, environment),
    manualTask: 'configuration',
  };
}

/** Plans the upload of the mini-program, compiled by project.config.json. */
function miniProgramStep({ folder, version, description }: Project): Step {
  const settings = readFileSync(path.join(folder, 'project.config.json'), 'utf8');
  return {
    name: `mini-program ${version}`,
    mark: markOf(contentOf(path.join(folder, 'miniprogram')).mark + settings),
    sentence: `mini-program: upload version ${version} (${description})`,
    perform: ({ uploads }) => uploads.upload(version, description),
  };
}

/** Hashes a folder's files and names, and sums up their sizes. */
function contentOf(folder: string): { readonly mark: string; readonly bytes: number } {
  const hash = createHash('sha256');
  let bytes = 0;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) {
    const content = readFileSync(file);
    bytes += content.length;
    hash.update(path.relative(folder, file)).update('\0').update(content);
  }
  return { mark: hash.digest('hex'), bytes };
}

function markOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
