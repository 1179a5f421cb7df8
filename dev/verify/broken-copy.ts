import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const COPIED = [
  ...['miniprogram', 'project.config.json', 'tsconfig.json'],
  ...['README.md', 'README.zh-CN.md'],
];

/** A copy of the product's source that may be broken; files are named from the project's folder. */
export interface BrokenCopy {
  readonly root: string;
  write(file: string, content: string | Uint8Array): void;
  remove(file: string): void;
  /** Adds lines at the end; answers the line of the first of them. */
  append(file: string, lines: string): number;
  /** Puts a text in the place of one that stands there once; answers its line. @throws when it stands there never or several times */
  replace(file: string, from: string, to: string): number;
  /** Deletes the copy. */
  discard(): void;
}

/** Copies what `npm run verify:wechat` reads of a project to a temporary folder; packages are those of the project. */
export function copyProduct(project: string): BrokenCopy {
  const root = mkdtempSync(path.join(os.tmpdir(), 'broken-copy-'));
  for (const name of COPIED) {
    cpSync(path.join(project, name), path.join(root, name), { recursive: true });
  }
  symlinkSync(path.join(project, 'node_modules'), path.join(root, 'node_modules'), 'junction');
  const at = (file: string): string => path.join(root, file);
  const textOf = (file: string): string => readFileSync(at(file), 'utf8');
  return {
    root,
    write: (file, content) => {
      mkdirSync(path.dirname(at(file)), { recursive: true });
      writeFileSync(at(file), content);
    },
    remove: (file) => {
      rmSync(at(file));
    },
    append: (file, lines) => {
      const line = textOf(file).split('\n').length;
      appendFileSync(at(file), lines);
      return line;
    },
    replace: (file, from, to) => {
      const [before = '', after, more] = textOf(file).split(from);
      if (after === undefined || more !== undefined) {
        throw new Error(`${file} should hold ${from} once.`);
      }
      writeFileSync(at(file), before + to + after);
      return before.split('\n').length;
    },
    discard: () => {
      rmSync(root, { recursive: true });
    },
  };
}
