import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import postcss, { type Container } from 'postcss';

const FOLDER = path.join(__dirname, '../../../miniprogram');
const FILES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => !file.startsWith('miniprogram_npm'))
  .map((file) => file.replaceAll(path.sep, '/'));

const read = (file: string): string => readFileSync(path.join(FOLDER, file), 'utf8');
const ending = (end: string): readonly string[] => FILES.filter((file) => file.endsWith(end));

/** Properties that the rules of a style sheet set, by a class that alone is their selector. */
function classesOf(file: string, inMedia = true): ReadonlyMap<string, ReadonlySet<string>> {
  const classes = new Map<string, Set<string>>();
  const walk = (container: Container): void => {
    container.each((node) => {
      if (node.type === 'atrule' && node.name === 'import') {
        const target = path.posix.join(path.dirname(file), node.params.slice(1, -1));
        for (const [name, props] of classesOf(target, inMedia)) classes.set(name, new Set(props));
      } else if (node.type === 'atrule' && node.name === 'media' && inMedia) {
        walk(node);
      } else if (node.type === 'rule') {
        for (const selector of node.selectors) {
          const name = /^\.([\w-]+)$/.exec(selector)?.[1];
          if (name === undefined) continue;
          const set = classes.get(name) ?? new Set();
          classes.set(name, set);
          for (const each of node.nodes)
            if (each.type === 'decl' && !each.variable) set.add(each.prop);
        }
      }
    });
  };
  walk(postcss.parse(read(file)));
  return classes;
}

/** Classes that the elements of a template may have. */
function elementsOf(file: string): readonly (readonly string[])[] {
  const attributes = [...read(file).matchAll(/\s(?:hover-)?class="([^"]*)"/g)];
  return attributes.map(([, text = '']) => {
    const conditional = [...text.matchAll(/[?:]\s*'([^']*)'/g)].map(([, words = '']) => words);
    const fixed = text.replace(/\{\{.*?\}\}/g, '');
    return [fixed, ...conditional].flatMap((words) => words.split(/\s+/).filter(Boolean));
  });
}

/** Components of the mini-program that a page or component draws, with theirs. */
function within(name: string, found = new Set<string>()): ReadonlySet<string> {
  const json = JSON.parse(read(`${name}.json`)) as { usingComponents?: Record<string, string> };
  for (const target of Object.values(json.usingComponents ?? {})) {
    const used = path.posix.join(target.startsWith('/') ? '.' : path.dirname(name), target);
    const component = used.replace(/^\//, '');
    if (found.has(component) || !FILES.includes(`${component}.json`)) continue;
    within(component, found.add(component));
  }
  return found;
}

const shared = classesOf('app.wxss');
const own = ending('.wxss').filter((file) => FILES.includes(file.replace('.wxss', '.wxml')));
const open = ending('.json')
  .filter((file) => read(file).includes('"styleIsolation": "apply-shared"'))
  .map((file) => file.replace('.json', ''));

it('a shape is defined once: no other style sheet has its name', () => {
  const again = own.flatMap((file) =>
    [...classesOf(file).keys()].filter((name) => shared.has(name)).map((name) => [file, name]),
  );
  expect(again).toEqual([]);
});

it('a component that uses shapes lets them in', () => {
  const components = ending('.json').filter((file) => read(file).includes('"component": true'));
  const shut = components
    .map((file) => file.replace('.json', ''))
    .filter((name) => !open.includes(name))
    .flatMap((name) =>
      elementsOf(`${name}.wxml`)
        .flat()
        .filter((each) => shared.has(each)),
    );
  expect(shut).toEqual([]);
});

it('what lets shapes in has no class of a page around it, which would come in with them', () => {
  const met = own
    .filter((file) => file.includes('pages/'))
    .flatMap((page) => {
      const classes = classesOf(page);
      return [...within(page.replace('.wxss', ''))]
        .filter((name) => open.includes(name))
        .flatMap((name) =>
          elementsOf(`${name}.wxml`)
            .flat()
            .map((each) => [each, page, name]),
        )
        .filter(([each = '']) => classes.has(each));
    });
  expect(met).toEqual([]);
});

it('on one element a shape and a class of its own set different properties', () => {
  const met = own.flatMap((file) => {
    const classes = classesOf(file, false);
    return elementsOf(file.replace('.wxss', '.wxml')).flatMap((names) =>
      names.flatMap((name) =>
        names.flatMap((other) =>
          [...(classes.get(other) ?? [])]
            .filter((prop) => shared.get(name)?.has(prop))
            .map((prop) => `${file}: .${name} and .${other} set ${prop}`),
        ),
      ),
    );
  });
  expect(met).toEqual([]);
});
