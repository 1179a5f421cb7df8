import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { COLLECTION_NAMES } from '../../miniprogram/shared/shop-collections';
import { readManifest } from '../cloud/function-manifest';
import { INDEXES } from './indexes';
import type { DeployRecord } from './record';
import type { DeploySettings } from './settings';
import type { TcbApi } from './tcb-api';
import type { UploadModule } from './upload-module';

/** What a deployment is made with. */
export interface Tools {
  readonly uploads: UploadModule;
  readonly tcb: TcbApi;
  /** Told of every step as it begins. */
  readonly say: (sentence: string) => void;
  /** Called after every step, so that a deployment that breaks off goes on from there the next time. */
  readonly keep: (record: DeployRecord) => void;
}

/** One thing that a deployment does. */
export interface Step {
  /** What it puts in place, as the record knows it: `function shop`. */
  readonly name: string;
  /** Of what it puts there, to tell the next time whether anything has changed. */
  readonly mark: string;
  /** One line for the person at the terminal; settings by their names only. */
  readonly sentence: string;
  readonly perform: (tools: Tools) => Promise<void>;
}

export interface Plan {
  readonly steps: readonly Step[];
  /** The names of what has not changed since the last time. */
  readonly unchanged: readonly string[];
}

/** What is to be deployed. */
export interface Project {
  readonly folder: string;
  /** Built functions, one folder each. */
  readonly functionsFolder: string;
  readonly version: string;
  readonly description: string;
}

/** Which settings a function's environment holds: the owner's set-up code is for the shop's own function only. */
const ENVIRONMENT_OF = {
  getOrder: ['SETTINGS_KEY', 'SETTINGS_KEY_PREVIOUS'],
  shop: ['SETTINGS_KEY', 'SETTINGS_KEY_PREVIOUS', 'OWNER_SETUP_CODE'],
  sweep: [],
} as const;

/** Collections before what asks of them, functions before the pages that call them. What has not changed since the record was written is left out. */
export function makePlan(project: Project, settings: DeploySettings, record: DeployRecord): Plan {
  const functions = Object.entries(ENVIRONMENT_OF).flatMap(([name, environment]) =>
    functionSteps(name, environment, project, settings),
  );
  const database = settings.appSecret === null ? [] : databaseSteps();
  const all = [...database, ...functions, miniProgramStep(project)];
  const isDone = ({ name, mark }: Step): boolean => record.marks[name] === mark;
  return {
    steps: all.filter((step) => !isDone(step)),
    unchanged: all.filter(isDone).map(({ name }) => name),
  };
}

/**
 * Does what a plan says, one step after the other.
 *
 * @throws Error of the step that failed; those before it are on record
 */
export async function performPlan(
  { steps }: Plan,
  before: DeployRecord,
  tools: Tools,
): Promise<void> {
  let { marks } = before;
  for (const { name, mark, sentence, perform } of steps) {
    tools.say(sentence);
    await perform(tools);
    marks = { ...marks, [name]: mark };
    tools.keep({ marks });
  }
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

function functionSteps(
  name: string,
  settingNames: readonly string[],
  { functionsFolder }: Project,
  { appSecret, functionEnvironment }: DeploySettings,
): readonly Step[] {
  const manifest = readManifest(functionsFolder, name);
  if (manifest === null) throw new Error(`The function ${name} has not been built.`);
  const { folder, timeoutSeconds } = manifest;
  const { mark, bytes } = contentOf(folder);
  const code: Step = {
    name: `function ${name}`,
    mark,
    sentence: `function ${name}: upload ${Math.round(bytes / 1000)} kB`,
    perform: ({ uploads }) => uploads.uploadFunction(name, folder),
  };
  if (appSecret === null) return [code];
  const environment = Object.fromEntries(
    Object.entries(functionEnvironment).filter(([setting]) => settingNames.includes(setting)),
  );
  const given = Object.keys(environment).join(', ');
  const kept = given === '' ? 'environment left as it is' : `environment replaced by ${given}`;
  return [
    code,
    {
      name: `function-config ${name}`,
      mark: markOf(JSON.stringify({ timeoutSeconds, environment })),
      sentence: `function ${name}: time-out ${timeoutSeconds} s, ${kept}`,
      perform: ({ tcb }) => tcb.configureFunction(name, timeoutSeconds, environment),
    },
  ];
}

/** It is compiled by project.config.json. */
function miniProgramStep({ folder, version, description }: Project): Step {
  const settings = readFileSync(path.join(folder, 'project.config.json'), 'utf8');
  return {
    name: `mini-program ${version}`,
    mark: markOf(contentOf(path.join(folder, 'miniprogram')).mark + settings),
    sentence: `mini-program: upload version ${version} (${description})`,
    perform: ({ uploads }) => uploads.upload(version, description),
  };
}

/** Of all files in a folder, with their names. */
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
