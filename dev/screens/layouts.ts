/** Size of a browser window in px, its colour theme, and a factor of the standard text size. */
export interface Layout {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly theme: 'light' | 'dark';
  readonly text: number;
  /** Scenes that are taken in it; all of them without. */
  readonly only?: RegExp;
}

/** Scene in which much stands at once: taken in windows of further sizes, too. */
const FULL = /^board-rush$/;

export const LAYOUTS: readonly Layout[] = [
  { name: '375-light', width: 375, height: 812, theme: 'light', text: 1 },
  { name: '375-dark', width: 375, height: 812, theme: 'dark', text: 1 },
  { name: '375-large', width: 375, height: 812, theme: 'light', text: 1.4 },
  { name: '320', width: 320, height: 568, theme: 'light', text: 1 },
  { name: '320-largest', width: 320, height: 568, theme: 'light', text: 1.75 },
  { name: '768', width: 768, height: 1024, theme: 'light', text: 1 },
  { name: '1280-light', width: 1280, height: 800, theme: 'light', text: 1 },
  { name: '1280-dark', width: 1280, height: 800, theme: 'dark', text: 1 },
  { name: '320-large', width: 320, height: 693, theme: 'light', text: 1.4, only: FULL },
  { name: '1920', width: 1920, height: 1080, theme: 'light', text: 1, only: FULL },
];

/** Windows for the console. */
export const CONSOLE_LAYOUTS: readonly Layout[] = [
  { name: '1600-light', width: 1600, height: 1000, theme: 'light', text: 1 },
  { name: '1600-dark', width: 1600, height: 1000, theme: 'dark', text: 1 },
  { name: '1280-light', width: 1280, height: 900, theme: 'light', text: 1 },
  { name: '1280-dark', width: 1280, height: 900, theme: 'dark', text: 1 },
  { name: '820-light', width: 820, height: 1180, theme: 'light', text: 1 },
  { name: '390-light', width: 390, height: 844, theme: 'light', text: 1 },
];
