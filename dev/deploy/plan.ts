import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SHOP_COLLECTIONS } from '../../miniprogram/shared/shop-collections';
import { readManifest } from '../cloud/function-manifest';
import type { DatabaseIndex } from './indexes';
import { INDEXES } from './indexes';
import type { DeployRecord } from './record';
import type { DeploySettings } from './settings';

/** One thing that a deployment does. `mark`: of what it puts there, to tell the next time whether anything has changed. */
export type Step =
  | { readonly kind: 'collection'; readonly id: string; readonly mark: string }
  | {
      readonly kind: 'index';
      readonly id: string;
      readonly mark: string;
      readonly index: DatabaseIndex;
    }
  | {
      readonly kind: 'function';
      readonly id: string;
      readonly mark: string;
      readonly folder: string;
      readonly bytes: number;
    }
  | {
      readonly kind: 'function-config';
      readonly id: string;
      readonly mark: string;
      readonly timeoutSeconds: number;
      readonly environment: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'mini-program';
      readonly id: string;
      readonly mark: string;
      readonly version: string;
      readonly description: string;
    };

export interface Plan {
  readonly steps: readonly Step[];
  /** What has not changed since the last time, by kind and id. */
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
const ENVIRONMENT_OF: Readonly<Record<string, readonly string[]>> = {
  getOrder: ['SETTINGS_KEY', 'SETTINGS_KEY_PREVIOUS'],
  shop: ['SETTINGS_KEY', 'SETTINGS_KEY_PREVIOUS', 'OWNER_SETUP_CODE'],
  sweep: [],
};

/** Collections before what asks of them, functions before the pages that call them. What has not changed since the record was written is left out. */
export function makePlan(project: Project, settings: DeploySettings, record: DeployRecord): Plan {
  const all = [...databaseSteps(settings), ...functionSteps(project, settings), upload(project)];
  const isDone = (step: Step): boolean => record.marks[nameOf(step)] === step.mark;
  return {
    steps: all.filter((step) => !isDone(step)),
    unchanged: all.filter(isDone).map(nameOf),
  };
}

/** As the record knows a step. */
export function nameOf({ kind, id }: Step): string {
  return `${kind} ${id}`;
}

function databaseSteps({ appSecret }: DeploySettings): readonly Step[] {
  if (appSecret === null) return [];
  return [
    ...SHOP_COLLECTIONS.map((id): Step => ({ kind: 'collection', id, mark: id })),
    ...INDEXES.map((index): Step => {
      const id = `${index.collection}.${index.name}`;
      return { kind: 'index', id, mark: markOf(JSON.stringify(index)), index };
    }),
  ];
}

function functionSteps(
  { functionsFolder }: Project,
  { appSecret, functionEnvironment }: DeploySettings,
): readonly Step[] {
  return Object.keys(ENVIRONMENT_OF).flatMap((id): readonly Step[] => {
    const manifest = readManifest(functionsFolder, id);
    if (manifest === null) throw new Error(`The function ${id} has not been built.`);
    const { folder, timeoutSeconds } = manifest;
    const { mark, bytes } = contentOf(folder);
    const environment = Object.fromEntries(
      Object.entries(functionEnvironment).filter(([name]) => ENVIRONMENT_OF[id]?.includes(name)),
    );
    const config = { timeoutSeconds, environment };
    return [
      { kind: 'function', id, mark, folder, bytes },
      ...(appSecret === null
        ? []
        : [
            {
              kind: 'function-config',
              id,
              mark: markOf(JSON.stringify(config)),
              ...config,
            } as const,
          ]),
    ];
  });
}

/** It is compiled by project.config.json. */
function upload({ folder, version, description }: Project): Step {
  const settings = readFileSync(path.join(folder, 'project.config.json'), 'utf8');
  const mark = markOf(contentOf(path.join(folder, 'miniprogram')).mark + settings);
  return { kind: 'mini-program', id: version, mark, version, description };
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
