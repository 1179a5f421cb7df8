import { componentProblems } from '../../../dev/check/components';
import { folderWith } from '../../support/temporary-folder';

const PAGE = {
  'app.json': '{ "pages": ["pages/a"], "usingComponents": { "app-icon": "/components/icon" } }',
  'pages/a.wxml': '<app-icon />',
  'pages/a.json': '{}',
  'components/icon.json': '{ "component": true }',
  'components/icon.wxml': '<view />',
};

async function problems(files: Readonly<Record<string, string>>) {
  return componentProblems(await folderWith({ ...PAGE, ...files }));
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
    const found = await problems({
      'pages/a.wxml': template,
      'pages/a.json': `{ "usingComponents": { "x-part": "../components/icon" }, "componentPlaceholder": ${placeholder} }`,
      'pages/part.wxml': '<template name="t"><x-part /></template>',
    });
    expect(found.filter(({ file }) => file === 'pages/a.json')).toEqual([]);
  });

  it('are not used in a comment or in a script', async () => {
    const found = await problems({
      'pages/a.wxml': '<!-- <x-part /> --><wxs module="m">var a = "<x-part />";</wxs>',
      'pages/a.json': '{\n "usingComponents": {\n "x-part": "../components/icon" }\n}',
    });
    const message = 'the component x-part is not used in a.wxml';
    expect(found).toEqual([{ file: 'pages/a.json', line: 3, message }]);
  });

  it('that only a lost component uses are lost as well', async () => {
    const found = await problems({
      'components/one.wxml': '<x-two />',
      'components/one.json': '{ "component": true, "usingComponents": { "x-two": "./two" } }',
      'components/two.wxml': '<view />',
      'components/two.json': '{ "component": true }',
    });
    expect(found.map(({ file }) => file)).toEqual(['components/one.wxml', 'components/two.wxml']);
  });
});
