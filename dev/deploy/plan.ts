import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Struct, array, create, defaulted, literal, string, type } from 'superstruct';
import { COLLECTION_NAMES } from '../../miniprogram/contract/shop-collections';
import { type FunctionManifest, readManifest } from '../cloud/function-manifest';
import { INDEXES } from './indexes';
import type { DeployRecord } from './record';
import type { DeploySettings } from './settings';
import type { TcbApi } from './tcb-api';
import type { Trigger, UploadModule } from './upload-module';

/** Interfaces through which the steps of a deployment act and report. */
export interface Tools {
  readonly uploads: UploadModule;
  readonly tcb: TcbApi;
  /** Receives each step's description when the step begins. */
  readonly say: (sentence: string) => void;
  /** Saves the record after each step, so that the next deployment resumes there. */
  readonly keep: (record: DeployRecord) => void;
}

export interface Step {
  /** Key in the deployment record, such as `function shop`. */
  readonly name: string;
  /** Hash of the content, to detect changes. */
  readonly mark: string;
  /** Description for the terminal. It contains names of settings, but not their secret values. */
  readonly sentence: string;
  readonly perform: (tools: Tools) => Promise<void>;
  /** Task to do by hand if the step fails. Without one, a failure ends the deployment. */
  readonly manualTask?: ManualTask;
}

/** Task to do by hand after a failed step: configure a function, or create the timer. */
export type ManualTask = 'configuration' | 'timer';

/** Failed step that does not end the deployment, because it can be done by hand. */
export interface Refusal {
  readonly sentence: string;
  readonly reason: string;
  readonly manualTask: ManualTask;
}

export interface Plan {
  readonly steps: readonly Step[];
  /** Names of steps that are skipped, because their content has not changed. */
  readonly unchanged: readonly string[];
}

export interface Project {
  readonly folder: string;
  /** Folder with one subfolder for each built function. */
  readonly functionsFolder: string;
  readonly version: string;
  readonly description: string;
}

/** Environment variables of each function. Only `shop` gets the owner's set-up code. */
const ENVIRONMENT_OF: Readonly<Record<string, readonly string[]>> = {
  getOrder: ['SETTINGS_KEY', 'SETTINGS_KEY_PREVIOUS'],
  shop: ['SETTINGS_KEY', 'SETTINGS_KEY_PREVIOUS', 'OWNER_SETUP_CODE'],
  sweep: [],
  watch: ['SETTINGS_KEY', 'SETTINGS_KEY_PREVIOUS'],
};

/** Deployed part of config.json: timers, as cron expressions of seven fields in UTC+8. */
const functionConfig = type({
  triggers: defaulted(
    array<Struct<Trigger>>(type({ name: string(), type: literal('timer'), config: string() })),
    [],
  ),
});

/** Plans the steps whose content has changed. Those that may become manual tasks come last. */
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
 * @throws Error of any other failed step; earlier steps stay recorded as done
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
 * Plans a function's configuration. WeChat documents `uploadfuncconfig` for tokens of third-party
 * platforms only [O], so it may refuse the mini-program's own token.
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

/** Plans the upload of the mini-program, which is compiled as project.config.json says. */
function miniProgramStep({ folder, version, description }: Project): Step {
  const settings = readFileSync(path.join(folder, 'project.config.json'), 'utf8');
  return {
    name: `mini-program ${version}`,
    mark: markOf(contentOf(path.join(folder, 'miniprogram')).mark + settings),
    sentence: `mini-program: upload version ${version} (${description})`,
    perform: ({ uploads }) => uploads.upload(version, description),
  };
}

/** Hashes the names and contents of a folder's files, and sums up their sizes. */
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
