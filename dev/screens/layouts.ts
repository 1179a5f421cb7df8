/** Size of a browser window in px, and its colour theme. */
export interface WindowLayout {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly theme: 'light' | 'dark';
}

/** A window that shows the phone. `text` is a factor of the standard text size. */
export interface Layout extends WindowLayout {
  readonly text: number;
}

export const LAYOUTS: readonly Layout[] = [
  { name: '375-light', width: 375, height: 812, theme: 'light', text: 1 },
  { name: '375-dark', width: 375, height: 812, theme: 'dark', text: 1 },
  { name: '375-large', width: 375, height: 812, theme: 'light', text: 1.4 },
  { name: '320', width: 320, height: 568, theme: 'light', text: 1 },
  { name: '320-largest', width: 320, height: 568, theme: 'light', text: 1.75 },
  { name: '768', width: 768, height: 1024, theme: 'light', text: 1 },
  { name: '1280-light', width: 1280, height: 800, theme: 'light', text: 1 },
  { name: '1280-dark', width: 1280, height: 800, theme: 'dark', text: 1 },
];

/** Windows for the console. docs/images/local-host.png is a copy of the picture `1440-light`. */
export const CONSOLE_LAYOUTS: readonly WindowLayout[] = [
  { width: 1600, height: 1000 },
  { width: 1440, height: 940 },
  { width: 1280, height: 900 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
].flatMap((size) =>
  (['light', 'dark'] as const).map((theme) => ({ name: `${size.width}-${theme}`, theme, ...size })),
);
