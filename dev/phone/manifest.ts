/** What the build hands to the browser side; the generated script passes it to `definePhoneApp`. */
export interface PhoneManifest {
  /** app.json. */
  readonly config: Readonly<Record<string, unknown>>;
  /** theme.json, or null. */
  readonly theme: Readonly<Record<string, unknown>> | null;
  readonly components: readonly PhoneComponent[];
  /** Compiled templates by path. */
  readonly templates: Readonly<Record<string, unknown>>;
  /** Runs app.ts, which calls App(). */
  readonly loadApp: () => void;
  /** Every documented API, so that what the phone does not have can fail as WeChat fails. */
  readonly api: DocumentedApi;
}

/** A page or component, and what its JSON says. */
export interface ComponentSource {
  /** `pages/search/search`; npm's start with `miniprogram_npm/`. */
  readonly path: string;
  readonly isPage: boolean;
  /** The JSON as written, but `usingComponents` as `/absolute/paths`, app.json's included. */
  readonly config: Readonly<Record<string, unknown>> & {
    readonly usingComponents: Readonly<Record<string, string>>;
  };
  /** Prefix of its classes in the document; null for pages: theirs stay as they are. */
  readonly styleScope: string | null;
}

export interface PhoneComponent extends ComponentSource {
  /** Runs its script, which calls Page() or Component(). */
  readonly load: () => void;
}

/** Names out of WeChat's own typings. */
export interface DocumentedApi {
  /** Members of `wx` that report through success, fail and a promise. */
  readonly asynchronous: readonly string[];
  /** Members of `wx` that answer at once. */
  readonly synchronous: readonly string[];
  readonly cloud: readonly string[];
  readonly mapContext: readonly string[];
}
