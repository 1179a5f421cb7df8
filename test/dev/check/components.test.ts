import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { componentProblems } from '../../../dev/check/components';
import { temporaryFolder } from '../../support/temporary-folder';

const PAGE = {
  'app.json': '{ "pages": ["pages/a"], "usingComponents": { "app-icon": "/components/icon" } }',
  'pages/a.wxml': '<app-icon />',
  'pages/a.json': '{}',
  'components/icon.json': '{ "component": true }',
  'components/icon.wxml': '<view />',
};

async function problems(files: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder();
  for (const [file, text] of Object.entries({ ...PAGE, ...files })) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return componentProblems(folder);
}

describe('components', () => {
  it('of app.json are everybody’s', async () => {
    expect(await problems({})).toEqual([]);
  });

  it.each([
    ['in an imported template', '<import src="part" /><template is="t" />', '{}'],
    ['as a generic slot', '<view generic:row="x-part" />', '{}'],
    ['while another loads', '<view />', '{ "app-icon": "x-part" }'],
  ])('are used %s', async (_how, template, placeholder) => {
    expect(
      await problems({
        'pages/a.wxml': template,
        'pages/a.json': `{ "usingComponents": { "x-part": "../components/icon" }, "componentPlaceholder": ${placeholder} }`,
        'pages/part.wxml': '<template name="t"><x-part /></template>',
      }).then((all) => all.filter(({ file }) => file === 'pages/a.json')),
    ).toEqual([]);
  });

  it('are not used in a comment or in a script', async () => {
    expect(
      await problems({
        'pages/a.wxml': '<!-- <x-part /> --><wxs module="m">var a = "<x-part />";</wxs>',
        'pages/a.json': '{\n "usingComponents": {\n "x-part": "../components/icon" }\n}',
      }),
    ).toEqual([
      { file: 'pages/a.json', line: 3, message: 'the component x-part is not used in a.wxml' },
    ]);
  });

  it('that only a lost component uses are lost as well', async () => {
    expect(
      await problems({
        'components/one.wxml': '<x-two />',
        'components/one.json': '{ "component": true, "usingComponents": { "x-two": "./two" } }',
        'components/two.wxml': '<view />',
        'components/two.json': '{ "component": true }',
      }).then((all) => all.map(({ file }) => file)),
    ).toEqual(['components/one.wxml', 'components/two.wxml']);
  });
});
