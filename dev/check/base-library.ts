import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type ApiUse, apiUses } from './api-uses';
import { jsonAt, lineNaming, parsedJson, projectSetting } from './json-text';
import { sourceFiles } from './source';
import { tagsOf } from './wxml';

/** First base library of WXML tags and attributes, as WeChat documents them. */
const IN_TEMPLATES: Readonly<Record<string, string>> = {
  'page-meta': '2.9.0',
  'navigation-bar': '2.9.0',
  'match-media': '2.11.1',
  'page-container': '2.16.0',
  'share-element': '2.16.0',
  'root-portal': '2.25.2',
  'aria-label': '2.7.1',
  'aria-role': '2.7.1',
  'root-font-size': '2.11.0',
  'enable-rotate': '2.3.0',
  'min-scale': '2.13.0',
  'refresher-enabled': '2.10.1',
  enhanced: '2.12.0',
  'safe-password-cert-path': '2.18.0',
};

const IN_APP_JSON: Readonly<Record<string, string>> = {
  darkmode: '2.11.0',
  themeLocation: '2.11.0',
  lazyCodeLoading: '2.11.1',
  // Version from which computers support it. Tablets have had it since 2.3.0.
  resizable: '2.21.3',
};

/**
 * Compares libVersion with the base library (WeChat's API level) of each API, tag, attribute and
 * app.json key in use.
 *
 * @returns `declared`: libVersion; `needed`: the API that is used without a check and needs the
 * newest base library of all; `guarded`: newer ones that are used only after a check, oldest first
 */
export function baseLibrary(folder: string) {
  const version = projectSetting(folder, 'libVersion');
  const declared = typeof version === 'string' ? version : '0.0.0';
  const uses = [...apiUses(folder), ...templateUses(folder), ...appUses(folder)];
  const oldestFirst = uses.toSorted((a, b) => compareVersions(a.since, b.since));
  const { api, since } = oldestFirst.findLast(({ isGuarded }) => !isGuarded) ?? {
    api: 'nothing',
    since: '1.0.0',
  };
  const guarded = new Map(
    oldestFirst
      .filter((use) => use.isGuarded && compareVersions(use.since, since) > 0)
      .map((use) => [use.api, { api: use.api, since: use.since }]),
  );
  const problems = uses
    .filter((use) => !use.isGuarded && compareVersions(use.since, declared) > 0)
    .map((use) => ({
      file: use.file,
      line: use.line,
      message: `${use.api} came with base library ${use.since}, project.config.json says ${declared}: ask first whether it is there, or raise libVersion`,
    }));
  return { declared, needed: { api, since }, guarded: [...guarded.values()], problems };
}

function templateUses(folder: string): readonly ApiUse[] {
  return sourceFiles(folder, ['.wxml']).flatMap(({ file, text }) =>
    tagsOf(text).flatMap(({ name, line, attributes }) =>
      [name, ...attributes.keys()].flatMap((word) => {
        const since = IN_TEMPLATES[word];
        const api = word === name ? `<${name}>` : `<${name} ${word}>`;
        return since === undefined ? [] : [{ api, file, line, since, isGuarded: false }];
      }),
    ),
  );
}

function appUses(folder: string): readonly ApiUse[] {
  const file = 'app.json';
  const text = readFileSync(path.join(folder, file), 'utf8');
  return Object.entries(IN_APP_JSON).flatMap(([key, since]) => {
    if (jsonAt(parsedJson(text), key) === undefined) return [];
    const line = lineNaming(text, key);
    return [{ api: `${key} in app.json`, file, line, since, isGuarded: false }];
  });
}

function compareVersions(a: string, b: string): number {
  const numbers = b.split('.').map(Number);
  const differences = a.split('.').map((part, index) => Number(part) - (numbers[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
