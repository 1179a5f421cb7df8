/** Result of the build. The generated app.js passes it to `definePhoneApp` in the browser. */
export interface PhoneManifest {
  /** Content of app.json. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Content of theme.json, or null. */
  readonly theme: Readonly<Record<string, unknown>> | null;
  readonly components: readonly PhoneComponent[];
  /** Returns the compiled templates by path. `wxs` calls WXS for them (`wxsCalls` in runtime/). */
  readonly templates: (wxs: object) => Readonly<Record<string, unknown>>;
  /** Runs app.ts, which calls App(). */
  readonly loadApp: () => void;
}

/** A page or component with its JSON. */
export interface ComponentSource {
  /** Path without extension: `pages/search/search`, or `miniprogram_npm/…` for npm packages. */
  readonly path: string;
  readonly isPage: boolean;
  /** Root of its subpackage; '' for the main package. */
  readonly subpackage: string;
  /** JSON of the page or component. `usingComponents` has absolute paths, app.json's too. */
  readonly config: Readonly<Record<string, unknown>> & {
    readonly usingComponents: Readonly<Record<string, string>>;
  };
  /** Prefix of the component's CSS classes. null for pages, whose classes get no prefix. */
  readonly styleScope: string | null;
}

export interface PhoneComponent extends ComponentSource {
  /** Runs the script of the page or component, which calls Page() or Component(). */
  readonly load: () => void;
}
