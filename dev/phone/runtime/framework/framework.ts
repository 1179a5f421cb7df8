import * as glassEasel from 'glass-easel';
import {
  component,
  MiniProgramEnv,
  type AssociatedBackend,
  type CodeSpace,
  type Root,
  type types,
} from 'glass-easel-miniprogram-adapter';
import type { PhoneComponent, PhoneManifest } from '../../manifest';
import { guarded, reportError } from '../errors';
import type { Caller } from '../page-stack';
import { isRecord, type Options } from '../values';
import { PhoneBackend } from './backend';
import type { BuiltInTags } from './built-ins';
import { logSetData } from './cost-logs';
import { routeAround } from './nodes';
import { ReadyQueue } from './ready-queue';
import { wxsCalls } from './wxs-calls';

type Definition = Record<string, unknown>;
type Define = (definition: Definition) => unknown;

/** WeChat's behavior that vant's button uses. An empty one suffices: the phone has no forms. */
const FORM_BUTTON = 'wx://form-field-button';

/** glass-easel, WeChat's component framework, with the components of one mini-program. */
export class Framework {
  readonly ready = new ReadyQueue();
  private readonly space: CodeSpace;
  private readonly backend: AssociatedBackend;
  private readonly formButton: unknown;
  /** Pages and components whose scripts have not run yet. */
  private notLoaded: readonly PhoneComponent[] = [];

  constructor(tags: BuiltInTags) {
    // Set before any code space exists: else van-button's property `dataset` hides the node's own.
    glassEasel.globalOptions.writeFieldsToNode = false;
    glassEasel.globalOptions.writeIdToDOM = true;
    glassEasel.addGlobalErrorListener((error, method, related) => {
      const owner = typeof related === 'string' ? related : related?.is;
      reportError(error, [owner, method].filter((part) => part !== undefined).join(' ') || 'view');
      return false;
    });
    glassEasel.addGlobalWarningListener((message, related) => {
      const owner = typeof related === 'string' ? related : related.is;
      // Drops warnings about npm packages, whose code we cannot change.
      if (!`${owner} ${message}`.includes('miniprogram_npm/')) reportError(message, owner);
      return false;
    });
    logCallers();
    const env = new MiniProgramEnv();
    this.backend = env.associateBackend(new PhoneBackend(tags));
    this.space = env.createCodeSpace('', true);
    this.ready.watch(this.space);
    this.formButton = this.space.behavior().definition({}).register();
  }

  /** Creates the root node of a page. The caller attaches this node to the document. */
  createPage(url: string): Root {
    this.loadPackageOf(url.replace(/^\/|\?.*$/g, ''));
    return this.backend.createRoot('page-root', this.space, url);
  }

  /**
   * Registers all pages and components, and runs the scripts of the main package. Those of a
   * subpackage run before its first page opens. Call it once.
   */
  define(manifest: PhoneManifest): void {
    const templates = manifest.templates(wxsCalls);
    for (const part of manifest.components) {
      this.space.addCompiledTemplate(part.path, {
        content: templates[part.path],
        groupList: templates,
        // Accepts `bindtap` without a colon, on built-in tags and components.
        fallbackListenerOnNativeNode: true,
      } as unknown as glassEasel.template.ComponentTemplate);
      this.space.addStyleSheet(part.path, undefined, part.styleScope ?? '');
      this.space.addComponentStaticConfig(part.path, staticConfig(part, {}));
    }
    this.notLoaded = manifest.components;
    this.loadPackage('');
  }

  private loadPackageOf(path: string): void {
    const part = this.notLoaded.find((one) => one.path === path);
    if (part !== undefined) this.loadPackage(part.subpackage);
  }

  /** Runs the scripts of a package. */
  private loadPackage(subpackage: string): void {
    const parts = this.notLoaded.filter((part) => part.subpackage === subpackage);
    this.notLoaded = this.notLoaded.filter((part) => part.subpackage !== subpackage);
    this.space.getComponentSpace().groupRegister(() => {
      for (const part of parts) this.load(part);
    });
  }

  /** Runs a component's script. Bundled modules find Page, Component and Behavior as globals. */
  private load(part: PhoneComponent): void {
    this.space.componentEnv(part.path, (env) => {
      const withOptions =
        (define: Define): Define =>
        (definition) => {
          this.space.addComponentStaticConfig(part.path, staticConfig(part, definition));
          return define(this.adapted(definition));
        };
      Object.assign(window, {
        Page: withOptions(env.Page),
        Component: withOptions(env.Component as unknown as Define),
        Behavior: env.Behavior,
      });
      guarded(part.path, part.load);
    });
  }

  /** Replaces the name of WeChat's behavior by an empty behavior, because glass-easel lacks it. */
  private adapted(definition: Definition): Definition {
    const { behaviors } = definition;
    if (!Array.isArray(behaviors)) return definition;
    const found = behaviors.map((item: unknown) => (item === FORM_BUTTON ? this.formButton : item));
    return { ...definition, behaviors: found };
  }
}

/** Adds `addGlobalClass` to a component's JSON, because glass-easel reads it there. */
function staticConfig(part: PhoneComponent, { options }: Definition): types.ComponentStaticConfig {
  const addGlobalClass = isRecord(options) && options['addGlobalClass'] === true;
  return { component: !part.isPage, addGlobalClass, ...part.config };
}

/** Logs every setData. */
function logCallers(): void {
  const prototype = component.ComponentCaller.prototype as unknown as Record<string, unknown>;
  type SetData = (this: Caller, data: Options, done?: () => void) => void;
  const setData = prototype['setData'] as SetData;
  prototype['setData'] = function (this: Caller, data: Options, done?: () => void): void {
    const node = this._$;
    logSetData(data, { page: routeAround(node), component: node.is }, () => {
      setData.call(this, data, done);
    });
  };
}
