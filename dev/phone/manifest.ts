/** The build's data for the browser side. The generated script passes it to `definePhoneApp`. */
export interface PhoneManifest {
  /** Content of app.json. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Content of theme.json, or null. */
  readonly theme: Readonly<Record<string, unknown>> | null;
  readonly components: readonly PhoneComponent[];
  /** Compiled templates by path. */
  readonly templates: Readonly<Record<string, unknown>>;
  /** Runs app.ts, which calls App(). */
  readonly loadApp: () => void;
  /** Every documented API. Missing ones fail as in WeChat. */
  readonly api: DocumentedApi;
}

/** A page or component with its JSON. */
export interface ComponentSource {
  /** `pages/search/search`. npm's start with `miniprogram_npm/`. */
  readonly path: string;
  readonly isPage: boolean;
  /** The JSON, with `usingComponents` as `/absolute/paths`, including those of app.json. */
  readonly config: Readonly<Record<string, unknown>> & {
    readonly usingComponents: Readonly<Record<string, string>>;
  };
  /** Prefix of its CSS classes, or null for pages, whose classes stay. */
  readonly styleScope: string | null;
}

export interface PhoneComponent extends ComponentSource {
  /** Runs its script, which calls Page() or Component(). */
  readonly load: () => void;
}

/** Names in WeChat's own typings. */
export interface DocumentedApi {
  /** Members of `wx` that report through success, fail and a promise. */
  readonly asynchronous: readonly string[];
  /** Members of `wx` that answer at once. */
  readonly synchronous: readonly string[];
  readonly cloud: readonly string[];
  readonly mapContext: readonly string[];
}
