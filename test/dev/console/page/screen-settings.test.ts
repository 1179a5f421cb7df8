/** @jest-environment jsdom */
import { keepScreen, keptScreen } from '../../../../dev/console/page/screen-settings';

beforeEach(() => {
  localStorage.clear();
});

const USUAL = { screen: 'phone', theme: 'light', text: '1', client: 'documented' };
const CHOSEN = { screen: 'computer', theme: 'dark', text: '1.4', client: 'reported' } as const;
const SETTINGS = { ...CHOSEN, person: 'owner' };

describe('屏幕', () => {
  it('is kept over a reload of the console, and nothing else with it', () => {
    keepScreen(SETTINGS);
    expect(keptScreen()).toEqual(CHOSEN);
  });

  it.each([
    ['nothing', null, USUAL],
    ['no settings', 'null', USUAL],
    ['half a text', '{"screen":', USUAL],
    [
      'what is no choice',
      '{"screen":"watch","theme":"dark","text":7}',
      { ...USUAL, theme: 'dark' },
    ],
  ])('is as usual where the browser holds %s', (_, stored, wanted) => {
    if (stored !== null) localStorage.setItem('screen', stored);
    expect(keptScreen()).toEqual(wanted);
  });
});
