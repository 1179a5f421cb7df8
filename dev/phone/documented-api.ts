import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DocumentedApi } from './manifest';

/** Reads the names of all documented APIs from miniprogram-api-typings. */
export function readDocumentedApi(): DocumentedApi {
  const folder = path.join(
    path.dirname(require.resolve('miniprogram-api-typings/package.json')),
    'types/wx',
  );
  const text = readFileSync(path.join(folder, 'lib.wx.api.d.ts'), 'utf8');
  const cloud = readFileSync(path.join(folder, 'lib.wx.cloud.d.ts'), 'utf8');
  const members = membersOf(text, /^ {4}interface Wx \{$/m);
  const asynchronous = members.filter(
    ({ name, declaration }) =>
      !/^(on|off|create|get\w*Manager$)/.test(name) &&
      /PromisifySuccessResult|option\??:/.test(declaration),
  );
  const names = asynchronous.map(({ name }) => name);
  return {
    asynchronous: names,
    synchronous: members.map(({ name }) => name).filter((name) => !names.includes(name)),
    cloud: membersOf(cloud, /^interface WxCloud \{$/m).map(({ name }) => name),
    mapContext: membersOf(text, /^ {4}interface MapContext \{$/m).map(({ name }) => name),
  };
}

interface Member {
  readonly name: string;
  readonly declaration: string;
}

/** Lists the members of the interface that `start` matches. Cuts comments: they contain code. */
function membersOf(text: string, start: RegExp): Member[] {
  const from = start.exec(text);
  if (from === null) throw new Error(`miniprogram-api-typings no longer declares ${start.source}`);
  const indent = /^ */.exec(from[0])?.[0] ?? '';
  const rest = text.slice(from.index + from[0].length).replace(/\/\*[\s\S]*?\*\//g, '');
  const body = rest.slice(0, rest.search(new RegExp(`^${indent}\\}`, 'm')));
  const heads = [...body.matchAll(/^(?: {4}){1,2}(\w+)\??\s*[<(:]/gm)].filter(
    ([head]) => head.search(/\S/) === firstIndent(body),
  );
  const unique = new Map<string, string>();
  heads.forEach((head, index) => {
    const name = head[1] ?? '';
    const declaration = body.slice(head.index, heads[index + 1]?.index);
    unique.set(name, `${unique.get(name) ?? ''}${declaration}`);
  });
  return [...unique].map(([name, declaration]) => ({ name, declaration }));
}

function firstIndent(body: string): number {
  return /^( *)\S/m.exec(body)?.[1]?.length ?? 0;
}
